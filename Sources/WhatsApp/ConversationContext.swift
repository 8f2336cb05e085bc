/// What the former owner of a thread tells the next one about the conversation (`whatsapp.md` §1.8). Untrusted prose.
public struct ConversationContext: Hashable, Sendable {
    /// The summary, or the words of the history it gives instead, a line each.
    public var text: String

    /// `nil` when it holds no words.
    public init?(_ json: JSONValue?) {
        guard let json else { return nil }
        let summary = json["summary"]?["text"]?.text ?? json["summary"]?.text
        let lines = (json["history"]?.list ?? []).compactMap { line in
            line.text ?? line["text"]?["body"]?.text ?? line["text"]?.text ?? line["body"]?.text
        }
        guard let text = summary ?? (lines.isEmpty ? nil : lines.joined(separator: "\n")) else { return nil }
        self.text = text
    }
}
