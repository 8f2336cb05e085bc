/// Who speaks in a line of a conversation. The raw value is the word contracts print, and is stored.
public enum Direction: String, Hashable, Sendable {
    case inbound = "in"
    case outbound = "out"
    /// A private note: another type, without a path to the network.
    case note = "note"
    /// Something that happened to the thread.
    case event = "event"
}
