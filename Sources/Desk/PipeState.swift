import Inbox
import Screen

/// What of a conversation goes through a command of the agent's.
public enum PipeSource: String, CaseIterable, Hashable, Sendable {
    /// The words of a message, exact.
    case messageText
    /// A message as `oriel export --format jsonl` has it.
    case messageJSON
    /// The whole conversation as `oriel export` writes it for people.
    case threadText
    /// The whole conversation, one message a line.
    case threadJSON

    /// Whether one message is meant.
    public var isOfMessage: Bool { self == .messageText || self == .messageJSON }
}

/// What is to be run with what.
public struct PipeJob: Equatable, Sendable {
    /// What the command reads.
    public var source: PipeSource
    /// Whose conversation.
    public var thread: ThreadKey
    /// The message that is meant; nil where the conversation is.
    public var message: MessageKey?
    /// As typed; a shell reads it.
    public var command: String
}

/// What came of a command.
public struct PipeOutput: Equatable, Sendable {
    /// How it ended.
    public enum Ending: Equatable, Sendable {
        case exited(Int32)
        /// A signal ended it that was not ours.
        case killed
        /// It took too long: so many seconds.
        case slow(Int)
        /// It said too much.
        case loud
        /// The agent stopped it.
        case stopped
        case notStarted
    }

    /// As it was typed.
    public var command: String
    /// What it said on both its outputs; untrusted text.
    public var text: String
    /// How it ended.
    public var ending: Ending

    /// What came of a command.
    public init(command: String, text: String, ending: Ending) {
        self.command = command
        self.text = text
        self.ending = ending
    }
}

/// A command with a name, from the config.
public struct NamedPipe: Hashable, Sendable {
    /// What the config calls it.
    public var name: String
    /// What a shell is given.
    public var command: String

    /// A command with a name.
    public init(name: String, command: String) {
        self.name = name
        self.command = command
    }
}

/// A line for a command, and what it will read.
struct PipeState: Equatable, Sendable {
    var thread: ThreadKey
    /// The message that was selected; nil pipes the conversation.
    var message: MessageKey?
    var source: PipeSource
    var editor = TextEditor()
    /// Which of the earlier and named commands stands in the line; nil is what was typed.
    var recalled: Int?
    /// What was typed before one was recalled.
    var typed = ""
    /// The run that is waited for.
    var running: Int?

    /// What can be chosen here.
    var sources: [PipeSource] { PipeSource.allCases.filter { message != nil || !$0.isOfMessage } }
}
