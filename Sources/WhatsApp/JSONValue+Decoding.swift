import FoundationEssentials

// The decoder tells what a value is only by failing on what it is not, and a failure costs as much as ten successes.
// So members are first tried as what the platform makes them, and elements as what the element before them was.

extension JSONValue: Decodable {
    /// Any value a decoder can hold.
    public init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: Name.self) {  // a failure means: not an object
            self = try Self.object(of: members)
        } else if var elements = try? decoder.unkeyedContainer() {  // a failure means: not an array
            self = try Self.array(of: &elements)
        } else {
            self = try Self.scalar(of: decoder.singleValueContainer())
        }
    }

    private static func object(of members: KeyedDecodingContainer<Name>) throws -> JSONValue {
        let names = members.allKeys
        var storage = [String: JSONValue](minimumCapacity: names.count)
        for name in names { storage[name.stringValue] = try member(name, of: members) }
        return .object(JSONObject(storage: storage))
    }

    private static func member(_ name: Name, of members: KeyedDecodingContainer<Name>) throws -> JSONValue {
        switch Shape.usual[name.stringValue, default: .string] {
        case .object:
            if let inner = try? members.nestedContainer(keyedBy: Name.self, forKey: name) {  // not an object this time
                return try object(of: inner)
            }
        case .array:
            if var inner = try? members.nestedUnkeyedContainer(forKey: name) {  // not an array this time
                return try array(of: &inner)
            }
        case .int:
            if let number = try? members.decode(Int64.self, forKey: name) {  // not a whole number this time
                return .int(number)
            }
        case .bool:
            if let value = try? members.decode(Bool.self, forKey: name) {  // not a truth value this time
                return .bool(value)
            }
        case .string, .double:
            if let text = try? members.decode(String.self, forKey: name) {  // not a string this time
                return .string(text)
            }
        }
        return try members.decode(JSONValue.self, forKey: name)
    }

    private static func array(of elements: inout any UnkeyedDecodingContainer) throws -> JSONValue {
        var values: [JSONValue] = []
        var shape = Shape.object
        while !elements.isAtEnd {
            if let value = try element(shaped: shape, of: &elements) {
                values.append(value)
                continue
            }
            let value = try elements.decode(JSONValue.self)
            values.append(value)
            shape = Shape(of: value) ?? shape
        }
        return .array(values)
    }

    /// The next element if it has that shape; a failed try does not consume it.
    private static func element(
        shaped shape: Shape, of elements: inout any UnkeyedDecodingContainer
    ) throws -> JSONValue? {
        switch shape {
        case .object:
            guard let inner = try? elements.nestedContainer(keyedBy: Name.self) else { return nil }  // other shape
            return try object(of: inner)
        case .array:
            guard var inner = try? elements.nestedUnkeyedContainer() else { return nil }  // other shape
            return try array(of: &inner)
        case .int: return (try? elements.decode(Int64.self)).map(JSONValue.int)  // other shape
        case .bool: return (try? elements.decode(Bool.self)).map(JSONValue.bool)  // other shape
        case .string: return (try? elements.decode(String.self)).map(JSONValue.string)  // other shape
        case .double:
            // A whole number must come out as `int` whatever stands beside it, so it takes the long way.
            var copy = elements
            guard let number = try? copy.decode(Double.self), number.rounded() != number else { return nil }  // other
            elements = copy
            return .double(number)
        }
    }

    private static func scalar(of container: any SingleValueDecodingContainer) throws -> JSONValue {
        if container.decodeNil() { return .null }
        if let text = try? container.decode(String.self) { return .string(text) }  // not a string
        if let value = try? container.decode(Bool.self) { return .bool(value) }  // not a truth value
        do {
            return .int(try container.decode(Int64.self))
        } catch {
            return try largeNumber(of: container, refused: error)
        }
    }

    /// A number with a fraction, or one beyond 64 bits. The decoder names the characters it could not represent; where
    /// it does not, the value is malformed (or of a kind whose own trial found it malformed) and the error stands.
    private static func largeNumber(
        of container: any SingleValueDecodingContainer, refused: any Error
    ) throws -> JSONValue {
        do {
            let number = try container.decode(Double.self)
            if number.rounded() != number { return .double(number) }
            return Self.characters(in: refused).map(JSONValue.number) ?? .double(number)
        } catch {
            guard let text = Self.characters(in: error) else { throw error }
            return .number(text)
        }
    }

    /// The number quoted in a "not representable" error.
    private static func characters(in error: any Error) -> String? {
        let description = String(describing: error)
        guard description.contains("numberIsNotRepresentable"),
            let quote = description.firstIndex(of: "\""), let end = description.lastIndex(of: "\""), quote < end
        else { return nil }
        let text = description[description.index(after: quote)..<end]
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
        return isNumber ? String(text) : nil
    }
}

private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

/// What a member usually is. A wrong guess costs time, never correctness; a name not listed is usually a string.
private enum Shape {
    case string, int, double, bool, array, object

    init?(of value: JSONValue) {
        switch value {
        case .string: self = .string
        case .int: self = .int
        case .bool: self = .bool
        case .array: self = .array
        case .object: self = .object
        case .double: self = .double
        case .null, .number: return nil
        }
    }

    static let usual: [String: Shape] = {
        let objects = """
            value metadata profile text image video audio voice document sticker location reaction button \
            interactive button_reply list_reply nfm_reply order system edit revoke message unsupported context \
            referral identity name org pricing conversation origin error_data quality_score example paging cursors \
            language
            """
        let arrays = """
            entry changes contacts messages statuses errors user_actions phones emails addresses urls data \
            components buttons message_echoes history threads calls groups user_preferences parameters
            """
        let ints = "code time message_template_id date quantity duration"
        let bools = "billable forwarded frequently_forwarded animated acknowledged preview_url"
        var usual: [String: Shape] = [:]
        for (names, shape) in [(objects, Shape.object), (arrays, .array), (ints, .int), (bools, .bool)] {
            for name in names.split(separator: " ") { usual[String(name)] = shape }
        }
        return usual
    }()
}
