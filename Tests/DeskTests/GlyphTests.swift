import Inbox
import Screen
import Testing

@testable import Desk

/// A terminal without signs loses none of them.
@Suite struct GlyphTests {
    /// Letters of any language stay what they are; everything else is ASCII.
    static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII || scalar.properties.isAlphabetic || scalar.properties.isEmojiPresentation
                || scalar.properties.canonicalCombiningClass != .notReordered
        }
    }

    /// States with signs that customers wrote, that are written to them, or that a command printed.
    private static let foreign = ["wide-text", "hostile-text", "rtl-text", "message-details", "react", "pipe-output"]

    @Test(arguments: ScreenState.all.filter { !foreign.contains($0.name) })
    func everySignHasATwin(_ state: ScreenState) {
        var model = state.model(Size(columns: 80, rows: 24))
        model.settings.asciiOnly = true
        let odd = Set(view(model).cells.map(\.text).filter { !Self.isPlain($0) })
        #expect(odd.isEmpty, "\(odd.sorted())")
    }

    @Test func aTwinIsOneASCIICharacterWide() {
        for (sign, twin) in Glyphs.twins {
            #expect(twin.width == 1 && twin.text.utf8.count == 1, "\(sign)")
            #expect(SafeText(untrusted: sign).width == 1, "\(sign)")
        }
    }

    @Test func rolesAndCursorAreThoseOfTheSigns() {
        let model = ScreenState.ana(Size(columns: 120, rows: 40)).model
        var plain = model
        plain.settings.asciiOnly = true
        let (signs, twins) = (view(model), view(plain))
        #expect(signs.cells.map(\.roles) == twins.cells.map(\.roles))
        #expect(signs.cursor == twins.cursor)
    }
}
