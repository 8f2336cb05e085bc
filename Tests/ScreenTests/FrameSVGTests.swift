import Testing

@testable import Screen

struct FrameSVGTests {
    private let palette = Palette(
        depth: .truecolor,
        styles: [
            .title: Style(attributes: [.bold]),
            .msgIn: Style(foreground: .rgb(0xAA, 0xBB, 0xCC)),
            .msgNote: Style(attributes: [.italic, .dim]),
            .msgLink: Style(attributes: [.underline]),
            .stateFailed: Style(attributes: [.strike]),
            .listRowSelected: Style(attributes: [.reverse]),
            .gaugeLeft: Style(foreground: .rgb(1, 2, 3)),
            .unsafe: Style(background: .indexed(196)),
        ])

    private func picture(_ text: SafeText, _ roles: Roles, columns: Int = 12) -> String {
        var frame = Frame(size: Size(columns: columns, rows: 1))
        frame.put(text, at: Position(column: 0, row: 0), roles: roles)
        return FrameSVG.print(frame, palette: palette)
    }

    @Test func thePageIsAsLargeAsTheScreen() {
        let text = FrameSVG.print(Frame(size: Size(columns: 80, rows: 24)), palette: palette)
        #expect(
            text.hasPrefix(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"748\" height=\"460\" viewBox=\"0 0 748 460\""))
        #expect(text.hasSuffix("</svg>\n"))
        #expect(text.contains("<rect width=\"748\" height=\"460\" rx=\"8\" fill=\"#15181e\"/>"))
    }

    @Test func everyWordStandsAtItsColumn() {
        let text = picture("ab  cd 日x", [])
        #expect(text.contains("<text x=\"0\" y=\"14\">ab</text>"))
        #expect(text.contains("<text x=\"36\" y=\"14\">cd</text>"))
        #expect(text.contains("<text x=\"63\" y=\"14\">日</text>"))
        #expect(text.contains("<text x=\"81\" y=\"14\">x</text>"))
    }

    @Test(arguments: [
        (Role.title, "font-weight=\"bold\">word"), (.msgIn, "fill=\"#aabbcc\">word"),
        (.msgNote, "font-style=\"italic\" fill-opacity=\"0.6\">word"),
        (.msgLink, "<rect x=\"0\" y=\"16\" width=\"36\" height=\"1\" fill=\"#d5d8de\"/>"),
        (.stateFailed, "<rect x=\"0\" y=\"9\" width=\"36\" height=\"1\" fill=\"#d5d8de\"/>"),
        (.listRowSelected, "<rect x=\"0\" y=\"0\" width=\"36\" height=\"18\" fill=\"#d5d8de\"/>"),
        (.listRowSelected, "fill=\"#15181e\">word"), (.unsafe, "height=\"18\" fill=\"#ff0000\"/>"),
    ])
    func stylesAreHonoured(_ role: Role, _ part: String) {
        #expect(picture("word", Roles(role)).contains(part))
    }

    @Test func linesAreShapesAndJoin() {
        let text = picture("━━━", [.gaugeLeft])
        #expect(text.contains("<rect x=\"0\" y=\"8\" width=\"27\" height=\"3\" fill=\"#010203\"/>"))
        #expect(!text.contains("━"))
        #expect(picture("a│", []).contains("<rect x=\"13\" y=\"0\" width=\"1\" height=\"18\""))
    }

    @Test func markupIsEscaped() {
        var frame = Frame(size: Size(columns: 20, rows: 1))
        frame.title = "<&>"
        frame.put(SafeText(untrusted: "<b>&\"'</b>"), at: Position(column: 0, row: 0), roles: [])
        let text = FrameSVG.print(frame, palette: palette)
        #expect(text.contains(">&lt;b&gt;&amp;&quot;'&lt;/b&gt;</text>"))
        #expect(text.contains("<title>&lt;&amp;&gt;</title>"))
    }

    @Test(arguments: [
        (Frame.CursorShape.bar, "<rect x=\"18\" y=\"18\" width=\"2\" height=\"18\""),
        (.underline, "<rect x=\"18\" y=\"34\" width=\"9\" height=\"2\""),
        (.block, "<rect x=\"18\" y=\"18\" width=\"9\" height=\"18\" fill-opacity=\"0.5\""),
    ])
    func theCursorIsDrawn(_ shape: Frame.CursorShape, _ part: String) {
        var frame = Frame(size: Size(columns: 4, rows: 2))
        frame.cursor = Position(column: 2, row: 1)
        frame.cursorShape = shape
        #expect(FrameSVG.print(frame, palette: palette).contains(part))
        frame.cursor = Position(column: 9, row: 9)
        #expect(!FrameSVG.print(frame, palette: palette).contains(part))
    }

    @Test func aPaletteWithItsOwnPageWins() {
        let light = Palette(
            depth: .truecolor,
            styles: [.default: Style(foreground: .rgb(0, 0, 0), background: .rgb(255, 255, 255))])
        let text = FrameSVG.print(Frame(size: Size(columns: 1, rows: 1)), palette: light)
        #expect(text.contains("rx=\"8\" fill=\"#ffffff\"/>"))
        #expect(
            FrameSVG.print(Frame(size: Size(columns: 1, rows: 1)), palette: palette, page: .light).contains("#fdfcfa"))
    }

    @Test(arguments: 0..<40)
    func anythingMakesWellFormedMarkup(_ seed: Int) {
        var generator = HostileText(seed: UInt64(seed))
        var frame = Frame(size: Size(columns: 30, rows: 4))
        for row in 0..<4 {
            let text = SafeText(untrusted: generator.text(scalars: 30) + "<&>\"")
            frame.put(text, at: Position(column: 0, row: row), roles: [.msgLink])
        }
        let text = FrameSVG.print(frame, palette: palette)
        for scalar in text.unicodeScalars where scalar != "\n" {
            #expect(!scalar.isForbiddenInCells)
        }
        for line in text.split(separator: "\n") {
            #expect(line.hasPrefix("<") && line.hasSuffix(">"))
            let scalars = line.unicodeScalars
            #expect(scalars.filter { $0 == "<" }.count == scalars.filter { $0 == ">" }.count)
        }
    }
}
