import Screen

extension RGB {
    /// The colour in a terminal's answer to `OSC 10` or `OSC 11`: `rgb:R/G/B` or `rgba:R/G/B/A` with one to four hex
    /// digits a part, or `#` with three equal parts. Nil for anything else, which is most of what can come.
    init?(terminalReply text: String) {
        let parts: [Substring]
        if text.hasPrefix("rgb:") || text.hasPrefix("rgba:") {
            let wanted = text.hasPrefix("rgb:") ? 3 : 4
            parts = text.drop { $0 != ":" }.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == wanted else { return nil }
        } else if text.hasPrefix("#"), text.utf8.count <= 13, text.utf8.count % 3 == 1 {
            let digits = Array(text.dropFirst())
            let length = digits.count / 3
            guard length > 0 else { return nil }
            parts = (0..<3).map { Substring(String(digits[$0 * length..<($0 + 1) * length])) }
        } else {
            return nil
        }
        let channels = parts.prefix(3).compactMap(Self.channel)
        guard channels.count == 3 else { return nil }
        self.init(red: channels[0], green: channels[1], blue: channels[2])
    }

    /// One part, scaled: `f`, `ff` and `ffff` are all the brightest.
    private static func channel(_ digits: Substring) -> UInt8? {
        guard 1...4 ~= digits.utf8.count, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }),
            let value = Int(digits, radix: 16)
        else { return nil }
        let most = (1 << (4 * digits.utf8.count)) - 1
        return UInt8(value * 255 / most)
    }
}
