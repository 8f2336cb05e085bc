import WhatsApp

/// What is to be taken out of webhook bodies: everything of somebody, or some messages. Pure; every byte of what stays is
/// as the platform sent it.
///
/// An *item* is an element of one of a body's lists: a message, a status, a contact, a call. It is taken out when it names
/// one of the people in the place of a party, or is one of the messages. What others wrote stays, also where it mentions
/// somebody or quotes them (`mentions`).
public struct Erasure: Hashable, Sendable {
    /// Numbers (digits without `+`) and business-scoped ids that are nobody else's.
    public var ids: Set<String>
    /// The platform's ids of messages.
    public var messages: Set<String>

    /// Takes out whatever is of these people, and these messages.
    public init(ids: Set<String>, messages: Set<String>) {
        self.ids = ids
        self.messages = messages
    }

    /// What came of one body.
    public enum Outcome: Hashable, Sendable {
        /// Nothing in it is to go; also for what is no JSON.
        case untouched
        /// The bytes that stay.
        case cut([UInt8], items: Int)
        /// Nothing would stay but the frame.
        case emptied(items: Int)
    }

    /// Whether the body is one that items can be taken out of.
    public func canRead(_ body: [UInt8]) -> Bool { JSONOutline(body) != nil }

    /// Whether one of the ids stands anywhere in the bytes.
    public func isNamed(in bytes: [UInt8]) -> Bool {
        ids.contains { id in
            let name = Array(id.utf8)
            guard !name.isEmpty, bytes.count >= name.count else { return false }
            return (0...bytes.count - name.count).contains { bytes[$0] == name[0] && bytes[$0...].starts(with: name) }
        }
    }

    /// Takes the items out of a body.
    public func apply(to body: [UInt8]) -> Outcome {
        guard let outline = JSONOutline(body) else { return .untouched }
        var cutter = Cutter(erasure: self, bytes: body)
        let rest = cutter.rest(of: outline)
        guard cutter.items > 0 else { return .untouched }
        guard let rest, !rest.isHollow else { return .emptied(items: cutter.items) }
        return .cut(
            Array(body[..<outline.range.lowerBound]) + rest.bytes + body[outline.range.upperBound...],
            items: cutter.items)
    }
}

/// Walks one body.
private struct Cutter {
    let erasure: Erasure
    let bytes: [UInt8]
    var items = 0

    /// What stays of a value, and whether all lists in it that held items are empty now.
    struct Rest {
        var bytes: [UInt8]
        var lists = 0
        var emptied = 0
        var isHollow: Bool { emptied > 0 && emptied == lists }
    }

    /// Whoever a list of contacts names is there for the other lists.
    private static let companions: Set<String> = ["contacts"]
    /// Elements that are somebody's words: what is in them is content.
    private static let spoken: Set<String> = ["messages", "message_echoes"]

    /// Nil when the whole value is to go.
    mutating func rest(of value: JSONOutline) -> Rest? {
        switch value.content {
        case .string, .scalar: return Rest(bytes: Array(bytes[value.range]))
        case .array(let elements): return rest(of: elements, in: value.range, named: "")
        case .object(let members): return rest(of: members, in: value.range)
        }
    }

    private mutating func rest(of members: [(name: String, value: JSONOutline)], in range: Range<Int>) -> Rest? {
        var result = Rest(bytes: [])
        var place = range.lowerBound
        for member in members {
            let part: Rest?
            switch member.value.content {
            case .array(let elements): part = rest(of: elements, in: member.value.range, named: member.name)
            default: part = rest(of: member.value)
            }
            guard let part else { return nil }
            result.bytes += bytes[place..<member.value.range.lowerBound] + part.bytes
            place = member.value.range.upperBound
            if Self.companions.contains(member.name) { continue }
            result.lists += part.lists
            result.emptied += part.emptied
        }
        result.bytes += bytes[place..<range.upperBound]
        return result
    }

    private mutating func rest(of elements: [JSONOutline], in range: Range<Int>, named name: String) -> Rest {
        var result = Rest(bytes: [])
        guard let first = elements.first, let last = elements.last, elements.contains(where: \.isObject) else {
            result.bytes = Array(bytes[range])
            return result
        }
        result.lists = 1
        var kept: [[UInt8]] = []
        for element in elements {
            if isTheirs(element, in: name) {
                items += 1
                continue
            }
            if Self.spoken.contains(name) {
                kept.append(Array(bytes[element.range]))
                continue
            }
            // A frame around nothing but what went goes with it.
            guard let part = rest(of: element), !part.isHollow else { continue }
            kept.append(part.bytes)
        }
        if kept.isEmpty { result.emptied = 1 }
        result.bytes = Array(
            bytes[range.lowerBound..<first.range.lowerBound] + kept.joined(separator: [UInt8(ascii: ",")])
                + bytes[last.range.upperBound..<range.upperBound])
        return result
    }

    // MARK: Whose it is

    private func isTheirs(_ element: JSONOutline, in list: String) -> Bool {
        guard case .object(let members) = element.content else { return false }
        if let id = members.first(where: { $0.name == "id" })?.value.text(in: bytes), erasure.messages.contains(id) {
            return true
        }
        if !Self.spoken.contains(list) { return names(members) }
        // In a message the parties stand beside the content; only a notice names its person inside.
        return members.contains { member in
            if let text = member.value.text(in: bytes) { return isID(text) }
            guard member.name == "system", case .object(let notice) = member.value.content else { return false }
            return names(notice)
        }
    }

    /// Lists inside are looked at by themselves.
    private func names(_ members: [(name: String, value: JSONOutline)]) -> Bool {
        members.contains { member in
            switch member.value.content {
            case .string, .scalar:
                member.value.text(in: bytes).map { isID($0) || erasure.messages.contains($0) } ?? false
            case .object(let inner): names(inner)
            case .array: false
            }
        }
    }

    private func isID(_ text: String) -> Bool {
        // A relay may hand on a whole value as text: what is in it cannot be cut apart.
        if text.first == "{" || text.first == "[" {
            let inside = Array(text.utf8)
            return erasure.isNamed(in: inside) || Erasure(ids: erasure.messages, messages: []).isNamed(in: inside)
        }
        return erasure.ids.contains(text) || text.hasPrefix("+") && erasure.ids.contains(String(text.dropFirst()))
    }
}

extension JSONOutline {
    fileprivate var isObject: Bool {
        if case .object = content { return true }
        return false
    }
}
