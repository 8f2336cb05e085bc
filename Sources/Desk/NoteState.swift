import Inbox
import Screen

/// A private note being written, over the conversation it is about. Its words are in no place that sending looks into.
struct NoteState: Equatable, Sendable {
    var thread: ThreadKey
    var editor: TextEditor
}
