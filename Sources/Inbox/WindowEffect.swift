/// What an inbound event does to the service window (`whatsapp.md` §3.1–3.2).
public enum WindowEffect: Int, Hashable, Sendable {
    case none = 0
    /// A message or a call of the customer's.
    case opens = 1
    /// A reaction: undocumented.
    case mayOpen = 2
}
