import WhatsApp

/// An interactive message kept as a file, to be sent again; design §9's canned replies with buttons.
public struct SavedMessage: Hashable, Sendable {
    /// Its file's name, without the ending.
    public var name: String
    /// What it says, or why it cannot be sent.
    public var message: Result<Interactive, Defect>

    /// Why a file is no message.
    public enum Defect: Hashable, Sendable, Error {
        /// A part breaks a limit of the platform.
        case field(FieldError)
        /// It is not JSON, too large, or cannot be read.
        case unreadable
    }

    /// A file as it was read.
    public init(name: String, message: Result<Interactive, Defect>) {
        self.name = name
        self.message = message
    }
}
