/// One header line of a spool file: a name and a value.
public struct HeaderField: Hashable, Sendable {
    /// The header that says when the webhook was received.
    public static let receivedAt = "Received-At"

    /// The name as written; compared without regard to case.
    public let name: String
    /// The value, without the blanks around it and without line ends.
    public let value: String

    /// A header line. Characters a name cannot have (RFC 9110 §5.6.2) become `-`, and control characters in the value
    /// become spaces, so that no value received from the internet can forge another line.
    public init(_ name: String, _ value: String) {
        let safeName = name.utf8.map { Self.isToken($0) ? $0 : UInt8(ascii: "-") }
        self.name = safeName.isEmpty ? "-" : String(decoding: safeName, as: UTF8.self)
        let safeValue = value.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 }
        self.value = String(decoding: safeValue.trimmingBlanks(), as: UTF8.self)
    }

    /// Reads one line without its line end; nil when it is not `Name: value`.
    init?(line: ArraySlice<UInt8>) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = line[..<colon]
        guard !name.isEmpty, name.allSatisfy(Self.isToken) else { return nil }
        self.name = String(decoding: name, as: UTF8.self)
        value = String(decoding: line[(colon + 1)...].trimmingBlanks(), as: UTF8.self)
    }

    /// Whether this line bears `name`, in any case.
    func isNamed(_ name: String) -> Bool {
        self.name.utf8.count == name.utf8.count
            && zip(self.name.utf8, name.utf8).allSatisfy { Self.lowerCase($0) == Self.lowerCase($1) }
    }

    private static func lowerCase(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }

    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
