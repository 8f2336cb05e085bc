/// MIME types as files and the platform use them.
public enum MediaType {
    /// Without parameters, in lower case: `audio/ogg; codecs=opus` is `audio/ogg`.
    public static func bare(_ type: String) -> String {
        String(type.prefix { $0 != ";" && $0 != " " }).lowercased()
    }

    /// Ogg with Opus inside, as its beginning or whoever named it told: what the platform shows as a voice note.
    public static func isVoiceNote(_ type: String) -> Bool {
        bare(type) == "audio/ogg" && type.lowercased().contains("opus")
    }

    /// The ending of a file of this type, without its dot; `bin` for one not known here. Never a word of a stranger's.
    public static func fileEnding(of type: String?) -> String {
        guard let type else { return "bin" }
        let bare = bare(type)
        return table.first { $0.type == bare }?.endings.first ?? "bin"
    }

    /// The type of a file by the ending of its name; nil when the ending says nothing.
    public static func of(fileNamed name: String) -> String? {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let ending = name[name.index(after: dot)...].lowercased()
        return table.first { $0.endings.contains(ending) }?.type
    }

    /// The type of a file by how it begins; nil when that says nothing. Of ZIP archives, which office documents are too,
    /// nothing is said.
    public static func of(fileBeginningWith head: [UInt8]) -> String? {
        func has(_ bytes: [UInt8], at offset: Int = 0) -> Bool {
            head.count >= offset + bytes.count && Array(head[offset..<(offset + bytes.count)]) == bytes
        }
        func has(_ text: String, at offset: Int = 0) -> Bool { has(Array(text.utf8), at: offset) }
        if has([0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        if has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
        if has("RIFF"), has("WEBP", at: 8) { return "image/webp" }
        if has("%PDF-") { return "application/pdf" }
        if has("OggS") {
            // The first page holds the head of its only stream, behind a table of one segment.
            return has("OpusHead", at: 28) ? "audio/ogg; codecs=opus" : "audio/ogg"
        }
        if has("#!AMR") { return "audio/amr" }
        if has("ID3") { return "audio/mpeg" }
        if has("ftyp", at: 4) { return FileBrand.type(of: head) }
        // What the platform does not take (`whatsapp.md` §5), whatever its name says.
        if has("GIF87a") || has("GIF89a") { return "image/gif" }
        if has("II*\0") || has("MM\0*") { return "image/tiff" }
        if has([0x1A, 0x45, 0xDF, 0xA3]) { return "video/x-matroska" }
        if has("RIFF"), has("AVI ", at: 8) { return "video/x-msvideo" }
        if has("RIFF"), has("WAVE", at: 8) { return "audio/wav" }
        if has("fLaC") { return "audio/flac" }
        return nil
    }

    /// Whether a WebP file moves, by how it begins: a sticker that stands still has a smaller limit.
    public static func isMovingSticker(_ head: [UInt8]) -> Bool {
        guard of(fileBeginningWith: head) == "image/webp", head.count > 20 else { return false }
        return Array(head[12..<16]) == Array("VP8X".utf8) && head[20] & 2 != 0
    }

    /// The first ending is the one given to files.
    private static let table: [(type: String, endings: [String])] = [
        ("image/jpeg", ["jpg", "jpeg"]), ("image/png", ["png"]), ("image/webp", ["webp"]), ("image/gif", ["gif"]),
        ("video/mp4", ["mp4"]), ("video/3gpp", ["3gp"]),
        ("audio/ogg", ["ogg", "oga", "opus"]), ("audio/mpeg", ["mp3"]), ("audio/mp4", ["m4a"]), ("audio/aac", ["aac"]),
        ("audio/amr", ["amr"]),
        ("text/plain", ["txt", "text", "log", "csv"]), ("application/pdf", ["pdf"]),
        ("application/msword", ["doc"]), ("application/vnd.ms-excel", ["xls"]),
        ("application/vnd.ms-powerpoint", ["ppt"]),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ["docx"]),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ["xlsx"]),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation", ["pptx"]),
        ("application/zip", ["zip"]),
    ]
}
