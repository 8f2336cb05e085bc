/// Something that goes wrong on purpose, with the next fitting call.
public struct Fault: Hashable, Sendable {
    /// What goes wrong.
    public enum Effect: Hashable, Sendable {
        /// The call is refused with this platform code; `http` replaces the usual status.
        case refuse(code: Int, http: Int?)
        /// The message is accepted, and a `failed` status with this code follows.
        case failLater(code: Int)
        /// A page of some proxy in front of the platform, with this status: no JSON, nothing done.
        case proxyPage(http: Int)
        /// The answer is lost or damaged. `isProcessed` tells whether the message leaves all the same.
        case transport(SimResponse.Transport, isProcessed: Bool)
        /// A file comes with another last byte than it was sent with.
        case damage
    }

    /// Which calls it strikes.
    public enum Scope: String, Hashable, Sendable, CaseIterable {
        /// Messages with content; marking as read and typing are spared.
        case send
        /// The list of templates.
        case templates
        /// What a file is, and where.
        case lookup
        /// The bytes of a file.
        case download
        /// A file from the business.
        case upload
        /// Every call.
        case any
    }

    /// What goes wrong.
    public var effect: Effect
    /// Which calls it strikes.
    public var scope: Scope

    /// A fault for one call: the next that fits.
    public init(_ effect: Effect, on scope: Scope = .send) {
        self.effect = effect
        self.scope = scope
    }
}
