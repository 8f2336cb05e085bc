import Inbox
import Screen

extension Words {
    /// `3 new messages`
    func newsCount(_ event: News.Event, _ count: Int) -> SafeText {
        switch (event, count) {
        case (.message, 1): self(.newsMessage)
        case (.message, _): self(.newsMessages, "\(count)")
        case (.closing, 1): self(.newsClosing)
        case (.closing, _): self(.newsClosings, "\(count)")
        case (.failure, 1): self(.newsFailure)
        case (.failure, _): self(.newsFailures, "\(count)")
        }
    }

    /// One piece of news with its content.
    func news(_ event: News.Event, _ person: SafeText, _ text: SafeText?) -> SafeText {
        switch event {
        case .message: text.map { self(.newsOf, person, $0) } ?? self(.newsFrom, person)
        case .closing: self(.newsClosingOf, person)
        case .failure: self(.newsFailureOf, person)
        }
    }

    /// The window's title: counts only, for a customer's words do not belong on a shared desk's task bar.
    func title(closing: Int, waiting: Int) -> SafeText {
        let parts =
            (closing > 0 ? [self(.titleClosing, "\(closing)")] : [])
            + (waiting > 0 ? [self(.titleWaiting, "\(waiting)")] : [])
        guard !parts.isEmpty else { return self(.titleName) }
        return "\(self(.titleName)): \(parts.joined(separator: ", "))"
    }
}
