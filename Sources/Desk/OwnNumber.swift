import Inbox
import Screen

/// One of our numbers, as the screen calls it.
public struct OwnNumber: Hashable, Sendable {
    /// The `phone_number_id` that everything is kept by.
    public var id: NumberID
    /// The config's name; empty when it gives none. Untrusted text.
    public var name: String
    /// The number as people write it, by the config or by a webhook; empty when nobody told it. Untrusted text.
    public var display: String

    /// A number with what is known of it.
    public init(id: NumberID, name: String = "", display: String = "") {
        self.id = id
        self.name = name
        self.display = display
    }
}

extension Model {
    /// Rows of several numbers may stand side by side.
    var showsNumbers: Bool { shownNumber == nil && status.numbers.count > 1 }

    /// What one of our numbers is called; nil for one that nobody told of.
    func numberName(_ id: NumberID) -> SafeText? {
        guard let number = status.numbers.first(where: { $0.id == id }) else { return nil }
        let policy = settings.textPolicy
        let name = SafeText(untrusted: number.name, policy: policy, limit: 40).singleLine
        if !name.isEmpty { return name }
        let display = SafeText(untrusted: number.display, limit: 24).singleLine
        return display.isEmpty ? SafeText(untrusted: id.value, limit: 24) : display
    }

    /// The name in a few columns: its beginning, or the end of the number.
    func numberTag(_ id: NumberID, width: Int) -> SafeText {
        let number = status.numbers.first { $0.id == id }
        if let number, !number.name.isEmpty, let name = numberName(id) {
            if name.width <= width { return name }
            // A beginning says enough beside others: no room for a sign that there is more.
            return SafeText(name.clusters.prefix(width)).prefix(width: width)
        }
        let digits = (number?.display.isEmpty ?? true ? id.value : number?.display ?? "").filter(\.isNumber)
        return SafeText(untrusted: String(digits.suffix(min(4, width))))
    }

    // MARK: Switching

    /// The next of our numbers alone, and after the last all of them.
    mutating func showNextNumber() -> [Effect] {
        let ids = status.numbers.map(\.id)
        guard ids.count > 1 || shownNumber != nil else {
            tell(.onlyNumber)
            return []
        }
        let next = shownNumber.map { shown in ids.firstIndex(of: shown).map { $0 + 1 } ?? 0 } ?? 0
        return show(number: ids.indices.contains(next) ? ids[next] : nil)
    }

    private mutating func show(number: NumberID?) -> [Effect] {
        shownNumber = number
        ring = nil
        let (counts, filter, marks) = (list.counts, list.filter, list.marks.count)
        list = ListState(queue: list.queue)
        list.counts = counts
        list.filter = filter
        list.order = order(of: list.queue)
        list.lastKeyAt = now
        if let number {
            tell(.numberShown, numberName(number) ?? SafeText(untrusted: number.value, limit: 24))
        } else {
            tell(.numbersShown, "\(status.numbers.count)")
        }
        if marks > 0, let told = notice?.text {
            notice = Notice(told + ". " + words(.marksDropped, "\(marks)"))
        }
        // A conversation of another number is no part of what is shown.
        var effects: [Effect] = [.showNumber(number)]
        if let number, let open = conversation, open.row.key.number != number {
            closeForm()
            effects += leaveConversation()
            conversation = nil
            focus = .list
        }
        return effects + [loadPage(.top, for: .show), .loadStatus]
    }
}

extension Model {
    /// Another account is another store: this sitting ends and the next one begins. Drafts are kept; what has not left yet
    /// must leave from here.
    mutating func showNextAccount() -> [Effect] {
        let accounts = settings.accounts
        guard accounts.count > 1 else {
            tell(.onlyAccount)
            return []
        }
        guard status.outboxDepth == 0 else {
            tell(.accountWaits, "\(status.outboxDepth)", tone: .warning)
            return []
        }
        let index = accounts.firstIndex(of: settings.account) ?? -1
        nextAccount = accounts[(index + 1) % accounts.count]
        return quit()
    }
}
