import Foundation
import Inbox
import WhatsApp

extension GraphClient {
    /// Pages of 100; 200 pages are over three times the 6,000 templates an account can have (`whatsapp.md` §6.2).
    static let pageLimit = 200

    /// What is asked for of each template (`whatsapp.md` §6.1).
    private static let templateFields = [
        "id", "name", "language", "status", "category", "sub_category", "parameter_format", "components",
        "quality_score", "rejected_reason", "previous_category", "correct_category", "message_send_ttl_seconds",
        "source",
    ].joined(separator: ",")

    /// Every template of an account: all pages or none, so that a failed page cannot make templates vanish.
    ///
    /// A cursor that expired meanwhile (131059) starts the listing over, once. Only cursors are taken from an answer,
    /// never addresses.
    /// - Throws: `GraphFailure`.
    public func templates(waba: String) async throws(GraphFailure) -> [TemplateRecord] {
        do {
            return try await allTemplates(waba: waba)
        } catch {
            guard case .refused(let refusal, _) = error, refusal.code == 131_059 else { throw error }
            return try await allTemplates(waba: waba)
        }
    }

    private func allTemplates(waba: String) async throws(GraphFailure) -> [TemplateRecord] {
        var records: [TemplateRecord] = []
        try await pages([waba, "message_templates"], fields: Self.templateFields) { json throws(GraphFailure) in
            do {
                let page = try TemplateList(json: json)
                records += page.records
            } catch {
                throw .unreadable(httpStatus: 200)
            }
        }
        return records
    }

    /// Reads a listing page by page.
    /// - Throws: `GraphFailure`, also what `read` throws.
    func pages(
        _ segments: [String], fields: String? = nil, read: (JSONValue) throws(GraphFailure) -> Void
    ) async throws(GraphFailure) {
        var cursor: String?
        var seen: Set<String> = []
        for _ in 0..<Self.pageLimit {
            var query = fields.map { [("fields", $0)] } ?? []
            query.append(("limit", "100"))
            if let cursor { query.append(("after", cursor)) }
            let json = try await ask(HTTPRequest(.get, base.url(segments, query: query)))
            // A page without its list is half an answer, and half an answer is none.
            guard json["data"]?.array != nil else { throw .unreadable(httpStatus: 200) }
            try read(json)
            guard let next = try nextCursor(in: json) else { return }
            guard seen.insert(next).inserted else { throw .pagingLoops }
            cursor = next
        }
        throw .tooManyPages(limit: Self.pageLimit)
    }

    /// The cursor of the next page; nil on the last, which has cursors too, but no `next`.
    func nextCursor(in page: JSONValue) throws(GraphFailure) -> String? {
        guard let next = page["paging"]?["next"]?.text else { return nil }
        if let cursor = page["paging"]?["cursors"]?["after"]?.text { return cursor }
        let own = URLComponents(string: base.text)
        guard let parts = URLComponents(string: next), parts.host == own?.host, parts.port == own?.port,
            let cursor = parts.queryItems?.first(where: { $0.name == "after" })?.value, !cursor.isEmpty
        else { throw .pagingLoops }
        return cursor
    }
}
