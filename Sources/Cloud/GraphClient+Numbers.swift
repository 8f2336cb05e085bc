import Inbox
import WhatsApp

extension GraphClient {
    /// The business numbers of an account (`whatsapp.md` §7.1): all pages or none.
    /// - Throws: `GraphFailure`.
    public func phoneNumbers(waba: String) async throws(GraphFailure) -> [PhoneNumberRecord] {
        var records: [PhoneNumberRecord] = []
        try await pages([waba, "phone_numbers"], fields: PhoneNumberRecord.fields) { json throws(GraphFailure) in
            records += (json["data"]?.array ?? []).compactMap(PhoneNumberRecord.init)
        }
        return records
    }

    /// One business number: whether its id is right and the token may use it.
    /// - Throws: `GraphFailure`.
    public func phoneNumber(_ number: NumberID) async throws(GraphFailure) -> PhoneNumberRecord {
        let url = try base.url([number.value], query: [("fields", PhoneNumberRecord.fields)])
        guard let record = PhoneNumberRecord(try await ask(HTTPRequest(.get, url))) else {
            throw .unreadable(httpStatus: 200)
        }
        return record
    }

    /// One business number with everything it hangs on: name, tier, health (`whatsapp.md` §7.1, §7.7).
    /// - Throws: `GraphFailure`.
    public func standing(of number: NumberID) async throws(GraphFailure) -> PhoneNumberRecord {
        let url = try base.url([number.value], query: [("fields", PhoneNumberRecord.allFields)])
        guard let record = PhoneNumberRecord(try await ask(HTTPRequest(.get, url))) else {
            throw .unreadable(httpStatus: 200)
        }
        return record
    }

    /// Whether a node (a number, an account, a template) can send, and what keeps it from it (`whatsapp.md` §7.7).
    /// - Throws: `GraphFailure`.
    public func health(of node: String) async throws(GraphFailure) -> HealthStatus {
        let json = try await ask(HTTPRequest(.get, base.url([node], query: [("fields", "health_status")])))
        guard let health = json["health_status"].flatMap({ HealthStatus($0) }) else {
            throw .unreadable(httpStatus: 200)
        }
        return health
    }

    /// What customers read about the business (`whatsapp.md` §7.2).
    /// - Throws: `GraphFailure`.
    public func profile(of number: NumberID) async throws(GraphFailure) -> BusinessProfile {
        let url = try base.url(
            [number.value, "whatsapp_business_profile"], query: [("fields", BusinessProfile.fields)])
        guard let profile = try await ask(HTTPRequest(.get, url))["data"]?.list?.first else {
            throw .unreadable(httpStatus: 200)
        }
        return BusinessProfile(profile)
    }

    /// One account: whether its id is right and the token may see it.
    /// - Throws: `GraphFailure`.
    public func account(_ waba: String) async throws(GraphFailure) -> AccountRecord {
        let url = try base.url([waba], query: [("fields", AccountRecord.fields)])
        guard let record = AccountRecord(try await ask(HTTPRequest(.get, url))) else {
            throw .unreadable(httpStatus: 200)
        }
        return record
    }

    /// The names of the apps that get an account's webhooks (`whatsapp.md` §7.6); none means that nothing arrives.
    /// - Throws: `GraphFailure`.
    public func subscribedApps(waba: String) async throws(GraphFailure) -> [String] {
        let json = try await ask(HTTPRequest(.get, base.url([waba, "subscribed_apps"])))
        guard let apps = json["data"]?.array else { throw .unreadable(httpStatus: 200) }
        return apps.map { app in
            let data = app["whatsapp_business_api_data"]
            return data?["name"]?.text ?? data?["id"]?.text ?? "an app"
        }
    }
}
