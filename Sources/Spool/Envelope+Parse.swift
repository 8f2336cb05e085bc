extension Envelope {
    /// The longest block of header lines read, in bytes.
    static let maximumHeaderLength = 65_536

    /// Reads the bytes of one spool file.
    ///
    /// A byte order mark at the front belongs to the file and is left out. When the first byte after white space is
    /// `{`, all bytes are the body. Otherwise header lines are expected, ended by LF or CRLF, then a blank line; what
    /// follows is the body, byte for byte. Whether the body is JSON is for the caller to judge.
    ///
    /// - Throws: an ``EnvelopeDefect`` that says why the bytes are no envelope.
    public static func parse(name: SpoolName, bytes: [UInt8]) throws(EnvelopeDefect) -> Envelope {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard let first = content.first(where: { !$0.isBlank }) else { throw .empty }
        if first == UInt8(ascii: "{") {
            return Envelope(name: name, body: content.count == bytes.count ? bytes : Array(content))
        }
        let (headers, body) = try splitHeaders(content)
        return Envelope(name: name, body: body, headers: headers)
    }

    private static func splitHeaders(
        _ content: ArraySlice<UInt8>
    ) throws(EnvelopeDefect) -> (headers: [HeaderField], body: [UInt8]) {
        var headers: [HeaderField] = []
        var rest = content.prefix(maximumHeaderLength)
        while let lineEnd = rest.firstIndex(of: 0x0A) {
            var line = rest[..<lineEnd]
            if line.last == 0x0D { line = line.dropLast() }
            rest = rest[(lineEnd + 1)...]
            if line.isEmpty, !headers.isEmpty {
                let body = Array(content[(lineEnd + 1)...])
                guard body.contains(where: { !$0.isBlank }) else { throw .noBody }
                return (headers, body)
            }
            guard let header = HeaderField(line: line) else { throw .notHeaderLine(line: headers.count + 1) }
            headers.append(header)
        }
        // The last line has no end: cut short, unless it could never have become a header line.
        if !rest.isEmpty, HeaderField(line: rest) == nil, headers.isEmpty { throw .notHeaderLine(line: 1) }
        throw .unendedHeaders
    }
}
