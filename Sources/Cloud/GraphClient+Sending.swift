import Inbox
import WhatsApp

extension GraphClient {
    /// How long a permit for departure stands for the second pass: the request leaves at once or passes again.
    public static let permitLife = Span.seconds(10)

    /// Sends one message to a customer: the only way out of this program.
    ///
    /// Marketing templates of an account that switched them off on `/messages` go by `/marketing_messages`
    /// (`whatsapp.md` §4.6); that it did is known from its refusal, 131063, after which nothing has left yet. The same goes
    /// for templates with a maximum price, 131061.
    ///
    /// - Parameters:
    ///   - permit: what the gate's second pass gave, moments ago.
    ///   - number: the business number it leaves from.
    ///   - uuid: the outbox row's UUID; statuses echo it as `biz_opaque_callback_data`.
    ///   - mediaID: what the platform calls the file of a media message.
    ///   - moment: the time by the clock the gate was asked with.
    public func send(
        _ permit: Permit, from number: NumberID, uuid: String, mediaID: String? = nil, at moment: Instant
    ) async -> SendResult {
        if let problem = permit.problem(at: moment) { return .notSent(.permit(problem)) }
        if case .media = permit.content, mediaID == nil { return .notSent(.notUploaded) }
        let body = RequestWriter.request(permit, id: uuid, mediaID: mediaID).body
        let start = now()
        // Reading a token, or a first answer, can take seconds: the permit is looked at again before a second attempt.
        let isFresh = { permit.problem(at: moment + (self.now() - start)) == nil }
        let path = permit.content.isMarketing && isMarketer(number) ? Path.marketing : .messages
        let first = await post(body, from: number, path: path, mayAskAgain: isFresh)
        guard case .template = permit.content, case .refused(let error, _) = first, error.means(path.other), isFresh()
        else { return first }
        if error.code == 131_063 { noteMarketer(number) }
        return await post(body, from: number, path: path.other, mayAskAgain: isFresh)
    }

    /// Where messages are sent.
    fileprivate enum Path: String {
        case messages
        /// For marketing only.
        case marketing = "marketing_messages"

        var other: Path { self == .messages ? .marketing : .messages }
    }

    private func post(
        _ body: [UInt8], from number: NumberID, path: Path, mayAskAgain: () -> Bool
    ) async -> SendResult {
        let request: HTTPRequest
        do {
            request = HTTPRequest(
                .post, try base.url([number.value, path.rawValue]), body: body, replyLimit: 1 << 20, isRepeatable: false
            )
        } catch {
            return .notSent(.badIdentifier)
        }
        let exchange = await exchange(request, mayAskAgain: mayAskAgain)
        switch exchange {
        case .noToken(let error): return .notSent(.token(error))
        case .failure(.notSent(let reason)): return .notSent(.transport(reason))
        case .failure(.unknownOutcome(let reason)): return .uncertain(.transport(reason))
        case .reply(let reply): return SendResult(reply)
        }
    }

    /// Marks a message and all earlier ones of its thread as read (`whatsapp.md` §4.3).
    /// - Throws: `GraphFailure`; 131009 when the message is older than 30 days.
    public func markRead(_ wamid: String, number: NumberID) async throws(GraphFailure) {
        try await acknowledge(MarkReadRequest(messageID: wamid), number: number)
    }

    /// Shows "typing…" for up to 25 s; also marks the message read, as the platform ties both (`whatsapp.md` §4.3).
    /// - Throws: `GraphFailure`.
    public func showTyping(answering wamid: String, number: NumberID) async throws(GraphFailure) {
        try await acknowledge(MarkReadRequest(messageID: wamid, typing: true), number: number)
    }

    private func acknowledge(_ mark: MarkReadRequest, number: NumberID) async throws(GraphFailure) {
        let url = try base.url([number.value, "messages"])
        let json = try await ask(HTTPRequest(.post, url, body: mark.body, replyLimit: 1 << 20))
        guard json["success"]?.bool == true else { throw .unreadable(httpStatus: 200) }
    }
}

extension APIError {
    /// Whether the template is one for the other path (`whatsapp.md` §9.2): its category may have changed since it was filled.
    fileprivate func means(_ path: GraphClient.Path) -> Bool {
        switch path {
        case .marketing: code == 131_063 || code == 131_061
        case .messages: code == 134_100
        }
    }
}

extension Content {
    /// By the category it had as it was filled.
    fileprivate var isMarketing: Bool {
        if case .template(let filled) = self { filled.category.uppercased() == "MARKETING" } else { false }
    }
}

extension Permit {
    /// Why this is not leave to depart at `moment`; nil when it is.
    func problem(at moment: Instant) -> SendResult.PermitProblem? {
        guard pass == .departure else { return .wrongPass }
        if let notAfter, moment >= notAfter { return .expired }
        return grantedAt <= moment && moment - grantedAt <= GraphClient.permitLife ? nil : .stale
    }
}

extension SendResult {
    /// Reads an answer by the table above.
    init(_ reply: HTTPReply) {
        if let error = reply.apiError {
            self = .refused(error, httpStatus: reply.status)
            return
        }
        switch reply.status {
        case 200...299:
            guard let json = reply.json, let response = SendResponse(json: json) else {
                self = .uncertain(.unreadable(httpStatus: reply.status))
                return
            }
            let status = json["messages"]?.list?.first?["message_status"]?.text
            self = .accepted(wamid: response.messageID, status: status)
        case 307, 308: self = .notSent(.redirected(httpStatus: reply.status))
        case 400...499 where reply.status != 408:
            self = .refused(APIError(code: nil, title: "HTTP \(reply.status)"), httpStatus: reply.status)
        default: self = .uncertain(.unreadable(httpStatus: reply.status))
        }
    }
}
