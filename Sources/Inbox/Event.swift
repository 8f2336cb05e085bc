/// What one webhook item means to the inbox. Made by `EventReader` from the platform's vocabulary; folded by the store.
public enum Event: Hashable, Sendable {
    case message(InboundEvent)
    /// What the business wrote by another way.
    case echo(EchoEvent)
    case status(StatusEvent)
    case template(TemplateEvent)
    case addressBook(AddressBookEvent)
    /// Anything else: kept with its raw payload and counted, so that nothing is ever dropped (law 5).
    case other(OtherEvent)
}
