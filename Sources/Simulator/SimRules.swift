/// What the platform lets a business do, beside its limits: all of it, until somebody takes something away
/// (`/_sim/rules` of `orield simulate`).
public struct SimRules: Hashable, Sendable {
    /// There is a way to pay. Without one only what is free gets through; anything else is taken and fails with 131042
    /// (`whatsapp.md` §3.6).
    public var canPay = true
    /// The number's display name is approved. Without that nothing is taken: 131037.
    public var hasApprovedName = true
    /// The numbers, digits only, that a test number may write to; anybody else is refused with 131030. Nil for a number of
    /// a real business.
    public var allowed: Set<String>?
    /// Which path takes marketing templates.
    public var marketing = Marketing.everywhere

    /// Where marketing templates can be sent (`whatsapp.md` §3.5, §4.6).
    public enum Marketing: String, Hashable, Sendable, CaseIterable {
        /// Through `/messages` and `/marketing_messages`.
        case everywhere
        /// The account switched them off on `/messages`: 131063 there.
        case endpoint
    }

    /// How many numbers a test number's list holds (`whatsapp.md` §9.2, 131030).
    public static let mostAllowed = 5

    /// Everything is allowed.
    public init() {}
}
