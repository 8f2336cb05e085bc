/// What one of the platform's "phone" fields holds. Since usernames (2026) any of them may carry a business-scoped
/// user id (BSUID) instead of a number (`whatsapp.md` §2.2).
public enum Address: Hashable, Sendable {
    /// A number as digits, without `+` and without punctuation.
    case waID(String)
    /// A business-scoped user id such as `US.48210593377120456`, prefix included.
    case bsuid(String)
    /// A parent BSUID, `CC.ENT.…`, given only to managed businesses with several portfolios.
    case parentBSUID(String)
    /// Neither: a group id, or something the platform has not documented.
    case opaque(String)

    /// `nil` for empty text. Never fails otherwise.
    public init?(_ text: String) {
        let trimmed = Self.trimmed(text)
        if trimmed.isEmpty { return nil }
        if let address = Self.scopedID(trimmed) {
            self = address
        } else if let digits = Self.digits(trimmed) {
            self = .waID(digits)
        } else {
            self = .opaque(trimmed)
        }
    }

    /// The text as it is sent to the platform.
    public var text: String {
        switch self {
        case .waID(let text), .bsuid(let text), .parentBSUID(let text), .opaque(let text): text
        }
    }

    /// `^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$`
    private static func scopedID(_ text: String) -> Address? {
        let country = text.utf8.prefix { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
        var id = text.utf8.dropFirst(country.count)
        guard country.count == 2, id.starts(with: ".".utf8) else { return nil }
        id = id.dropFirst()
        let isParent = id.starts(with: "ENT.".utf8)
        if isParent { id = id.dropFirst(4) }
        guard 1...128 ~= id.count, id.allSatisfy(isAlphanumeric) else { return nil }
        return isParent ? .parentBSUID(text) : .bsuid(text)
    }

    /// The digits of a written number, or `nil` when anything but digits and the usual punctuation is there.
    private static func digits(_ text: String) -> String? {
        var digits = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9": digits.unicodeScalars.append(scalar)
            case "+", " ", "-", "(", ")", ".", "\u{A0}": continue
            default: return nil
            }
        }
        return digits.isEmpty ? nil : digits
    }

    private static func trimmed(_ text: String) -> String {
        guard text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
        let front = text.drop(while: \.isWhitespace)
        return String(front.reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
