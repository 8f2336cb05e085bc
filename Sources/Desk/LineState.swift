import Inbox
import Screen

/// One line of text about a conversation, being written over it.
struct LineState: Equatable, Sendable {
    var thread: ThreadKey
    var editor: TextEditor
}
