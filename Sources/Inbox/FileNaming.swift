import WhatsApp

/// Names for files on this machine, made so that no stranger chooses where they go.
public enum FileNaming {
    /// Bytes of a name at most; file systems allow 255.
    static let longest = 120

    /// A name to offer for saving a file: the sender's, reduced to one harmless component, or one made of the kind. Never
    /// a path: without slashes, without a leading dot or dash, without control and format characters, and ending as its type
    /// does.
    ///
    /// - Parameters:
    ///   - told: what the sender called it; untrusted.
    ///   - kind: what to call it otherwise.
    ///   - mimeType: decides the ending; the sender's is kept when it means the same type.
    public static func harmless(_ told: String?, kind: MediaAttachment.Kind, mimeType: String?) -> String {
        let last = (told ?? "").split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        var stem = String.UnicodeScalarView()
        for scalar in last.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: continue
            default: stem.append(Self.special.contains(scalar) ? "_" : scalar)
            }
        }
        var name = String(stem)
        while let first = name.first, first == "." || first == "-" || first.isWhitespace { name.removeFirst() }
        while let last = name.last, last == "." || last.isWhitespace { name.removeLast() }
        let type = mimeType.map(MediaType.bare)
        let isKnown = type.map { $0 == MediaType.of(fileNamed: name) } ?? (MediaType.of(fileNamed: name) != nil)
        if name.isEmpty { name = kind.rawValue }
        if isKnown { return shortened(name) }
        let ending = MediaType.fileEnding(of: type)
        return ending == "bin" && name.contains(".") ? shortened(name) : shortened(name + "." + ending)
    }

    /// What a shell or another system would read as something else.
    private static let special = Set("\"'`$&|;<>*?:{}[]()!#~^%".unicodeScalars)

    /// The ending stays.
    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > longest else { return name }
        let dot = name.lastIndex(of: ".")
        let ending = dot.map { String(name[$0...]) }.flatMap { $0.utf8.count <= 16 ? $0 : nil } ?? ""
        var stem = String(name.dropLast(ending.count))
        while stem.utf8.count + ending.utf8.count > longest { stem.removeLast() }
        return stem + ending
    }
}
