import Inbox
import WhatsApp

extension GraphClient {
    /// How long a permit for departure stands for the second pass: the request leaves at once or passes again.
    public static let permitLife = Span.seconds(10)

    /// Sends one message to a customer: the only way out of this program.
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
        let request: HTTPRequest
        do {
            let body = RequestWriter.request(permit, id: uuid, mediaID: mediaID).body
            request = HTTPRequest(
                .post, try base.url([number.value, "messages"]), body: body, replyLimit: 1 << 20, isRepeatable: false)
        } catch {
            return .notSent(.badIdentifier)
        }
        let start = now()
        // Reading a token can take seconds, so the permit is looked at again before a second attempt.
        let exchange = await exchange(request) { permit.problem(at: moment + (now() - start)) == nil }
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
