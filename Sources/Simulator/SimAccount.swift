/// The business whose cloud is simulated: one WhatsApp Business Account (WABA) with one phone number.
public struct SimAccount: Hashable, Sendable {
    /// The account's id.
    public var wabaID: String
    /// The id of its one number: what webhooks and paths of the Graph API name it by.
    public var phoneNumberID: String
    /// Digits without `+`.
    public var phone: String
    /// As the Graph API prints it: `+55 11 4000-1234`.
    public var displayPhone: String
    /// The business's name, as the platform shows it to customers.
    public var verifiedName: String
    /// What `Authorization: Bearer` must carry.
    public var token: String
    /// Whether Direct Send is enabled for it (`whatsapp.md` §4.9).
    public var hasDirectSend = false
    /// People it may write to outside their window within 24 hours, at first; nil: as many as it likes (`whatsapp.md` §8).
    public var messagingLimit: Int? = 2_000
    /// What it is among the responders of its number (`whatsapp.md` §1.8): one of `CloudSimulator.roles`.
    public var role = "customer_service"

    /// A business; nothing is checked.
    public init(
        wabaID: String, phoneNumberID: String, phone: String, displayPhone: String, verifiedName: String, token: String
    ) {
        self.wabaID = wabaID
        self.phoneNumberID = phoneNumberID
        self.phone = phone
        self.displayPhone = displayPhone
        self.verifiedName = verifiedName
        self.token = token
    }
}
