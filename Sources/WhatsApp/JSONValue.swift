/// Any JSON value, kept whole. What the platform sends is decoded into this first and interpreted second, so that
/// fields and types it adds tomorrow survive (`whatsapp.md` §0.2).
public indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number without a fraction that fits 64 bits. `1.0` and `1e3` arrive here too.
    case int(Int64)
    case double(Double)
    /// A number that neither 64 bits nor a `Double` can hold without loss, as it was written.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

// MARK: Lenient reading

extension JSONValue {
    /// The characters of a string, or the digits of a number: the platform writes ids and timestamps either way.
    public var string: String? {
        switch self {
        case .string(let text): text.withoutNUL
        case .int(let number): String(number)
        case .double(let number): String(number)
        case .number(let text): text
        case .null, .bool, .array, .object: nil
        }
    }

    /// `string`, but `nil` when it is empty: some senders write `""` for "absent".
    public var text: String? {
        guard let string, !string.isEmpty else { return nil }
        return string
    }

    /// A whole number, also from a numeric string or a number with an empty fraction.
    public var int: Int64? {
        switch self {
        case .int(let number): number
        case .double(let number): Int64(exactly: number)
        case .string(let text): Int64(text)
        case .null, .bool, .number, .array, .object: nil
        }
    }

    /// A finite number, also from a numeric string.
    public var double: Double? {
        let value: Double? =
            switch self {
            case .int(let number): Double(number)
            case .double(let number): number
            case .number(let text), .string(let text): Double(text)
            case .null, .bool, .array, .object: nil
            }
        guard let value, value.isFinite else { return nil }
        return value
    }

    /// A truth value, also from the strings `true` and `false` and the numbers 0 and 1.
    public var bool: Bool? {
        switch self {
        case .bool(let value): value
        case .int(0), .string("false"): false
        case .int(1), .string("true"): true
        default: nil
        }
    }

    /// The elements of an array. A single object where a list belongs counts as a list of one; anything else is `nil`.
    public var list: [JSONValue]? {
        switch self {
        case .array(let elements): elements
        case .object: [self]
        case .null, .bool, .int, .double, .number, .string: nil
        }
    }

    /// The elements when this is an array.
    public var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The members when this is an object.
    public var object: JSONObject? {
        if case .object(let members) = self { members } else { nil }
    }

    /// Whether this is `null`.
    public var isNull: Bool { self == .null }

    /// The member of that name when this is an object that has one.
    public subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    /// The element at that position when this is an array that has one.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }
}

// MARK: Writing values in code

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .int(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(nilLiteral: ()) { self = .null }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements))
    }
}

extension String {
    /// A database ends a text at U+0000: what came behind it would be lost, and two ids might be one. The value itself keeps it.
    fileprivate var withoutNUL: String {
        guard utf8.contains(0) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    }
}
