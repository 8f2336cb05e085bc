import Inbox
import Simulator
import Testing
import WhatsApp

/// Every row of `whatsapp.md` §4.2, §4.4, §4.5 and §4.9 against a request our code makes: the members the row names are in it,
/// the simulated platform takes it, and refuses it one step past each limit the row tells.
struct SendRowTests {
    /// The rows, written down once more by their names: one without a fixture fails.
    static let rows: [String: [String]] = [
        "4.2": [
            "text", "text with preview_url", "image", "video", "document", "sticker", "audio", "audio with voice",
            "location", "contacts", "reaction", "reaction taken back", "pin",
        ],
        "4.4": [
            "header of text, body, footer", "header of an image", "header of a video", "header of a document",
            "button", "list", "cta_url", "flow by id", "flow by name", "location_request_message",
            "request_contact_info", "call_permission_request", "voice_call", "product", "product_list",
            "catalog_message", "carousel of pages", "carousel of products", "address_message",
        ],
        "4.5": [
            "header text", "header image", "header video", "header document", "header gif", "header location",
            "header product", "body text by position", "body text by name", "body currency", "body date_time",
            "body group_id", "button quick_reply", "button url", "button copy_code", "button flow", "button catalog",
            "button mpm", "button voice_call", "limited_time_offer", "carousel", "tap_target_configuration",
            "nothing needed", "authentication",
        ],
        "4.9": [
            "text as utility", "button as utility", "mixed buttons as utility", "cta_url as utility",
            "voice_call as utility",
        ],
    ]

    static let fixtures = SendRows.contents + SendRows.interactives + SendRows.components

    @Test(arguments: rows.flatMap { section, names in names.map { (section, $0) } })
    func hasAFixture(_ section: String, _ name: String) {
        let found = Self.fixtures.filter { $0.section == section && $0.name == name }
        #expect(!found.isEmpty, "no fixture of §\(section) \(name)")
        #expect(found.allSatisfy { !$0.members.isEmpty && !$0.past.isEmpty })
    }

    @Test func everyFixtureIsOfARow() {
        for fixture in Self.fixtures { #expect(Self.rows[fixture.section]?.contains(fixture.name) == true) }
    }

    @Test(arguments: fixtures) func hasTheMembersOfItsRow(_ row: SendRow) throws {
        let json = try Self.request(row)
        for (path, value) in row.members { #expect(json.at(path) == value, "\(path) in \(json.canonicalText)") }
        #expect(json["messaging_product"] == "whatsapp" && json["biz_opaque_callback_data"] == "row-1")
    }

    @Test(arguments: fixtures) func isTaken(_ row: SendRow) throws {
        var platform = try Platform()
        let answer = platform.post(try Self.request(row))
        #expect(answer.status == 200 && answer.wamid != nil, "\(answer.details)")
        let statuses = try platform.cloud.events(until: Cloud.start + .hours(1)).compactMap { event in
            if case .status(let status) = event, status.callbackData == "row-1" { status.status } else { nil }
        }
        #expect(statuses.first == "sent")
    }

    @Test(arguments: fixtures) func isRefusedPastItsLimits(_ row: SendRow) throws {
        for past in row.past {
            var platform = try Platform()
            let answer = platform.post(try Self.request(row).setting(past.path, to: past.value))
            #expect(answer.code == past.code, "\(past.path): \(answer.details)")
        }
    }

    /// What breaks a limit of these kinds is not even made here.
    @Test(arguments: fixtures) func isNotMadePastItsLimits(_ row: SendRow) throws {
        let make: (JSONValue) throws(FieldError) -> Void
        switch try row.content() {
        case .interactive: make = { json throws(FieldError) in _ = try Interactive(json: json) }
        case .directInteractive:
            make = { json throws(FieldError) in
                _ = try Interactive(json: json, isDirect: true)
            }
        case .location: make = { json throws(FieldError) in _ = try OutgoingLocation(json: json) }
        case .contacts: make = { json throws(FieldError) in _ = try OutgoingContacts(json: json) }
        default: return
        }
        let json = try Self.request(row)
        #expect(throws: Never.self) { try make(json) }
        for past in row.past where !["category", "ttl_seconds"].contains(past.path) {
            #expect(throws: FieldError.self, "\(past.path)") { try make(json.setting(past.path, to: past.value)) }
        }
    }

    private static func request(_ row: SendRow) throws -> JSONValue {
        SendRequest(recipient: row.recipient, content: try row.content(), callbackData: "row-1").json
    }
}

/// A cloud that has the templates, files and messages the fixtures name.
private struct Platform {
    var cloud: Cloud
    private var names: [String: String] = [:]

    init() throws {
        cloud = Cloud()
        var account = Cloud.account
        account.hasDirectSend = true
        cloud.simulator = CloudSimulator(
            account: account, people: Cloud.people, templates: SendRows.templates, seed: 1)
        names["INBOUND"] = try cloud.simulator.inbound(from: Cloud.dana, name: nil, .text("hi"), at: Cloud.start)
        _ = cloud.simulator.tick(Cloud.start)
        for type in ["image/jpeg", "image/webp", "audio/mpeg", "audio/ogg"] { names["UPLOADED-\(type)"] = upload(type) }
    }

    private mutating func upload(_ type: String) -> String? {
        let body = """
            --b\r\nContent-Disposition: form-data; name="messaging_product"\r\n\r\nwhatsapp\r\n\
            --b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\nContent-Type: \(type)\r\n\r\nbytes\r\n\
            --b--\r\n
            """
        let answer = cloud.simulator.handle(
            SimRequest(
                method: "POST", path: "/v25.0/\(Cloud.account.phoneNumberID)/media",
                authorization: "Bearer \(Cloud.account.token)", contentType: "multipart/form-data; boundary=b",
                body: Array(body.utf8)), now: Cloud.start)
        return (try? JSONValue(bytes: answer.body))?["id"]?.text  // no id fails the row that names the file
    }

    /// Posts a request with the platform's own names for what it names.
    mutating func post(_ json: JSONValue) -> Cloud.Answer {
        var body = json.canonicalText
        for (name, id) in names { body.replace(#""\#(name.replacing("/", with: #"\/"#))""#, with: #""\#(id)""#) }
        for (name, id) in names { body.replace(#""\#(name)""#, with: #""\#(id)""#) }
        return cloud.call("POST", "/v25.0/\(Cloud.account.phoneNumberID)/messages", body: body)
    }
}
