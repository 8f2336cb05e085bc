extension FileNaming {
    /// A path and nothing else: absolute, of the home directory, or an address of a file, as terminals write what is
    /// dropped on them; in quotes, or with its blanks behind backslashes.
    public static func path(aloneIn text: String) -> String? {
        var text = trimmed(text)
        guard !text.isEmpty, !text.contains(where: \.isNewline), text.utf8.count <= 4_096 else { return nil }
        if let quote = text.first, quote == "'" || quote == "\"", text.count > 1, text.last == quote {
            text = String(text.dropFirst().dropLast())
        } else if text.contains("\\ ") {
            text = text.split(separator: "\\ ", omittingEmptySubsequences: false).joined(separator: " ")
        }
        if text.hasPrefix("file://") {
            let rest = text.dropFirst(7)
            guard rest.hasPrefix("/"), let path = percentDecoded(String(rest)) else { return nil }
            return path
        }
        return text.hasPrefix("/") && text.count > 1 || text.hasPrefix("~/") ? text : nil
    }

    /// Nil for what is no UTF-8 then.
    private static func percentDecoded(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == UInt8(ascii: "%"), let value = UInt8(String(Substring(rest.prefix(2))), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func trimmed(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}
