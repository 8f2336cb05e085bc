/// Which business number a webhook is about.
public struct Metadata: Hashable, Sendable {
    /// The id of the business phone number; the key of everything that belongs to it.
    public var phoneNumberID: String?
    /// As the platform prints it.
    public var displayPhoneNumber: String?

    /// Metadata made in code.
    public init(phoneNumberID: String? = nil, displayPhoneNumber: String? = nil) {
        self.phoneNumberID = phoneNumberID
        self.displayPhoneNumber = displayPhoneNumber
    }

    /// Reads the `metadata` member of a value; everything absent if there is none.
    public init(_ json: JSONValue?) {
        self.init(
            phoneNumberID: json?["phone_number_id"]?.text, displayPhoneNumber: json?["display_phone_number"]?.text)
    }
}
