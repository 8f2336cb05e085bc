import Inbox
import WhatsApp

/// People whose addresses change (`whatsapp.md` §2.2, §2.4).
extension CloudSimulator {
    /// - Returns: the id of the notice, if it has one.
    mutating func rotate(_ place: Int, asField: Bool, at time: Instant) -> [String] {
        let before = people[place].bsuid
        readdress(place, bsuid: madeUpBSUID(country: String(before.prefix(2))), phone: people[place].phone)
        if asField {
            tell("user_id_update", writer.userIDUpdate(of: people[place], before: before, at: time), at: time)
            return []
        }
        let system: JSONObject = [
            "type": "user_changed_user_id", "body": "User id changed", "user_id": .string(people[place].bsuid),
            "previous_user_id": .string(before),
        ]
        let wamid = random.wamid()
        post(writer.notice(system, from: nil, wamid: wamid, at: time), at: time)
        return [wamid]
    }

    mutating func changeNumber(of place: Int, to number: String?, at time: Instant) throws(SimHappeningError)
        -> [String]
    {
        let person = people[place]
        let phone = try number.map { text throws(SimHappeningError) in try free(text) } ?? newNumber()
        guard let before = person.toldPhone else {
            if person.phone != nil { readdress(place, bsuid: person.bsuid, phone: phone) }
            return rotate(place, asField: false, at: time)
        }
        // The id belongs to the person and the number.
        readdress(place, bsuid: madeUpBSUID(country: String(person.bsuid.prefix(2))), phone: phone)
        let system: JSONObject = [
            "type": "user_changed_number",
            "body": .string("\(person.name ?? before) changed from \(before) to \(phone)"),
            "wa_id": .string(phone), "user_id": .string(people[place].bsuid), "previous_user_id": .string(person.bsuid),
        ]
        let wamid = random.wamid()
        post(writer.notice(system, from: person, wamid: wamid, at: time), at: time)
        return [wamid]
    }

    mutating func rename(_ place: Int, to name: String?, hidesPhone: Bool) {
        if let former = people[place].username?.lowercased(), placeOfUsername[former] == place {
            placeOfUsername[former] = nil
        }
        people[place].username = name
        if let name { placeOfUsername[name.lowercased()] = place }
        people[place].hidesPhone = hidesPhone && name != nil
    }

    mutating func changeCode(of place: Int, at time: Instant) -> String {
        let hash = random.word(11)
        people[place].identityHash = hash
        var system: JSONObject = ["type": "customer_identity_changed", "body": "Security code changed"]
        if let phone = people[place].toldPhone { system["wa_id"] = .string(phone) }
        let wamid = random.wamid()
        let identity: JSONValue = [
            "acknowledged": false, "created_timestamp": .string(String(time.seconds)), "hash": .string(hash),
        ]
        post(writer.notice(system, from: people[place], identity: identity, wamid: wamid, at: time), at: time)
        return wamid
    }

    /// Nobody is found by the former addresses any more.
    private mutating func readdress(_ place: Int, bsuid: String, phone: String?) {
        for former in [people[place].bsuid, people[place].phone].compactMap({ $0 })
        where placeOfAddress[former] == place { placeOfAddress[former] = nil }
        people[place].bsuid = bsuid
        people[place].phone = phone
        placeOfAddress[bsuid] = place
        if let phone { placeOfAddress[phone] = place }
    }

    private func free(_ text: String) throws(SimHappeningError) -> String {
        guard let alias = Alias(anyID: text), alias.kind == .waID, 7...15 ~= alias.value.count,
            placeOfAddress[alias.value] == nil, alias.value != account.phone
        else { throw .number(text) }
        return alias.value
    }
}
