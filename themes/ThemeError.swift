/// Why a theme cannot be used: what happened, in which file, at which line, and what would fit instead.
public struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The closed list of what goes wrong. Strings are the author's own words from the file.
    public enum Reason: Hashable, Sendable {
        /// No file of that name in the search paths and no shipped theme.
        case notFound(name: String, searched: [String], nearest: String?)
        /// The file exists and cannot be read (permission, over 1 MB, not UTF-8).
        case unreadable(String)
        /// Not TOML; the text is the parser's.
        case syntax(String)
        /// A value of the wrong kind, and what is expected there.
        case wrongType(key: String, expected: String)
        /// A key inside a role's table that means nothing.
        case unknownField(key: String, nearest: String?)
        /// A word that is neither a colour, nor in the palette, nor a role.
        case unknownColor(key: String, value: String, nearest: String?)
        case unknownAttribute(key: String, value: String, nearest: String?)
        /// A palette name that is also a role: a link to it could mean either.
        case ambiguousName(String)
        /// Links, palette names or `inherits` that lead back to where they began.
        case cycle([String])
        /// Palette names that lead from one to the next too often.
        case longChain([String])
    }

    /// The file as it was asked for, or `NAME.toml (shipped)`.
    public let file: String
    /// Counted from 1; nil when the trouble is the file itself.
    public let line: Int?
    /// What went wrong.
    public let reason: Reason

    /// - Parameter line: counted from 1.
    public init(file: String, line: Int?, reason: Reason) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    /// File, line and the sentence, as compilers print them.
    public var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return "\(place): \(reason.sentence)"
    }
}

extension ThemeError.Reason {
    var sentence: String {
        switch self {
        case .notFound(let name, let searched, let nearest):
            let places = searched.isEmpty ? "" : " Looked in \(searched.joined(separator: ", "))."
            let shipped = Theme.shipped.joined(separator: ", ")
            return "there is no theme “\(name)”.\(Self.suggestion(nearest))\(places) Shipped themes: \(shipped)."
        case .unreadable(let why): return "the theme cannot be read: \(why)."
        case .syntax(let why): return "this is not valid TOML: \(why)"
        case .wrongType(let key, let expected): return "“\(key)” must be \(expected)."
        case .unknownField(let key, let nearest):
            return "“\(key)” is not a field of a style.\(Self.suggestion(nearest)) Fields: "
                + ThemeFile.styleFields.joined(separator: ", ") + "."
        case .unknownColor(let key, let value, let nearest):
            return "“\(value)” (in “\(key)”) is not a colour, a palette name or a role.\(Self.suggestion(nearest))"
                + " Write #rrggbb, 0–255, default, a name like bright-blue, or a name from [palette]."
        case .unknownAttribute(let key, let value, let nearest):
            return "“\(value)” (in “\(key)”) is not an attribute.\(Self.suggestion(nearest)) Attributes: "
                + AttributeName.all.map(\.name).joined(separator: ", ") + "."
        case .ambiguousName(let name):
            return "the palette name “\(name)” is also a role, so a link to it could mean either; rename it."
        case .longChain(let chain):
            return "too many names one after another (\(chain.count)), from “\(chain.first ?? "")” to "
                + "“\(chain.last ?? "")”: give the first a colour of its own."
        case .cycle(let chain): return "this leads back to itself: \(chain.joined(separator: " → "))."
        }
    }

    private static func suggestion(_ nearest: String?) -> String { nearest.map { " Did you mean “\($0)”?" } ?? "" }
}

/// Something in a theme file that was passed over, because a theme for another version should still load.
public struct ThemeWarning: Hashable, Sendable, CustomStringConvertible {
    /// The file as it was asked for, or `NAME.toml (shipped)`.
    public let file: String
    /// Counted from 1; nil when the key stands nowhere.
    public let line: Int?
    /// The key that no role has.
    public let key: String
    /// The nearest role, if one is near.
    public let nearest: String?

    /// File, line and the sentence, as compilers print them.
    public var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        let meant = nearest.map { " Did you mean “\($0)”?" } ?? ""
        return "\(place): “\(key)” is not a role and is ignored.\(meant)"
    }
}
