import Inbox
import Screen

/// A file about to be sent: its path, and the words under it.
struct AttachState: Equatable, Sendable {
    enum Field: Hashable, Sendable { case path, caption }

    var thread: ThreadKey
    var path: TextEditor
    var caption: TextEditor
    var field: Field
    /// What stands at the path; nil until the engine has looked.
    var report: FileReport?
    /// The look that is waited for.
    var awaited: Int?
    /// The file is being read: the answer sends it.
    var taking: Int?
    /// The words in the box went into the caption, and leave the box with it.
    var usesDraft: Bool
    /// Why it was not sent; already safe.
    var problem: SafeText?

    init(thread: ThreadKey, path: String = "", caption: String = "", usesDraft: Bool = false) {
        self.thread = thread
        self.path = TextEditor(path)
        self.caption = TextEditor(caption)
        field = .path
        report = nil
        awaited = nil
        taking = nil
        self.usesDraft = usesDraft
        problem = nil
    }

    /// The report, when it is about the path as it stands.
    var current: FileReport? { report?.path == path.text ? report : nil }

    /// What would be sent as it stands; nil while there is no file.
    var content: MediaContent? {
        var file = current?.file
        file?.caption = caption.isBlank ? nil : caption.text
        return file
    }

    mutating func edit(_ change: (inout TextEditor) -> Bool) -> Bool {
        switch field {
        case .path: change(&path)
        case .caption: change(&caption)
        }
    }
}

/// Where a file is about to be saved.
struct SaveState: Equatable, Sendable {
    var media: MessageMedia
    var path: TextEditor
    /// The answer that is waited for.
    var awaited: Int?
    /// Why it was not saved; already safe.
    var problem: SafeText?

    init(media: MessageMedia, path: String) {
        self.media = media
        self.path = TextEditor(path)
        awaited = nil
        problem = nil
    }
}
