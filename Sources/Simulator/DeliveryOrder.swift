import Inbox

/// What shall happen to the next webhooks on their way to the business, whatever the trouble.
public enum DeliveryOrder: Hashable, Sendable {
    /// So many updates come together in one POST, or what there is of them when the time is over; at most 1,000 and 3 MB
    /// go into one (`whatsapp.md` §1.2).
    case batch(Int, within: Span)
    /// So many webhooks come in the reverse of their order, a millisecond apart, once the last has happened or the time is
    /// over.
    case reverse(Int, within: Span)
    /// So many webhooks come twice, the second a second later.
    case duplicate(Int)
}
