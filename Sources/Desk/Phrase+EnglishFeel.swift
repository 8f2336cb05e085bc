extension Phrase {
    /// The English text of how the program feels: its title, what it tells an agent who looks away, panes.
    var englishOfFeel: String {
        switch self {
        case .titleName: "oriel"
        case .titleClosing: "{0} closing"
        case .titleWaiting: "{0} waiting"
        case .newsMessage: "1 new message"
        case .newsMessages: "{0} new messages"
        case .newsClosing: "1 window is about to close"
        case .newsClosings: "{0} windows are about to close"
        case .newsFailure: "1 message was not delivered"
        case .newsFailures: "{0} messages were not delivered"
        case .newsFrom: "{0} wrote"
        case .newsOf: "{0}: {1}"
        case .newsClosingOf: "the window with {0} is about to close"
        case .newsFailureOf: "a message to {0} was not delivered"
        case .chordPages: "{0} … or Tab for more ({1}/{2}); Esc leaves"
        case .tourListTitle: "Who waits"
        case .tourList:
            "Whoever needs an answer first stands first. On the left is what is left of the 24 hours to answer in. {0} opens a conversation."
        case .tourAnswerTitle: "Answering"
        case .tourAnswer:
            "Write in the box; {0} sends. For some seconds {1} takes it back. What you write is kept, wherever you go meanwhile."
        case .tourWindowTitle: "When the window is shut"
        case .tourWindow:
            "Then only a template may be sent. {0} lists them, the fitting ones first. {1} keeps your words until they write again."
        case .tourWalkTitle: "What next"
        case .tourWalk:
            "{0} goes to the next who needs you, and at last back to where you were. In the list {1} shows another queue."
        case .tourHelpTitle: "Every other key"
        case .tourHelp: "{0} shows every key, {1} finds any action by its name, this tour too. That is all: welcome."
        case .tourFoot: "{0} of {1} · any key: next, {2}: end"
        case .tourFootLast: "{0} of {1} · any key: end"
        case .pipeTitle: "put through a command"
        case .pipeMessageText: "message as text"
        case .pipeMessageJSON: "message as JSON"
        case .pipeThreadText: "thread as text"
        case .pipeThreadJSON: "thread as JSON"
        case .pipeHint: "A shell runs the line and reads this. {0} chooses what."
        case .pipeHintRecall: "{0} chooses what it reads, {1} brings back commands."
        case .pipeRuns: "It runs; {0} stops it."
        case .pipeExited: "ended with status {0}"
        case .pipeKilled: "ended by a signal"
        case .pipeSlow: "took longer than {0} {0|second|seconds} and was ended"
        case .pipeLoud: "said more than is read here and was ended; this is the beginning"
        case .pipeStopped: "stopped"
        case .pipeNotStarted: "could not be started"
        case .hintRun: "run"
        case .hintStop: "stop"
        case .hintSource: "what it reads"
        case .hintEarlier: "earlier"
        case .configRead: "the config was read again"
        case .configReadLater: "the config was read again; only the next start changes: {0}"
        case .configRefused: "The settings stay as they are. {0}"
        case .leavesAt: "leaves at {0}"
        case .listNarrowest: "the list is as narrow as it can be here"
        case .listWidest: "the list is as wide as it can be here"
        case .onePaneHere: "this terminal shows one pane at a time, the whole width"
        case .zoomed: "whole width; {0} brings the other pane back"
        default: englishOfPlain
        }
    }
}
