/// Reads `multipart/form-data` as strictly as an upload needs.
enum MultipartReader {
    struct Part {
        var fileName: String?
        var contentType: String?
        var bytes: [UInt8]
        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// The parts by their names; nil when this is no such body.
    static func parts(_ body: [UInt8], contentType: String) -> [String: Part]? {
        guard contentType.lowercased().hasPrefix("multipart/form-data"),
            let boundary = parameter("boundary", in: contentType), !boundary.isEmpty
        else { return nil }
        let mark = Array("\r\n--\(boundary)".utf8)
        // The first boundary may stand at the very beginning.
        let whole = [0x0D, 0x0A] + body
        var starts: [Int] = []
        var place = 0
        while let found = first(mark, in: whole, from: place) {
            starts.append(found)
            place = found + mark.count
        }
        guard starts.count >= 2 else { return nil }
        var parts: [String: Part] = [:]
        for (start, end) in zip(starts, starts.dropFirst()) {
            let piece = Array(whole[(start + mark.count)..<end])
            guard let split = first(Array("\r\n\r\n".utf8), in: piece, from: 0) else { return nil }
            let head = String(decoding: piece[..<split], as: UTF8.self)
            let lines = head.split(whereSeparator: \.isNewline).map(String.init)
            guard let disposition = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
                let name = parameter("name", in: disposition)
            else { return nil }
            let type = lines.first { $0.lowercased().hasPrefix("content-type:") }
            parts[name] = Part(
                fileName: parameter("filename", in: disposition),
                contentType: type.map { String($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) },
                bytes: Array(piece[(split + 4)...]))
        }
        return parts
    }

    /// `name="value"` or `name=value`.
    private static func parameter(_ name: String, in header: String) -> String? {
        for piece in header.split(separator: ";").dropFirst() {
            let pair = piece.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].lowercased() == name else { continue }
            return pair[1].filter { $0 != "\"" && !$0.isNewline }
        }
        return nil
    }

    private static func first(_ wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= wanted.count, let head = wanted.first else { return nil }
        var place = start
        while place + wanted.count <= bytes.count {
            guard let next = bytes[place...].firstIndex(of: head), next + wanted.count <= bytes.count else {
                return nil
            }
            if bytes[next..<(next + wanted.count)].elementsEqual(wanted) { return next }
            place = next + 1
        }
        return nil
    }
}
