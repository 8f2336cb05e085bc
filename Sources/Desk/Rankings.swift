import Inbox

/// Templates in the order of the picker for some filters, valid for one shelf and one draft. Forgotten when the shelf
/// changes.
struct Rankings: Equatable, Sendable {
    var draft = ""
    var orders: [String: [TemplateRanking.Entry]] = [:]

    /// Nil when the order is not known.
    func entries(_ filter: String, draft: String) -> [TemplateRanking.Entry]? {
        draft == self.draft ? orders[filter] : nil
    }
}

/// The slots as they were when the screen began to show them for a conversation.
struct ShownSlots: Equatable, Sendable {
    var thread: ThreadKey
    var slots: Slots
}
