import Inbox
import WhatsApp

/// Puts several webhooks into one POST, in each of the forms a reader must take (`whatsapp.md` §1.5): several entries, an
/// entry with several changes, or one value with several messages or statuses.
struct WebhookBatch {
    enum Form: Int64, CaseIterable {
        case entries, changes, values
    }

    private struct Update {
        /// The entry without its changes.
        var head: JSONObject
        var change: JSONValue
        var size: Int
    }

    /// What fits into one POST, as one body each, in the order given.
    static func bodies(
        of bodies: [[UInt8]], _ form: Form, updates most: Int = Limits.webhookUpdates,
        bytes: Int = Limits.webhookBytes
    ) -> [[UInt8]] {
        var all: [[UInt8]] = []
        var load: [Update] = []
        var size = 0
        for update in bodies.flatMap(updates) {
            if load.count == most || size + update.size > bytes, !load.isEmpty {
                all.append(body(of: load, form))
                (load, size) = ([], 0)
            }
            load.append(update)
            size += update.size
        }
        if !load.isEmpty { all.append(body(of: load, form)) }
        return all
    }

    /// A webhook of this cloud's own has one update in each change.
    private static func updates(of body: [UInt8]) -> [Update] {
        guard let json = try? JSONValue(bytes: body) else { return [] }  // we wrote it ourselves
        return (json["entry"]?.array ?? []).flatMap { entry in
            var head = entry.object ?? [:]
            head["changes"] = nil
            return (entry["changes"]?.array ?? []).map { Update(head: head, change: $0, size: body.count) }
        }
    }

    private static func body(of load: [Update], _ form: Form) -> [UInt8] {
        let entries: [JSONValue]
        switch form {
        case .entries: entries = load.map { entry($0.head, [$0.change]) }
        case .changes: entries = joined(load, by: { .object($0.head) }).map { entry($0[0].head, $0.map(\.change)) }
        case .values:
            entries = joined(load, by: { .object($0.head) }).map { updates in
                entry(updates[0].head, joined(updates, by: kind).map { merged($0.map(\.change)) })
            }
        }
        return JSONValue.object(["object": "whatsapp_business_account", "entry": .array(entries)]).canonicalBytes
    }

    private static func entry(_ head: JSONObject, _ changes: [JSONValue]) -> JSONValue {
        var head = head
        head["changes"] = .array(changes)
        return .object(head)
    }

    /// Groups in the order of their first members.
    private static func joined(_ updates: [Update], by key: (Update) -> JSONValue) -> [[Update]] {
        var places: [JSONValue: Int] = [:]
        var groups: [[Update]] = []
        for update in updates {
            let key = key(update)
            if let place = places[key] {
                groups[place].append(update)
            } else {
                places[key] = groups.count
                groups.append([update])
            }
        }
        return groups
    }

    /// What may share a value. Notices of the platform have no contacts beside them (§2.4), so they share none with what has.
    private static func kind(_ update: Update) -> JSONValue {
        let value = update.change["value"]
        guard update.change["field"] == "messages" else { return update.change }
        let part =
            value?["statuses"] != nil ? "statuses" : value?["contacts"] == nil ? "notices" : "messages"
        return [.string(part), value?["metadata"] ?? .null]
    }

    private static func merged(_ changes: [JSONValue]) -> JSONValue {
        guard changes.count > 1, var whole = changes[0].object, var value = changes[0]["value"]?.object else {
            return changes[0]
        }
        for part in ["contacts", "messages", "statuses"] {
            let elements = changes.flatMap { $0["value"]?[part]?.array ?? [] }
            // Who wrote twice is named once.
            var seen: Set<JSONValue> = []
            let told = part == "contacts" ? elements.filter { seen.insert($0).inserted } : elements
            value[part] = told.isEmpty ? nil : .some(.array(told))
        }
        whole["value"] = .object(value)
        return .object(whole)
    }
}
