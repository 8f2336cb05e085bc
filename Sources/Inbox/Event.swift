/// What one webhook item means to the inbox. Made by `EventReader` from the platform's vocabulary; folded by the store.
public enum Event: Hashable, Sendable {
    case message(InboundEvent)
    case status(StatusEvent)
    case template(TemplateEvent)
    /// Anything else: kept with its raw payload and counted, so that nothing is ever dropped (law 5).
    case other(OtherEvent)
}
