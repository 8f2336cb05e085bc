import Inbox
import Store
import WhatsApp

/// Webhook bodies of invented people, as receptions.
enum Bodies {
    static let number = NumberID("700111222333444")
    /// 2026-11-24T09:00:00Z
    static let noon = Instant(seconds: 1_795_510_800)

    static func message(
        _ id: String, at seconds: Int64, from phone: String? = nil, bsuid: String? = nil, name: String? = nil,
        type: String = "text", content: String? = nil, arrival: Int64? = 0, group: String? = nil
    ) -> Reception {
        let stamp = noon.seconds + seconds
        var member = "\"id\":\"\(id)\",\"timestamp\":\"\(stamp)\",\"type\":\"\(type)\""
        if let phone { member += ",\"from\":\"\(phone)\"" }
        if let bsuid { member += ",\"from_user_id\":\"\(bsuid)\"" }
        if let group { member += ",\"group_id\":\"\(group)\"" }
        member += "," + (content ?? "\"text\":{\"body\":\"words of \(id)\"}")
        var contact = "\"profile\":{\"name\":\"\(name ?? "Dana Okafor")\"}"
        if let phone { contact += ",\"wa_id\":\"\(phone)\"" }
        if let bsuid { contact += ",\"user_id\":\"\(bsuid)\"" }
        let contacts = type == "system" ? "" : "\"contacts\":[{\(contact)}],"
        return reception(
            "\(contacts)\"messages\":[{\(member)}]", name: id,
            arrival: arrival.map { Instant(seconds: stamp + $0) })
    }

    static func status(
        _ word: String, of wamid: String, at seconds: Int64, to phone: String? = "15557770101", bsuid: String? = nil,
        callback: String? = nil, code: Int? = nil
    ) -> Reception {
        var member = "\"id\":\"\(wamid)\",\"status\":\"\(word)\",\"timestamp\":\"\(noon.seconds + seconds)\""
        if let phone { member += ",\"recipient_id\":\"\(phone)\"" }
        if let bsuid { member += ",\"recipient_user_id\":\"\(bsuid)\"" }
        if let callback { member += ",\"biz_opaque_callback_data\":\"\(callback)\"" }
        if let code { member += ",\"errors\":[{\"code\":\(code),\"title\":\"refused\"}]" }
        return reception(
            "\"statuses\":[{\(member)}]", name: "\(wamid)-\(word)",
            arrival: Instant(seconds: noon.seconds + seconds + 1))
    }

    static func reception(_ value: String, name: String, arrival: Instant?, field: String = "messages") -> Reception {
        let body = """
            {"object":"whatsapp_business_account","entry":[{"id":"900100200300400","changes":[{"field":"\(field)",\
            "value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550001111",\
            "phone_number_id":"\(number.value)"},\(value)}}]}]}
            """
        return reception(body: body, arrival: arrival)
    }

    static func reception(body: String, arrival: Instant?) -> Reception {
        let bytes = Array(body.utf8)
        let digest = fingerprint(bytes)
        guard let webhook = try? Webhook(bytes: bytes) else {  // a fixture that is no JSON is a broken test
            preconditionFailure("fixture is not JSON: \(body)")
        }
        return Reception(
            digest: digest, body: bytes, arrival: arrival,
            events: EventReader.events(of: webhook, digest: digest, arrival: arrival))
    }

    /// Stands in for SHA-256, which the store only compares: 64 hex digits of four seeded hashes.
    static func fingerprint(_ bytes: [UInt8]) -> String {
        (0..<4).map { seed -> String in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325 &+ UInt64(seed) &* 0x9E37_79B9
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            let text = String(hash, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
    }
}
