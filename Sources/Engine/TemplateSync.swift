import Cloud
import Inbox
import Store
import WhatsApp

/// Fetches the templates of every account the store knows: all pages or none, so that a failed page keeps the old set.
public enum TemplateSync {
    /// - Parameter waba: one account; nil takes every account whose number the store knows.
    /// - Returns: how many templates each account has now.
    /// - Throws: `GraphFailure`, `StoreError`, or `EngineError.noAccount`.
    @discardableResult
    public static func run(
        store: InboxStore, client: GraphClient, waba: String? = nil, at clock: @Sendable () -> Instant
    ) async throws -> [String: Int] {
        let known = try store.numbers().compactMap { try store.waba(of: $0) }
        let wabas = waba.map { [$0] } ?? Array(Set(known)).sorted()
        guard !wabas.isEmpty else { throw EngineError.noAccount }
        var counts: [String: Int] = [:]
        for waba in wabas {
            let records = try await client.templates(waba: waba)
            let templates = records.map { TemplateReader.template($0, waba: waba) }
            try store.replaceTemplates(waba: waba, with: templates, at: clock())
            counts[waba] = templates.count
        }
        return counts
    }
}
