import Inbox
import WhatsApp

/// A business number as the platform describes it (`whatsapp.md` §7.1). Its words are open enums.
public struct PhoneNumberRecord: Hashable, Sendable {
    /// The `phone_number_id`.
    public var id: NumberID
    /// As people write it, `+1 555-777-0101`.
    public var displayNumber: String?
    /// The name customers see.
    public var verifiedName: String?
    /// `GREEN`, `YELLOW`, `RED`, `UNKNOWN`, `NA`.
    public var quality: String?
    /// `CONNECTED`, `PENDING`, `FLAGGED`, `BANNED` …
    public var status: String?
    /// `STANDARD`, `HIGH`, `NOT_APPLICABLE`.
    public var throughput: String?
    /// `APPROVED`, `PENDING_REVIEW`, `DECLINED`, `EXPIRED`, `AVAILABLE_WITHOUT_REVIEW`, `NONE`.
    public var nameStatus: String?
    /// How many people may be written to outside their window within 24 hours: `TIER_250` … `TIER_UNLIMITED`. It is the
    /// portfolio's, shared by its numbers (`whatsapp.md` §8).
    public var tier: String?
    /// `LIVE` or `SANDBOX`.
    public var mode: String?
    /// Whether it can send, and what keeps it from it; nil when the platform does not say.
    public var health: HealthStatus?
    /// The element as it came.
    public var raw: JSONValue

    /// nil when the element has no id.
    public init?(_ json: JSONValue) {
        guard let id = json["id"]?.text else { return nil }
        self.id = NumberID(id)
        displayNumber = json["display_phone_number"]?.text
        verifiedName = json["verified_name"]?.text
        quality = json["quality_rating"]?.text
        status = json["status"]?.text
        throughput = json["throughput"]?["level"]?.text
        nameStatus = json["name_status"]?.text
        tier = (json["whatsapp_business_manager_messaging_limit"] ?? json["messaging_limit_tier"])?.text
        mode = json["account_mode"]?.text
        health = json["health_status"].flatMap { HealthStatus($0) }
        raw = json
    }

    static let fields = "id,display_phone_number,verified_name,quality_rating,status,throughput"
    /// What `doctor` asks for besides.
    static let allFields = fields + ",name_status,account_mode,whatsapp_business_manager_messaging_limit,health_status"
}

/// A WhatsApp Business Account, as far as `init` and `doctor` show it (`whatsapp.md` §7.1).
public struct AccountRecord: Hashable, Sendable {
    /// The WABA id.
    public var id: String
    /// The account's name.
    public var name: String?
    /// `APPROVED`, `PENDING`, `REJECTED` …
    public var reviewStatus: String?
    /// The element as it came.
    public var raw: JSONValue

    /// nil when the element has no id.
    public init?(_ json: JSONValue) {
        guard let id = json["id"]?.text else { return nil }
        self.id = id
        name = json["name"]?.text
        reviewStatus = json["account_review_status"]?.text
        raw = json
    }

    static let fields = "id,name,account_review_status"
}
