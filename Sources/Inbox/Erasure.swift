import WhatsApp

/// What is to be taken out of webhook bodies: everything of somebody, or some messages. Pure; every byte of what stays is
/// as the platform sent it.
///
/// An *item* is an element of one of a body's lists: a message, a status, a contact, a call; also the one object that stands
/// where a list belongs, and the same inside a text that holds JSON, as relays hand things on. It is taken out when it names
/// one of the people in the place of a party, or is one of the messages. What others wrote stays, also where it mentions
/// somebody or quotes them (`mentions`).
public struct Erasure: Hashable, Sendable {
    /// Numbers (digits without `+`) and business-scoped ids that are nobody else's.
    public var ids: Set<String>
    /// The platform's ids of messages.
    public var messages: Set<String>
    /// Statuses of a message to many that are told of some of them: their ids, by the platform's id of the message.
    public var statuses: [String: Set<String>] = [:]

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
        let rest = cutter.rest(ofWhole: outline)
        guard cutter.items > 0 else { return .untouched }
        guard let rest, !rest.isHollow else { return .emptied(items: cutter.items) }
        return .cut(
            Array(body[..<outline.range.lowerBound]) + rest.bytes + body[outline.range.upperBound...],
            items: cutter.items)
    }
}

/// Walks one body, or a text in one that holds JSON.
private struct Cutter {
    let erasure: Erasure
    let bytes: [UInt8]
    var items = 0
    /// What names them on a frame is taken out by itself.
    private var blanksNames = false

    init(erasure: Erasure, bytes: [UInt8]) {
        self.erasure = erasure
        self.bytes = bytes
    }

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

    /// A body is an element itself: a change or a value may stand alone. Nil when nothing of it stays.
    ///
    /// - Parameter list: the name of the list it belongs into, where it stands in one.
    mutating func rest(ofWhole value: JSONOutline, in list: String = "") -> Rest? {
        guard value.isObject, isTheirs(value, in: list) else {
            guard value.isObject, Self.spoken.contains(list) else { return rest(of: value, in: list) }
            return Rest(bytes: Array(bytes[value.range]))
        }
        var blanking = self
        blanking.blanksNames = true
        // A relay may name them on its own frame around what is others', too.
        if !Self.spoken.contains(list) {
            let rest = blanking.rest(of: value, in: list)
            if rest.lists > rest.emptied {
                items = blanking.items
                return rest
            }
        }
        items += 1
        return nil
    }

    private mutating func rest(of value: JSONOutline, in list: String = "") -> Rest {
        switch value.content {
        case .scalar: return Rest(bytes: Array(bytes[value.range]))
        case .string: return rest(ofText: value, in: list)
        case .array(let elements): return rest(of: elements, in: value.range, named: list)
        case .object(let members): return rest(of: members, in: value.range)
        }
    }

