import Inbox

/// Templates in the order of the picker for some filters, valid for one shelf and for what was written. Forgotten when the
/// shelf changes.
struct Rankings: Equatable, Sendable {
    /// What templates are measured by.
    struct Measure: Hashable, Sendable {
        /// The agent's words.
        var draft = ""
        /// The customer's that nobody answered.
        var asked = ""
    }

    var measure = Measure()
    var orders: [String: [TemplateRanking.Entry]] = [:]

    /// Nil when the order is not known.
    func entries(_ filter: String, by measure: Measure) -> [TemplateRanking.Entry]? {
        measure == self.measure ? orders[filter] : nil
    }
}

/// The slots as they were when the screen began to show them for a conversation.
struct ShownSlots: Equatable, Sendable {
    var thread: ThreadKey
    var slots: Slots
}
