import Inbox

/// A line typed into the line mode, as what it asks for.
public enum PlainOrder: Equatable, Sendable {
    /// The next who needs an answer.
    case next
    /// The conversations of the queue, numbered.
    case list
    /// A conversation by its number in the list printed last.
    case open(Int)
    /// The conversation by words of its name.
    case go(String)
    /// Messages by words of theirs, everywhere, as the screen's search takes them.
    case find(String)
    /// The open conversation's newest messages once more.
    case read
    /// Older messages of the open conversation.
    case older
    /// The text of the answer; nothing is sent.
    case reply(String)
    /// A template slot, 1 to 9.
    case template(Int)
    /// A field of the open template, counted from 1, and its value.
    case fill(Int, String)
    /// What stands in the box, or the open template.
    case send
    case yes, no
    /// Words for colleagues; nothing is sent.
    case note(String)
    /// Out of sight until a time, as the screen's box takes it.
    case snooze(String)
    case queue(Queue)
    case status, help, cancel, quit
    /// Anything else the screen can do, by the name its key table has.
    case command(Command)
    /// The end of the input: leaves when what was asked for is done.
    case end

    /// Why a line is no order.
    public enum Mistake: Error, Hashable, Sendable {
        case unknown(String, nearest: String?)
        /// It lacks what the order needs: a number, a text.
        case incomplete(String)
    }

    /// What an order begins with, in the order help lists them.
    enum Name: String, CaseIterable {
        case next, list, open, go, find, read, older, reply, template, fill, send, yes, no, note, snooze, done, mine,
            undo
        case queue, status, cancel, help, quit

        /// A letter that stands for it.
        init?(short: String) {
            guard let name = Self.letters[short] else { return nil }
            self = name
        }

        private static let letters: [String: Name] = [
            "n": .next, "l": .list, "o": .open, "r": .read, "t": .template, "y": .yes, "?": .help, "q": .quit,
        ]
    }

    /// Reads a line; nil when there is nothing in it.
    ///
    /// - Throws: `Mistake`, naming what is wrong.
    public init?(line: String) throws(Mistake) {
        let words = line.split(maxSplits: 1, omittingEmptySubsequences: true, whereSeparator: \.isWhitespace)
        guard let first = words.first else { return nil }
        let name = first.lowercased()
        let rest = words.count > 1 ? String(words[1]).trimmed : ""
        func number(_ text: String) throws(Mistake) -> Int {
            guard let number = Int(text), number > 0, number < 100_000 else { throw .incomplete(name) }
            return number
        }
        func text() throws(Mistake) -> String {
            guard !rest.isEmpty else { throw .incomplete(name) }
            return rest
        }
        // As in the list of the screen: what follows is looked for.
        if name.hasPrefix("/") {
            let sought = String(line.trimmed.dropFirst()).trimmed
            guard !sought.isEmpty else { throw .incomplete(Name.find.rawValue) }
            self = .find(sought)
            return
        }
        switch Name(rawValue: name) ?? Name(short: name) {
        case .next: self = .next
        case .list: self = .list
        case .open: self = .open(try number(rest))
        case .go: self = .go(try text())
        case .find: self = .find(try text())
        case .read: self = .read
        case .older: self = .older
        case .reply: self = .reply(try text())
        case .template: self = .template(try number(rest))
        case .fill:
            let parts = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            guard parts.count == 2 else { throw .incomplete(name) }
            self = .fill(try number(String(parts[0])), String(parts[1]).trimmed)
        case .send: self = .send
        case .yes: self = .yes
        case .no: self = .no
        case .note: self = .note(try text())
        case .snooze: self = .snooze(try text())
        case .done: self = .command(.toggleDone)
        case .mine: self = .command(.assignToMe)
        case .undo: self = .command(.recall)
        case .queue:
            guard let queue = Queue(rawValue: rest.lowercased()) else { throw .incomplete(name) }
            self = .queue(queue)
        case .status: self = .status
        case .cancel: self = .cancel
        case .help: self = .help
        case .quit: self = .quit
        case nil:
            guard let command = Command(rawValue: name), Self.isUseful(command) else {
                let nearest = Name.allCases.first { $0.rawValue.hasPrefix(name.prefix(2)) }
                throw .unknown(name, nearest: nearest?.rawValue)
            }
            self = .command(command)
        }
    }

    /// Commands that do something where there is no screen and no box to move in.
    private static func isUseful(_ command: Command) -> Bool {
        switch command {
        case .toggleDone, .assignToMe, .recall, .priority, .toggleUnread, .holdDraft, .syncTemplates, .toggleBlock,
            .nextNumber, .retryFailed, .dismissFailure, .nextConversation, .previousConversation, .reloadConfig:
            true
        default: false
        }
    }
}