    private mutating func rest(of members: [(name: String, value: JSONOutline)], in range: Range<Int>) -> Rest {
        var result = Rest(bytes: [])
        var place = range.lowerBound
        for member in members {
            let part: Rest
            if member.value.isObject, Webhook.lists.contains(member.name) {
                part = rest(of: [member.value], in: member.value.range, named: member.name)
            } else if blanksNames, names([member]), !member.value.isObject {
                items += 1
                part = Rest(bytes: Array("null".utf8))
            } else {
                part = rest(of: member.value, in: member.name)
            }
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
        guard let first = elements.first, let last = elements.last, elements.contains(where: isItem) else {
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
            if Self.spoken.contains(name), element.isObject {
                kept.append(Array(bytes[element.range]))
                continue
            }
            // A frame around nothing but what went goes with it.
            let part = rest(of: element, in: name)
            if !part.isHollow { kept.append(part.bytes) }
        }
        if kept.isEmpty { result.emptied = 1 }
        let inner = kept.joined(separator: [UInt8(ascii: ",")])
        if first.range == range {
            // One object in the place of a list.
            result.bytes = kept.isEmpty ? Array("[]".utf8) : Array(inner)
            return result
        }
        result.bytes = Array(
            bytes[range.lowerBound..<first.range.lowerBound] + inner + bytes[last.range.upperBound..<range.upperBound])
        return result
    }

    /// What a list is for: objects, texts that hold some, and whoever is named by an id alone.
    private func isItem(_ element: JSONOutline) -> Bool {
        if element.isObject { return true }
        return element.text(in: bytes).map { Embedded($0) != nil || isID($0) } ?? false
    }

    // MARK: Texts that hold JSON

    /// A text that goes whole leaves `null`: it is one of what was emptied.
    private mutating func rest(ofText value: JSONOutline, in list: String) -> Rest {
        guard mayHoldJSON(value), let text = value.text(in: bytes), let inner = Embedded(text) else {
            return Rest(bytes: Array(bytes[value.range]))
        }
        var cutter = Cutter(erasure: erasure, bytes: inner.bytes)
        let rest = cutter.rest(ofWhole: inner.outline, in: list)
        items += cutter.items
        guard let rest else { return Rest(bytes: Array("null".utf8), lists: 1, emptied: 1) }
        guard cutter.items > 0 else {
            return Rest(bytes: Array(bytes[value.range]), lists: rest.lists, emptied: rest.emptied)
        }
        let whole =
            inner.bytes[..<inner.outline.range.lowerBound] + rest.bytes
            + inner.bytes[inner.outline.range.upperBound...]
        return Rest(
            bytes: JSONValue.string(String(decoding: whole, as: UTF8.self)).canonicalBytes, lists: rest.lists,
            emptied: rest.emptied)
    }

    /// Told by its first byte, without reading it: nearly no text does.
    private func mayHoldJSON(_ text: JSONOutline) -> Bool {
        let first = bytes[text.range].dropFirst().first
        return first.map { "{[\\ ".utf8.contains($0) || $0 < 0x20 || $0 == 0xEF } ?? false
    }

    // MARK: Whose it is

    private func isTheirs(_ element: JSONOutline, in list: String) -> Bool {
        guard case .object(let members) = element.content else {
            guard let text = element.text(in: bytes), !text.isEmpty else { return false }
            // What is in a text is looked at by itself.
            return Embedded(text) == nil && isID(text)
        }
        let id = members.first { $0.name == "id" }?.value.text(in: bytes)
        if let id, erasure.messages.contains(id) { return true }
        if !Self.spoken.contains(list) { return names(members) || isStatus(members, of: id) }
        // In a message the parties stand beside the content; only a notice names its person inside.
        return members.contains { member in
            if let text = member.value.text(in: bytes) { return isID(text) }
            guard member.name == "system", case .object(let notice) = member.value.content else { return false }
            return names(notice)
        }
    }

    private func isStatus(_ members: [(name: String, value: JSONOutline)], of message: String?) -> Bool {
        guard let message, let told = erasure.statuses[message] else { return false }
        return Cutter(erasure: Erasure(ids: told, messages: []), bytes: bytes).names(members)
    }

    /// Lists inside are looked at by themselves, and so are texts that hold JSON where a list belongs.
    private func names(_ members: [(name: String, value: JSONOutline)]) -> Bool {
        members.contains { member in
            switch member.value.content {
            case .string, .scalar:
                member.value.text(in: bytes).map {
                    Embedded($0) == nil && (isID($0) || erasure.messages.contains($0))
                } ?? false
            case .object(let inner): !Webhook.lists.contains(member.name) && names(inner)
            case .array: false
            }
        }
    }

    private func isID(_ text: String) -> Bool {
        // What merely begins like JSON cannot be cut apart.
        if text.first == "{" || text.first == "[" {
            let inside = Array(text.utf8)
            return erasure.isNamed(in: inside) || Erasure(ids: erasure.messages, messages: []).isNamed(in: inside)
        }
        return erasure.ids.contains(text) || text.hasPrefix("+") && erasure.ids.contains(String(text.dropFirst()))
    }
}

/// JSON inside a text, as relays hand on a change, its value or a whole body.
private struct Embedded {
    let bytes: [UInt8]
    let outline: JSONOutline

    /// Nil for what is no object or list.
    init?(_ text: String) {
        guard let start = text.unicodeScalars.first(where: { !" \n\r\t\u{FEFF}".unicodeScalars.contains($0) }),
            start == "{" || start == "["
        else { return nil }
        let bytes = Array(text.utf8)
        guard let outline = JSONOutline(bytes) else { return nil }
        (self.bytes, self.outline) = (bytes, outline)
    }
}

extension JSONOutline {
    fileprivate var isObject: Bool {
        if case .object = content { return true }
        return false
    }
}
