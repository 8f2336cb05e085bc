/// What a card's file says where the platform did not take it apart: the name and the numbers. Only the lines that hold
/// them are looked at (RFC 6350 §3.3); anything else in it is left in the payload.
struct VCard {
    /// The full name. Untrusted text.
    var name: String?
    /// In the order of the file.
    var phones: [String] = []

    /// More of either tells nobody anything.
    private static let longest = 20_000

    init(_ text: String) {
        for line in text.prefix(Self.longest).split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            // Parameters follow the name, and a group may stand before it: `item1.TEL;TYPE=CELL:+1 555`.
            let head = line[..<colon].prefix { $0 != ";" }
            let property = head.split(separator: ".").last.map { $0.uppercased() } ?? ""
            let value = Self.unescaped(line[line.index(after: colon)...])
            guard !value.allSatisfy(\.isWhitespace) else { continue }
            switch property {
            case "FN": name = name ?? value
            case "TEL" where phones.count < 20:
                phones.append(value.hasPrefix("tel:") ? String(value.dropFirst(4)) : value)
            default: continue
            }
        }
    }

    /// `\,` is a comma, `\n` a line break, which a name has no room for.
    private static func unescaped(_ value: Substring) -> String {
        var result = ""
        var isEscaped = false
        for character in value {
            if isEscaped {
                result.append(character == "n" || character == "N" ? " " : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return result
    }
}
