/// The business whose cloud is simulated: one WhatsApp Business Account (WABA) with one phone number.
public struct SimAccount: Hashable, Sendable {
    public var wabaID: String
    public var phoneNumberID: String
    /// Digits without `+`.
    public var phone: String
    /// As the Graph API prints it: `+55 11 4000-1234`.
    public var displayPhone: String
    public var verifiedName: String
    /// What `Authorization: Bearer` must carry.
    public var token: String

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
