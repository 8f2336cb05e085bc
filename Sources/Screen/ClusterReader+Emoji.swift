/// Emoji sequences: no two terminals of different age agree on their width, so one scalar of certain width stands for
/// each (`terminal.md` §8f).
extension ClusterReader {
    /// More parts than any real sequence has; what follows is read as if it stood alone.
    private static let maximumSequence = 10
    /// Letters of a subdivision flag's code, as in `gbeng`.
    private static let subdivisionLetters = 3...6

    /// Two regional indicators are a flag, drawn as the country's letters in brackets.
    mutating func flag(first: Unicode.Scalar) -> Cluster {
        guard let second = ahead, second.isRegionalIndicator else {
            return give(Self.bracketed([first.regionalLetter]))
        }
        _ = take()
        if policy.emoji == .full {
            return Cluster(text: String(String.UnicodeScalarView([first, second])), width: 2)
        }
        return give(Self.bracketed([first.regionalLetter, second.regionalLetter]))
    }

    /// A picture with whatever is joined to it.
    mutating func pictograph(_ base: Unicode.Scalar) -> Cluster {
        if base.value == 0x1F3F4, let tag = ahead, tag.isTag { return subdivisionFlag(base) }
        let (sequence, asksForColour) = sequence(from: base)
        let scalarClass = ScalarClass(base)
        // Newer than the table: two columns would be a guess.
        guard scalarClass != .hidden else { return .substitute(for: base) }
        let isEmoji = asksForColour || scalarClass == .wide
        switch policy.emoji {
        case .full where isEmoji && sequence.allSatisfy(\.isKnownInSequence):
            return Cluster(text: String(sequence), width: 2)
        case .text where isEmoji:
            return give(EmojiName.of(base).map { Cluster.ascii[Int($0)] })
        case .full, .safe, .text:
            return Cluster(text: Self.drawn(sequence), width: policy.width(of: scalarClass))
        }
    }

    /// Consumes a sequence: base, selector, skin tone, then joined parts. A joiner without a part is dropped.
    private mutating func sequence(from base: Unicode.Scalar) -> (String.UnicodeScalarView, asksForColour: Bool) {
        var sequence = String.UnicodeScalarView([base])
        var asksForColour = false
        for part in 0..<Self.maximumSequence {
            if let selector = ahead, selector.isVariationSelector {
                if part == 0 { asksForColour = selector == .emojiSelector }
                sequence.append(selector)
                _ = take()
            }
            if let tone = ahead, tone.isSkinTone {
                if part == 0 { asksForColour = true }
                sequence.append(tone)
                _ = take()
            }
            var marks = 0
            while part == 0, marks < Self.highestStack, let mark = ahead, mark.sits(on: base) {
                if marks < Self.maximumMarks { sequence.append(mark) }
                marks += 1
                _ = take()
            }
            guard ahead == .zeroWidthJoiner else { break }
            _ = take()
            guard let joined = ahead, joined.isPictograph else { break }
            sequence.append(.zeroWidthJoiner)
            sequence.append(joined)
            _ = take()
        }
        return (sequence, asksForColour)
    }

    /// A black flag with a code in tags: `[GBENG]`. Tags that are no such code are hidden text and shown as such.
    private mutating func subdivisionFlag(_ base: Unicode.Scalar) -> Cluster {
        var letters: [Unicode.Scalar] = []
        var consumed = 0
        var isClosed = false
        while let tag = ahead, tag.isTag, consumed <= Self.subdivisionLetters.upperBound {
            _ = take()
            consumed += 1
            if tag.value == 0xE007F {
                isClosed = true
                break
            }
            if let letter = tag.tagLetter { letters.append(letter) }
        }
        if isClosed, letters.count == consumed - 1, Self.subdivisionLetters.contains(letters.count) {
            return give(Self.bracketed(letters))
        }
        let flag = Cluster(text: String(base), width: policy.width(of: ScalarClass(base)))
        return give([flag] + Array(repeating: .hiddenMark, count: consumed))
    }

    /// The base of a sequence with its combining marks, without selectors, tones and joined parts.
    private static func drawn(_ sequence: String.UnicodeScalarView) -> String {
        var view = String.UnicodeScalarView()
        for scalar in sequence {
            if scalar == .zeroWidthJoiner { break }
            if scalar.isVariationSelector || scalar.isSkinTone && !view.isEmpty { continue }
            view.append(scalar)
        }
        return String(view)
    }

    private static func bracketed(_ letters: [Unicode.Scalar]) -> [Cluster] {
        (["["] + letters + ["]"]).map { Cluster.ascii[Int($0.value)] }
    }
}

extension Unicode.Scalar {
    /// One of the twenty-six letters that make flags in pairs.
    var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }

    /// The capital letter of a regional indicator.
    var regionalLetter: Unicode.Scalar { Unicode.Scalar(UInt8(0x41 + (value - 0x1F1E6) % 26)) }

    var isSkinTone: Bool { (0x1F3FB...0x1F3FF).contains(value) }

    /// An invisible copy of ASCII; used by three flags, and to hide text.
    var isTag: Bool { (0xE0020...0xE007F).contains(value) }

    /// The capital letter or digit a tag copies, if it copies one.
    var tagLetter: Unicode.Scalar? {
        switch value {
        case 0xE0061...0xE007A: Unicode.Scalar(UInt8(value - 0xE0020))
        case 0xE0030...0xE0039: Unicode.Scalar(UInt8(value - 0xE0000))
        default: nil
        }
    }

    /// Whether the scalar can begin or continue an emoji sequence: the blocks where Unicode puts pictures, assigned
    /// or not yet. Letters and digits that only become emoji by a selector are not here; they stay letters.
    var isPictograph: Bool {
        switch value {
        case 0x2190...0x2BFF, 0x3030, 0x303D, 0x1F000...0x1F0FF, 0x1F300...0x1FAFF: true
        default: false
        }
    }

    /// Whether a part of a sequence is in the table, so that the whole is not newer than it.
    var isKnownInSequence: Bool {
        self == .zeroWidthJoiner || isVariationSelector || ScalarClass(self) != .hidden
    }
}
