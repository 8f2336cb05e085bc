import Inbox

/// A line typed into the line mode, as what it asks for.
public indirect enum PlainOrder: Equatable, Sendable {
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
    /// A template by its name.
    case templateNamed(String)
    /// Templates as the picker lists them: all, or those that match.
    case templates(String)
    /// Canned replies, numbered.
    case cannedReplies
    /// One of them, by its number, its shortcut or its name: it takes the place of the answer; nothing is sent.
    case canned(String)
    /// A field of the open template, counted from 1, and its value.
    case fill(Int, String)
    /// What stands in the box, or the open template, message or file.
    case send
    /// The messages of the open conversation, numbered.
    case messages
    /// An emoji, by itself or by its name, for the message of that number; nil takes ours back.
    case react(Int, String?)
    /// The answer quotes the message of that number.
    case quote(Int)
    /// A command of the messages pane, for the message of that number.
    case onMessage(Command, Int)
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
    /// Out of sight until a time, as the screen's box takes it, or back in sight.
    case snooze(String)
    /// Whose it is to be, by name; nil says who there is.
    case assign(String?)
    /// How things stand, in one line; nil says it.
    case state(String?)
    /// The labels there are, and which the open conversation has.
    case labels
    /// A label put on or taken off.
    case label(Label, isOn: Bool)
    /// How much it matters; nil is one more than it does.
    case priority(Priority?)
    case queue(Queue)
    /// Narrows the queue by a query, or by one of the config's, by its name; nil shows it whole.
    case filter(String?)
    /// Writes first to somebody: their number or id, and how and when they agreed.
    case new(String, consent: String?)
    /// Marks conversations by their numbers in the list printed last, or takes marks off; nil is every one.
    case mark([Int]?, isOn: Bool)
    /// Does to all that are marked what the order does to one; nil says who is marked.
    case marked(PlainOrder?)
    /// One template for many who wrote and were never answered: the marked ones, else those whose windows are shut.
    case reopen
    /// Leaves somebody out of it, by their number, or takes them in again.
    case leaveOut(Int)
    /// What can be said of who somebody is, numbered; one of these by its number.
    case who(Int?)
    /// The open conversation and one by words of its name are one person's.
    case join(String)
    /// Who has what.
    case team
    /// Gives what is open of one agent to another.
    case handOver(from: String, to: String)
    /// Runs a command with the conversation, or with the message of a number.
    case pipe(PipeSource, Int?, String)
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
        case next, list, open, go, find, read, older, reply, canned, template, templates, fill, send, undo, yes, no
        case messages, react, unreact, quote, files, save, attach, caption, kinds, build, note, state, label, unlabel
        case labels, assign, mine, done, priority, snooze, mark, unmark, marked, reopen, leave, who, join, team, hand
        case pipe, queue, filter, new, status, cancel, help, quit

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
        func numberAndRest() throws(Mistake) -> (Int, String?) {
            let parts = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            let second = parts.count > 1 ? String(parts[1]).trimmed : nil
            return (try number(parts.first.map(String.init) ?? ""), second)
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
        case .canned: self = rest.isEmpty ? .cannedReplies : .canned(rest)
        case .template: self = try Int(rest) == nil ? .templateNamed(text()) : .template(number(rest))
        case .templates: self = .templates(rest)
        case .fill:
            let (field, value) = try numberAndRest()
            guard let value else { throw .incomplete(name) }
            self = .fill(field, value)
        case .messages: self = .messages
        case .react:
            let (message, emoji) = try numberAndRest()
            guard let emoji else { throw .incomplete(name) }
            self = .react(message, emoji)
        case .unreact: self = .react(try number(rest), nil)
        case .quote: self = .quote(try number(rest))
        case .files: self = .files
        case .save:
            let (file, path) = try numberAndRest()
            self = .save(file, path)
        case .attach: self = .attach(try text())
        case .caption: self = .caption(try text())
        case .kinds: self = .kinds
        case .build: self = .build(try text())
        case .send: self = .send
        case .yes: self = .yes
        case .no: self = .no
        case .note: self = .note(try text())
        case .state: self = .state(rest.isEmpty ? nil : rest)
        case .label, .unlabel:
            guard let label = Label(rest) else { throw .incomplete(name) }
            self = .label(label, isOn: name == Name.label.rawValue)
        case .labels: self = .labels
        case .assign: self = .assign(rest.isEmpty ? nil : rest)
        case .snooze: self = .snooze(try text())
        case .priority:
            let level = Priority.allCases.first { "\($0)" == rest.lowercased() }
            guard rest.isEmpty || level != nil else { throw .incomplete(name) }
            self = .priority(level)
        case .done: self = .command(.toggleDone)
        case .mine: self = .command(.assignToMe)
        case .undo: self = .command(.recall)
        case .queue:
            guard let queue = Queue(rawValue: rest.lowercased()) else { throw .incomplete(name) }
            self = .queue(queue)
        case .filter: self = .filter(rest.isEmpty ? nil : rest)
        case .new:
            let parts = try text().split(maxSplits: 1, whereSeparator: \.isWhitespace)
            self = .new(String(parts[0]), consent: parts.count > 1 ? String(parts[1]).trimmed : nil)
        case .mark, .unmark:
            let isOn = name == Name.mark.rawValue
            guard rest.lowercased() != Joint.all.rawValue, isOn || !rest.isEmpty else {
                self = .mark(nil, isOn: isOn)
                return
            }
            var numbers: [Int] = []
            for part in try text().split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
                numbers.append(try number(String(part)))
            }
            self = .mark(numbers, isOn: isOn)
        case .marked:
            let inner = try PlainOrder(line: rest)
            guard inner?.isForMany ?? true else { throw .incomplete(name) }
            self = .marked(inner)
        case .reopen: self = .reopen
        case .leave: self = .leaveOut(try number(rest))
        case .who: self = .who(rest.isEmpty ? nil : try number(rest))
        case .join: self = .join(try text())
        case .team: self = .team
        case .hand:
            // Names have blanks of their own.
            guard let middle = rest.firstRange(of: " \(Joint.to) "),
                !rest[..<middle.lowerBound].allSatisfy(\.isWhitespace),
                !rest[middle.upperBound...].allSatisfy(\.isWhitespace)
            else { throw .incomplete(name) }
            self = .handOver(
                from: String(rest[..<middle.lowerBound]).trimmed, to: String(rest[middle.upperBound...]).trimmed)
        case .pipe:
            guard let order = Self.pipe(rest) else { throw .incomplete(name) }
            self = order
        case .status: self = .status
        case .cancel: self = .cancel
        case .help: self = .help
        case .quit: self = .quit
        case nil:
            guard let command = Command(rawValue: name), Self.commands.contains(command) else {
                let nearest = Self.names.first { $0.hasPrefix(name.prefix(2)) }
                throw .unknown(name, nearest: nearest)
            }
            if Self.isAboutMessage(command), !rest.isEmpty {
                self = .onMessage(command, try number(rest))
            } else {
                self = .command(command)
            }
        }
    }

    /// Words that stand inside an order.
    private enum Joint: String {
        /// Every one of a list.
        case all
        /// Between who gives and who takes.
        case to
        /// Before a command that asks for it.
        case json
    }

    /// `COMMAND`, `N COMMAND`, `json COMMAND`, `N json COMMAND`; nil where there is no command.
    private static func pipe(_ text: String) -> PlainOrder? {
        var rest = text[...]
        func next() -> Substring { rest.prefix { !$0.isWhitespace } }
        func drop(_ word: Substring) { rest = rest.dropFirst(word.count).drop(while: \.isWhitespace) }
        let number = Int(next()).flatMap { $0 > 0 ? $0 : nil }
        if number != nil { drop(next()) }
        let isJSON = next().lowercased() == Joint.json.rawValue
        if isJSON { drop(next()) }
        guard !rest.isEmpty else { return nil }
        let ofMessage: PipeSource = isJSON ? .messageJSON : .messageText
        let ofThread: PipeSource = isJSON ? .threadJSON : .threadText
        return .pipe(number == nil ? ofThread : ofMessage, number, String(rest))
    }

    /// Whether it can be done to all that are marked.
    private var isForMany: Bool {
        switch self {
        case .command(.toggleDone), .command(.assignToMe), .command(.toggleUnread), .label, .snooze, .priority: true
        case .assign(let name): name != nil
        default: false
        }
    }

    /// Every word a line may begin with, letters apart: as help lists them.
    static var names: [String] { Name.allCases.map(\.rawValue) + commands.map(\.rawValue) }

    /// Commands of the screen that do something where there is no screen and no box to move in, in the order help lists them.
    static let commands: [Command] = [
        .claimNext, .nextConversation, .previousConversation, .nextNumber, .toggleUnread, .holdDraft, .sendDirectly,
        .retryFailed, .dismissFailure, .explainStatus, .showPayload, .explainWindow, .explainPerson, .today,
        .toggleOptOut, .toggleBlock, .syncTemplates, .reloadConfig, .giveBack, .toggleDone, .assignToMe, .recall,
    ]

    /// Of those, the ones that are about one message: by its number, else the newest that they can be about.
    static func isAboutMessage(_ command: Command) -> Bool {
        switch command {
        case .retryFailed, .dismissFailure, .explainStatus, .showPayload: true
        default: false
        }
    }

    /// Commands about the open conversation: it must be one that an order named.
    static func isAboutConversation(_ command: Command) -> Bool {
        switch command {
        case .toggleDone, .assignToMe, .recall, .toggleUnread, .holdDraft, .toggleBlock, .toggleOptOut, .sendDirectly,
            .explainWindow, .explainPerson:
            true
        default: isAboutMessage(command)
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
            case .assign: .assign
            case .stateOfPlay: .state
            case .labels: .labels
            case .priority: .priority
            case .filterList: .filter
            case .newConversation: .new
            case .templates: .templates
            case .cannedReplies: .canned
            case .react: .react
            case .reply: .quote
            case .note: .note
            case .snooze: .snooze
            case .search: .find
            case .send: .send
            case .attachFile: .attach
            case .otherKinds: .kinds
            case .saveFile: .save
            case .toggleMark, .markAll: .mark
            case .reopenShut: .reopen
            case .leaveOut: .leave
            case .identity: .who
            case .team: .team
            case .pipe: .pipe
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
