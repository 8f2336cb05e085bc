import Foundation
import WhatsApp

extension GraphClient {
    /// Makes one call by hand and gives the answer as it came, but for tokens in it.
    /// - Throws: `GraphFailure`; nothing is tried twice, but for a token that was renewed meanwhile.
    public func raw(_ call: GraphCall) async throws(GraphFailure) -> JSONValue {
        try await raw(call, after: nil)
    }

    /// The pages of a listing one after the other, each as it came. Only cursors are taken from an answer, never addresses.
    /// - Throws: `GraphFailure`, also for an answer that is no list, and what `read` throws, wrapped in nothing.
    public func rawPages(
        _ call: GraphCall, read: (JSONValue) throws -> Void
    ) async throws {
        var cursor: String?
        var seen: Set<String> = []
        for _ in 0..<Self.pageLimit {
            let page = try await raw(call, after: cursor)
            guard page["data"] != nil else { throw GraphFailure.unreadable(httpStatus: 200) }
            try read(page)
            guard let next = try nextCursor(in: page) else { return }
            guard seen.insert(next).inserted else { throw GraphFailure.pagingLoops }
            cursor = next
        }
        throw GraphFailure.tooManyPages(limit: Self.pageLimit)
    }

    private func raw(_ call: GraphCall, after cursor: String?) async throws(GraphFailure) -> JSONValue {
        var query = call.query.filter { cursor == nil || $0.name != "after" }.map { ($0.name, $0.value) }
        if let cursor { query.append(("after", cursor)) }
        let url = try base.url(call.segments, query: query)
        let request = HTTPRequest(call.method, url, body: call.body, isRepeatable: call.method == .get)
        return hidingTokens(in: try await ask(request))
    }

    /// The platform writes our token into the addresses of next pages, and into some nodes.
    private func hidingTokens(in json: JSONValue) -> JSONValue {
        switch json {
        case .string(let text): return .string(hidingTokens(in: text))
        case .array(let elements): return .array(elements.map { hidingTokens(in: $0) })
        case .object(let object):
            return .object(
                JSONObject(
                    object.members.map { name, value in
                        (hidingTokens(in: name), name == "access_token" ? "(token)" : hidingTokens(in: value))
                    }))
        case .null, .bool, .int, .double, .number: return json
        }
    }

    private func hidingTokens(in text: String) -> String {
        var text = text
        if let token = usedToken, token.stands(in: text) {
            text = text.replacingOccurrences(of: token.secret, with: "\(token)")
        }
        let marker = "access_token="
        var hidden = ""
        while let start = text.range(of: marker) {
            hidden += text[..<start.upperBound] + "(token)"
            text = String(text[start.upperBound...].drop { $0 != "&" && $0 != "#" && !$0.isWhitespace })
        }
        return hidden + text
    }
}
