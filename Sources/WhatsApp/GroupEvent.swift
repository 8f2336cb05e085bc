/// Something that happened to a group of a business number (`whatsapp.md` §1.7.13).
public struct GroupEvent: Hashable, Sendable {
    /// The group; absent only when making one failed.
    public var groupID: String?
    /// The platform's word, such as `group_participants_add`; open.
    public var type: String
    /// Seconds since 1970.
    public var timestamp: Int64?
    /// What the group is called, or was renamed to. Untrusted text.
    public var subject: String?
    /// What it says it is for. Untrusted text.
    public var about: String?
    /// Where people join it.
    public var inviteLink: String?
    /// `business` or `participant`.
    public var initiator: String?
    /// Who came, left or asked to join, each as far as it is told.
    public var people: [Aliases]
    /// Of whom it was wanted and did not work.
    public var failed: [Aliases]
    /// What did not work.
    public var errors: [APIError]
    /// The whole element.
    public var raw: JSONValue

    /// What the group is called from then on; `nil` when the event does not name it, or the new name was not taken. What else
    /// was to change beside it may have failed.
    public var name: String? {
        guard let told = raw["group_subject"], raw["subject"]?.text == nil else {
            return errors.isEmpty ? subject : nil
        }
        guard APIError.list(told["errors"]).isEmpty else { return nil }
        return told["update_successful"]?.bool ?? APIError.list(raw["errors"]).isEmpty ? subject : nil
    }

    /// Reads an element of `groups`; `nil` when it does not say what happened.
    public init?(_ json: JSONValue) {
        guard let type = json["type"]?.text else { return nil }
        self.type = type
        groupID = json["group_id"]?.text
        timestamp = Timestamp.seconds(json["timestamp"])
        subject = json["subject"]?.text ?? json["group_subject"]?["text"]?.text
        about = json["description"]?.text ?? json["group_description"]?["text"]?.text
        inviteLink = json["invite_link"]?.text
        initiator = json["initiated_by"]?.text
        let lists = ["added_participants", "removed_participants"]
        var people = lists.flatMap { json[$0]?.list ?? [] }.map(Self.person)
        failed = (json["failed_participants"]?.list ?? []).map(Self.person)
        if json["wa_id"] != nil || json["user_id"] != nil { people.append(Self.person(json)) }
        self.people = people
        errors = APIError.list(json["errors"])
        for member in lists + ["failed_participants", "profile_picture", "group_subject", "group_description"] {
            for element in json[member]?.list ?? [json[member] ?? .null] { errors += APIError.list(element["errors"]) }
        }
        raw = json
    }

    private static func person(_ json: JSONValue) -> Aliases {
        var person = Aliases()
        for member in ["user_id", "parent_user_id", "wa_id", "input"] {
            person.add(json[member]?.text.map { .string($0) })
        }
        person.username = Aliases.username(json["username"])
        return person
    }
}
