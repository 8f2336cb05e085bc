import Inbox
import Screen

/// What the engine found at a path an agent typed.
public struct FileReport: Equatable, Sendable {
    /// The path as it was typed.
    public var path: String
    /// The file, as it would be sent; its hash is empty, because nobody has read it yet. Nil when there is none.
    public var file: MediaContent?
    /// Why it cannot be used; nil when it can, or when there is only a beginning of a path.
    public var obstacle: Obstacle?
    /// The path made longer, as far as there is only one way to go on; nil when there is none.
    public var completion: String?
    /// The names that go on from here, a few of them.
    public var choices: [String]

    /// A report about one path.
    public init(
        path: String, file: MediaContent? = nil, obstacle: Obstacle? = nil, completion: String? = nil,
        choices: [String] = []
    ) {
        self.path = path
        self.file = file
        self.obstacle = obstacle
        self.completion = completion
        self.choices = choices
    }
}

/// A picture of a file in character cells.
enum PicturePreview: Equatable, Sendable {
    case asked
    case shown([SafeText])
}
