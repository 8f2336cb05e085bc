/// Something that happened to a call between a person and a business number (`whatsapp.md` §1.7.15).
public struct CallEvent: Hashable, Sendable {
    /// What happened. Open.
    public enum Kind: Hashable, Sendable {
        /// The call began to ring, whoever called.
        case connect
        /// It ended, answered or not.
        case terminate
        /// The person's side of a call of ours: it rings, they accepted or rejected.
        case ringing, accepted, rejected
        case recording, transcript
        case other(String)
    }

    /// The call's id, the same in all its events; absent only in damaged payloads.
    public var id: String?
    /// What happened.
    public var kind: Kind
    /// The platform's word for it.
    public var word: String
    /// Whether the person called; `nil` when it is not told.
    public var isFromPerson: Bool?
    /// Whom the business spoke with, as far as the element tells.
    public var person: Aliases
    /// Seconds since 1970.
    public var timestamp: Int64?
    /// `COMPLETED` or `FAILED`, of a call that ended.
    public var outcome: String?
    /// Whether somebody spoke: an ended call without a start was missed.
    public var wasAnswered: Bool
    /// When somebody began to speak, of an ended call, in seconds since 1970; as told, or as its end and duration tell.
    public var start: Int64?
    /// Of the conversation, in seconds.
    public var duration: Int64?
    /// Why it failed, as far as it is told.
    public var errors: [APIError]
    /// The whole element; with the errors told beside it when they are its own.
    public var raw: JSONValue

    /// Reads an element of `calls`.
    ///
    /// - Parameters:
    ///   - contacts: the people named beside it.
    ///   - ourNumber: the business number as the value has it; tells who called where no direction is given.
    ///   - errors: of the value, when it holds no other call: the platform tells them beside the call that failed.
    public init(call json: JSONValue, contacts: Contacts, ourNumber: String? = nil, errors: JSONValue? = nil) {
        var json = json
        if json["event"]?.text?.lowercased() == "terminate", json["errors"] == nil, let errors, errors.list != nil,
            var members = json.object
        {
            members["errors"] = errors
            json = .object(members)
        }
        word = json["event"]?.text ?? ""
        switch word.lowercased() {
        case "connect": kind = .connect
        case "terminate": kind = .terminate
        case "call_recording_available": kind = .recording
        case "call_transcription_available": kind = .transcript
        default: kind = .other(word)
        }
        isFromPerson =
            json["direction"]?.text.map { $0.uppercased() == "USER_INITIATED" }
            ?? Self.isToUs(json, ourNumber, contacts)
        var person = Aliases()
        let isOurs = isFromPerson == false
        for member in ["user_id", "parent_user_id"] { person.add(json["\(isOurs ? "to" : "from")_\(member)"]) }
        person.add(json[isOurs ? "to" : "from"])
        person.complete(from: contacts)
        self.person = person
        id = json["id"]?.text
        timestamp = Timestamp.seconds(json["timestamp"])
        outcome = json["status"]?.text
        let begin = Timestamp.seconds(json["start_time"])
        wasAnswered = begin != nil || (json["duration"]?.int ?? 0) > 0
        start = begin ?? Self.start(before: timestamp, lasting: json["duration"]?.int)
        duration = json["duration"]?.int.flatMap { 0...1_000_000 ~= $0 ? $0 : nil }
        self.errors = (json["errors"]?.list ?? []).compactMap(APIError.init)
        raw = json
    }

    private static func start(before end: Int64?, lasting duration: Int64?) -> Int64? {
        guard let end, let duration, 1...end ~= duration else { return nil }
        return end - duration
    }

    /// Who called, where no direction is given: by our own number, by the person named beside the call, or by the id that only
    /// a person has.
    private static func isToUs(_ json: JSONValue, _ ourNumber: String?, _ contacts: Contacts) -> Bool? {
        func digits(_ text: String?) -> String { (text ?? "").filter(\.isWholeNumber) }
        let ours = digits(ourNumber)
        let (from, to) = (digits(json["from"]?.text), digits(json["to"]?.text))
        if !ours.isEmpty {
            if from == ours { return false }
            if to == ours || !from.isEmpty && to.isEmpty { return true }
        }
        if json["from_user_id"]?.text != nil || json["from_parent_user_id"]?.text != nil { return true }
        if json["to_user_id"]?.text != nil || json["to_parent_user_id"]?.text != nil { return false }
        let people = Set(contacts.people.compactMap(\.waID))
        if people.contains(from) { return true }
        return people.contains(to) ? false : nil
    }

    /// Reads an element of `statuses` beside them: only calls of ours have any.
    ///
    /// - Parameter contacts: the people named beside it.
    public init(status json: JSONValue, contacts: Contacts) {
        word = json["status"]?.text ?? ""
        switch word.uppercased() {
        case "RINGING": kind = .ringing
        case "ACCEPTED": kind = .accepted
        case "REJECTED": kind = .rejected
        default: kind = .other(word)
        }
        isFromPerson = false
        var person = Aliases()
        for member in ["recipient_user_id", "recipient_parent_user_id", "recipient_id"] { person.add(json[member]) }
        person.complete(from: contacts)
        self.person = person
        id = json["id"]?.text
        timestamp = Timestamp.seconds(json["timestamp"])
        wasAnswered = kind == .accepted
        self.errors = (json["errors"]?.list ?? []).compactMap(APIError.init)
        raw = json
    }
}
