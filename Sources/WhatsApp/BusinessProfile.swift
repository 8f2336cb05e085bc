/// What customers read when they tap on the business's name (`whatsapp.md` §7.2). Untrusted text.
public struct BusinessProfile: Hashable, Sendable {
    /// The line under the name.
    public var about: String?
    /// A postal address.
    public var address: String?
    /// What the business does.
    public var description: String?
    /// Where to write to.
    public var email: String?
    /// At most two.
    public var websites: [String]
    /// `RETAIL`, `OTHER` … an open enum.
    public var vertical: String?

    /// Reads one element of the answer's list.
    public init(_ json: JSONValue) {
        about = json["about"]?.text
        address = json["address"]?.text
        description = json["description"]?.text
        email = json["email"]?.text
        websites = (json["websites"]?.array ?? []).compactMap(\.text)
        vertical = json["vertical"]?.text
    }

    /// What to ask for.
    public static let fields = "about,address,description,email,profile_picture_url,websites,vertical"

    /// What nobody filled in, by the platform's own names; customers see nothing there.
    public var gaps: [String] {
        [("about", about), ("address", address), ("description", description), ("email", email)].filter { $0.1 == nil }
            .map(\.0) + (websites.isEmpty ? ["websites"] : [])
    }
}
