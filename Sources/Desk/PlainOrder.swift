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
    /// What stands in the box, or the open template, message or file.
    case send
    /// The files of the open conversation, numbered.
    case files
    /// A file by its number, and where to; nil is where files are kept.
    case save(Int, String?)
    /// A file of the agent's, to be sent.
    case attach(String)
    /// The words under it.
    case caption(String)
    /// Messages with more than words, those that were saved among them, numbered.
    case kinds
    /// One of them, by its number or its name.
    case build(String)
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
        case next, list, open, go, find, read, older, reply, template, fill, send, undo, yes, no, files, save, attach
        case caption, kinds, build, note, done, mine, snooze, queue, status, cancel, help, quit

        /// A letter that stands for it.
        init?(short: String) {
            guard let pair = Self.letters.first(where: { $0.key == short }) else { return nil }
            self = pair.value
        }

        /// In the order help names them.
        static let letters: KeyValuePairs<String, Name> = [
            "n": .next, "l": .list, "o": .open, "r": .read, "t": .template, "y": .yes, "?": .help, "q": .quit,
        ]
    }

    /// Reads a line; nil when there is nothing in it.
    ///
    /// - Throws: `Mistake`, naming what is wrong.
    public init?(line: String) throws(Mistake) {
        // As what is pasted on the screen: what steers a terminal is no word.
        let line = Model.cleanedPaste(line)
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
        case .files: self = .files
        case .save:
            let parts = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            let path = parts.count > 1 ? String(parts[1]).trimmed : nil
            self = .save(try number(parts.first.map(String.init) ?? ""), path)
        case .attach: self = .attach(try text())
        case .caption: self = .caption(try text())
        case .kinds: self = .kinds
        case .build: self = .build(try text())
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
            guard let command = Command(rawValue: name), Self.commands.contains(command) else {
                let nearest = Self.names.first { $0.hasPrefix(name.prefix(2)) }
                throw .unknown(name, nearest: nearest)
            }
            self = .command(command)
        }
    }

    /// Every word a line may begin with, letters apart: as help lists them.
    static var names: [String] { Name.allCases.map(\.rawValue) + commands.map(\.rawValue) }

    /// Commands of the screen that do something where there is no screen and no box to move in, in the order help lists them.
    static let commands: [Command] = [
        .claimNext, .nextConversation, .previousConversation, .nextNumber, .priority, .toggleUnread, .holdDraft,
        .sendDirectly, .retryFailed, .dismissFailure, .toggleOptOut, .toggleBlock, .syncTemplates, .reloadConfig,
        .toggleDone, .assignToMe, .recall,
    ]

    /// Commands that change the open conversation: it must be one that an order named.
    static func isAboutConversation(_ command: Command) -> Bool {
        switch command {
        case .toggleDone, .assignToMe, .recall, .priority, .toggleUnread, .holdDraft, .toggleBlock, .toggleOptOut,
            .retryFailed, .dismissFailure, .sendDirectly:
            true
        default: false
        }
    }

    /// The order that does what a key does on the screen; nil where the line mode has none.
    static func name(of command: Command) -> String? {
        let name: Name? =
            switch command {
            case .recall: .undo
            case .toggleDone: .done
            case .assignToMe: .mine
            case .nextThatNeedsMe: .next
            case .switchConversation: .go
            case .note: .note
            case .snooze: .snooze
            case .search: .find
            case .send: .send
            case .attachFile: .attach
            case .otherKinds: .kinds
            case .saveFile: .save
            case .back: .cancel
            case .yes: .yes
            case .no: .no
            case .status: .status
            case .help: .help
            case .quit: .quit
            default: nil
            }
        return name?.rawValue ?? (commands.contains(command) ? command.rawValue : nil)
    }
}
