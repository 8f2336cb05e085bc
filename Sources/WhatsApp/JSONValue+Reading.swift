import FoundationEssentials

extension JSONValue {
    /// Arrays and objects may be nested this deep; deeper bodies are refused.
    public static let deepestNesting = 512

    /// Reads one JSON value from UTF-8 bytes (a byte order mark is skipped).
    ///
    /// Text damaged on its way is repaired, not refused: invalid UTF-8 and halves of surrogate pairs become U+FFFD,
    /// bare control characters are taken as meant. Lists under one name in one object are joined, so that nothing in them
    /// is lost; of other values under one name the later stays.
    /// - Throws: `JSONError` for anything that is not one JSON value.
    public init(bytes: some Collection<UInt8>) throws(JSONError) {
        let bytes = Array(bytes)
        do {
            self = try Self.decoded(bytes)
        } catch {
            self = try Self.repaired(bytes, failed: error)
        }
    }

    private static func decoded(_ bytes: [UInt8]) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(JSONRepeats.joined(bytes) ?? bytes))
    }

    /// Reads one JSON value from text.
    /// - Throws: `JSONError`, as `init(bytes:)` does.
    public init(text: String) throws(JSONError) { try self.init(bytes: Array(text.utf8)) }

    private static func repaired(_ bytes: [UInt8], failed: any Error) throws(JSONError) -> JSONValue {
        if bytes.allSatisfy({ " \n\r\t".utf8.contains($0) }) { throw .empty }
        let depth = JSONRepair.nesting(of: bytes)
        if depth > deepestNesting { throw .tooDeep(depth: depth) }
        let whole = JSONRepair.repairingStrings(JSONRepair.repairingUTF8(bytes))
        guard whole != bytes else { throw .malformed(reason: reason(of: failed)) }
        do {
            return try decoded(whole)
        } catch {
            throw .malformed(reason: reason(of: error))
        }
    }

    private static func reason(of error: any Error) -> String {
        guard case .dataCorrupted(let context)? = error as? DecodingError else { return "a value could not be read" }
        // Only the name of the decoder's error and its place: its other words may quote the body.
        let description = context.underlyingError.map { String(describing: $0) } ?? context.debugDescription
        let name = description.prefix { $0 != "(" && $0 != "\"" }
        guard let place = description.firstRange(of: "line: ") else { return String(name) }
        return "\(name) at \(description[place.lowerBound...].prefix { $0 != ")" })"
    }
}
