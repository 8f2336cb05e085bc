/// One drawable unit of safe text: a base character with at most four marks on it, or a layout character.
///
/// There is no way to make one from a string but the filter (`ClusterReader`).
public struct Cluster: Hashable, Sendable, ExpressibleByStringLiteral {
    /// What is written to the terminal; `"\n"` and `"\t"` are the only controls it can be and stand for layout.
    public let text: String
    /// Columns it takes on a row, 1 or 2. A line break or tab drawn on a row is one blank.
    public let width: UInt8
    /// What it is to layout: kept beside the text, so that no drawing compares strings.
    let kind: Kind

    enum Kind: UInt8, Sendable {
        case character, blank, newline, tab, substitute
    }

    init(text: String, width: UInt8, kind: Kind = .character) {
        self.text = text
        self.width = width
        self.kind = kind
    }

    /// Whether it stands for something hidden that someone sent; drawn with role `unsafe`.
    public var isSubstitute: Bool { kind == .substitute }

    /// Whether it is a blank of any kind that a line may be broken after.
    public var isBlank: Bool { kind == .blank || isLayout }

    /// Whether it is a line break or a tab, which are one blank when put on a row.
    var isLayout: Bool { kind == .newline || kind == .tab }

    /// The first cluster of a literal after the filter; a blank when the literal is empty.
    public init(stringLiteral value: StaticString) {
        var reader = ClusterReader(value.description, policy: .standard)
        self = reader.next() ?? .space
    }

    /// A blank of one column.
    public static let space = Cluster(text: " ", width: 1, kind: .blank)
    /// A line break: layout for `TextWrap`, one blank when put on a row.
    public static let newline = Cluster(text: "\n", width: 1, kind: .newline)
    /// A tab: layout for `TextWrap`, one blank when put on a row.
    public static let tab = Cluster(text: "\t", width: 1, kind: .tab)
    /// Stands for what cannot be drawn and has no picture of its own.
    public static let hiddenMark = Cluster(text: "▯", width: 1, kind: .substitute)

    /// Clusters of the printable ASCII characters at their own values, so that plain text builds no strings.
    static let ascii: [Cluster] = (UInt8(0)..<0x7F).map { value in
        switch value {
        case 0..<0x20: .hiddenMark
        case 0x20: .space
        default: Cluster(text: String(Unicode.Scalar(value)), width: 1)
        }
    }

    /// The visible mark for a scalar that is never drawn: the control pictures for controls, one box for the rest.
    static func substitute(for scalar: Unicode.Scalar) -> Cluster {
        let picture: UInt32? =
            switch scalar.value {
            case 0..<0x20: 0x2400 + scalar.value
            case 0x7F: 0x2421
            default: nil
            }
        guard let picture, let drawn = Unicode.Scalar(picture) else { return .hiddenMark }
        return Cluster(text: String(drawn), width: 1, kind: .substitute)
    }
}
