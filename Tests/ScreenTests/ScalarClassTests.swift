import Testing

@testable import Screen

struct ScalarClassTests {
    @Test(
        arguments: [
            ("a", ScalarClass.narrow), (" ", .narrow), ("~", .narrow), ("\u{7F}", .hidden), ("\u{80}", .hidden),
            ("\u{9F}", .hidden), ("\u{A0}", .narrow), ("\u{AD}", .hidden), ("é", .ambiguous), ("ñ", .narrow),
            ("\u{301}", .mark), ("\u{34F}", .hidden), ("\u{61C}", .hidden), ("ب", .narrow), ("\u{600}", .narrow),
            ("ก", .narrow), ("\u{E31}", .mark), ("\u{1100}", .wide), ("\u{1161}", .jamo), ("\u{1160}", .hidden),
            ("\u{200B}", .hidden), ("\u{202E}", .hidden), ("\u{2066}", .hidden), ("…", .ambiguous), ("─", .ambiguous),
            ("●", .ambiguous), ("▯", .narrow), ("✓", .narrow), ("❤", .narrow), ("⌚", .wide), ("⭐", .wide),
            ("\u{3000}", .wide), ("あ", .wide), ("漢", .wide), ("가", .wide), ("Ａ", .wide), ("ｱ", .narrow),
            ("\u{E000}", .hidden), ("\u{FEFF}", .hidden), ("\u{FFF9}", .hidden), ("\u{FFFF}", .hidden), ("👍", .wide),
            ("\u{1F3FB}", .wide), ("\u{20000}", .wide), ("\u{E0041}", .hidden), ("\u{10FFFF}", .hidden),
            // Of no certain width: East Asian Width and C libraries differ.
            ("\u{4DC0}", .hidden), ("\u{3248}", .hidden),
            // Unicode 15 and later: newer than the pinned table.
            ("\u{1FAE8}", .hidden), ("\u{1F6DC}", .hidden),
        ] as [(Unicode.Scalar, ScalarClass)])
    func knownSamples(_ scalar: Unicode.Scalar, _ expected: ScalarClass) {
        #expect(ScalarClass(scalar) == expected)
    }

    @Test func theVersionIsPinned() {
        #expect(ScalarClass.unicodeVersion == "14.0.0")
    }

    @Test func changesAscendAndBeginAtZero() {
        #expect(ScalarClass.changes.first.map { $0 >> 3 } == 0)
        #expect(zip(ScalarClass.changes, ScalarClass.changes.dropFirst()).allSatisfy { $0 >> 3 < $1 >> 3 })
        #expect(ScalarClass.changes.allSatisfy { ScalarClass(rawValue: UInt8($0 & 7)) != nil })
    }

    @Test func nothingForbiddenIsDrawable() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), scalar.isForbiddenInCells else { continue }
            if scalar.isRegionalIndicator { continue }
            #expect(ScalarClass(scalar) == .hidden, "U+\(String(value, radix: 16))")
        }
    }

    @Test func marksOfSubstitutionAreNarrowEverywhere() {
        for value in UInt32(0x2400)...0x2421 {
            #expect(Unicode.Scalar(value).map(ScalarClass.init) == .narrow)
        }
        #expect(ScalarClass("▯") == .narrow)
    }
}
