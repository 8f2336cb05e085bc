/// The one filter between text someone wrote and the screen: reads scalars, gives clusters, as they are asked for.
///
/// What is drawn has a width every terminal agrees on: one base character and at most four marks. What may never be
/// drawn (controls, bidirectional controls, invisible characters, private use, unassigned) becomes a visible
/// substitute; CR LF and the Unicode line and paragraph separators become line breaks. The rules are `terminal.md`
/// §8f–8g.
///
/// It costs what is read of it, so a megabyte of which fifty lines are shown costs fifty lines.
public struct ClusterReader: Sequence, IteratorProtocol, Sendable {
    /// What ncurses holds in a cell beside the base; it drops more without saying so.
    static let maximumMarks = 4
    /// Marks that are read with a base, far more than any script writes. What is stacked higher stands beside it as
    /// substitutes, so that a cell costs a few scalars whatever somebody sent.
    static let highestStack = 16

    let policy: TextPolicy
    private var scalars: String.UnicodeScalarView.Iterator
    /// The scalar not yet consumed.
    private(set) var ahead: Unicode.Scalar?
    /// Clusters already decided, last first: a flag or an emoji's name is several.
    private var queue: [Cluster] = []

    /// - Parameter text: anything at all; it is not changed, only drawn differently.
    init(_ text: String, policy: TextPolicy) {
        self.policy = policy
        scalars = text.unicodeScalars.makeIterator()
        ahead = scalars.next()
    }

    /// The next cluster made safe; nil at the end.
    public mutating func next() -> Cluster? {
        if let cluster = queue.popLast() { return cluster }
        guard let scalar = take() else { return nil }
        // Most text is ASCII followed by something that cannot join it.
        if scalar.value >= 0x20, scalar.value < 0x7F, (ahead?.value ?? 0) < 0x300 {
            return Cluster.ascii[Int(scalar.value)]
        }
        switch scalar.value {
        case 0x0A, 0x2028, 0x2029:
            return .newline
        case 0x0D:
            guard ahead == "\n" else { return .substitute(for: scalar) }
            _ = take()
            return .newline
        case 0x09:
            return .tab
        default:
            if scalar.isRegionalIndicator { return flag(first: scalar) }
            // By itself it would change the picture in the cell before it on terminals that join cells.
            if scalar.isSkinTone { return .substitute(for: scalar) }
            if scalar.isPictograph { return pictograph(scalar) }
            return plain(scalar)
        }
    }

    /// Consumes one scalar.
    mutating func take() -> Unicode.Scalar? {
        let scalar = ahead
        ahead = scalars.next()
        return scalar
    }

    /// Gives the first of several clusters and keeps the others for the next calls.
    mutating func give(_ clusters: some BidirectionalCollection<Cluster>) -> Cluster {
        queue.append(contentsOf: clusters.dropFirst().reversed())
        return clusters.first ?? .hiddenMark
    }

    /// A character that is no emoji, with the marks on it.
    private mutating func plain(_ scalar: Unicode.Scalar) -> Cluster {
        let scalarClass = ScalarClass(scalar)
        switch scalarClass {
        case .hidden, .jamo:
            return .substitute(for: scalar)
        case .mark:
            // A mark with nothing to sit on must not climb onto the cell before it.
            return marked(base: " ", first: scalar, width: 1, kind: .substitute)
        case .narrow, .wide, .ambiguous:
            let width = policy.width(of: scalarClass)
            guard let next = ahead, next.value >= 0x300 else {
                return Cluster(text: String(scalar), width: width, kind: scalar.isBlank ? .blank : .character)
            }
            return scalar.isKeycapBase ? keycap(scalar) : marked(base: scalar, first: nil, width: width)
        }
    }

    /// A base with what follows on it: up to four marks are kept, one selector or joiner disappears. More of those is
    /// not how text is written but how text is hidden, so the others get substitutes of their own.
    private mutating func marked(
        base: Unicode.Scalar, first: Unicode.Scalar?, width: UInt8, kind: Cluster.Kind = .character
    ) -> Cluster {
        var view = String.UnicodeScalarView()
        view.append(base)
        var marks = 0
        if let first {
            view.append(first)
            marks = 1
        }
        var droppedSelector = false
        var droppedJoiner = false
        while let next = ahead, next.value >= 0x300 {
            if next.isVariationSelector, !droppedSelector {
                droppedSelector = true
            } else if next.isJoiner, base.usesJoiners, !droppedJoiner {
                droppedJoiner = true
            } else if marks < Self.highestStack, next.sits(on: base) {
                if marks < Self.maximumMarks { view.append(next) }
                marks += 1
            } else {
                break
            }
            _ = take()
        }
        // A blank before a letter of any other script is a place to break, as it is before a Latin one.
        return Cluster(text: String(view), width: width, kind: marks == 0 && base.isBlank ? .blank : kind)
    }

    /// A digit, `#` or `*` that may be the base of a keycap: the key is drawn as its character.
    private mutating func keycap(_ base: Unicode.Scalar) -> Cluster {
        var sequence = String.UnicodeScalarView([base])
        if ahead == Unicode.Scalar.emojiSelector, let selector = take() { sequence.append(selector) }
        guard ahead == Unicode.Scalar.keycapMark, let mark = take() else {
            return marked(base: base, first: nil, width: 1)
        }
        sequence.append(mark)
        if policy.emoji == .full { return Cluster(text: String(sequence), width: 2) }
        return Cluster.ascii[Int(base.value)]
    }
}

extension Unicode.Scalar {
    /// U+FE0F, which asks for the coloured form.
    static let emojiSelector: Unicode.Scalar = "\u{FE0F}"
    /// U+20E3, which makes a keycap of a digit.
    static let keycapMark: Unicode.Scalar = "\u{20E3}"
    /// U+200D, which joins emoji into one.
    static let zeroWidthJoiner: Unicode.Scalar = "\u{200D}"

    /// The blanks that are drawn as they are: a space, and the ideographic one.
    fileprivate var isBlank: Bool { self == " " || self == "\u{3000}" }

    var isVariationSelector: Bool {
        (0xFE00...0xFE0F).contains(value) || (0xE0100...0xE01EF).contains(value)
    }

    /// The zero-width joiner and non-joiner.
    var isJoiner: Bool { value == 0x200C || value == 0x200D }

    var isKeycapBase: Bool { (0x30...0x39).contains(value) || value == 0x23 || value == 0x2A }

    /// Whether the script writes words with joiners (Arabic to Mongolian, and the presentation forms of Arabic):
    /// there they only shape letters, anywhere else they hide something.
    var usesJoiners: Bool { (0x600..<0x1A00).contains(value) || (0xFB50..<0xFF00).contains(value) }

    /// Whether this mark, or Hangul vowel or final, takes no column after the base.
    func sits(on base: Unicode.Scalar) -> Bool {
        switch ScalarClass(self) {
        case .mark: true
        case .jamo:
            (0x1100...0x115E).contains(base.value) || (0xA960...0xA97C).contains(base.value)
                || (0xAC00...0xD7A3).contains(base.value)
        case .hidden, .narrow, .wide, .ambiguous: false
        }
    }
}
