import Screen
import Testing

@Suite struct FrameMovieTests {
    private static let palette = Palette(depth: .truecolor, styles: [:])

    private static func frame(_ rows: String...) -> Frame {
        var frame = Frame(size: Size(columns: 8, rows: rows.count))
        for (row, text) in rows.enumerated() {
            frame.put(SafeText(untrusted: text), at: Position(column: 0, row: row), roles: [])
        }
        return frame
    }

    @Test func rowsAreDrawnOnceAndShownAtTheirTimes() {
        var movie = FrameMovie(palette: Self.palette)
        movie.add(Self.frame("same", "one"), milliseconds: 500)
        movie.add(Self.frame("same", "two"), milliseconds: 250)
        movie.add(Self.frame("same", "one"), milliseconds: 1_250)
        let text = movie.text
        #expect(text.hasPrefix("<svg ") && text.hasSuffix("</svg>\n"))
        for word in ["same", "one", "two"] {
            #expect(text.ranges(of: ">\(word)<").count == 1, "\(word)")
        }
        #expect(text.contains("begin=\"0s;t.end\" dur=\"2s\""))
        // What stands in the first frame is there for viewers that do not move; it steps aside for what comes.
        #expect(text.contains("<set attributeName=\"visibility\" to=\"hidden\" begin=\"t.begin+0.5s\" dur=\"0.25s\"/>"))
        #expect(
            text.contains(
                "<g visibility=\"hidden\"><set attributeName=\"visibility\" to=\"visible\" begin=\"t.begin+0.5s\""
                    + " dur=\"0.25s\"/>"))
        #expect(text.ranges(of: "<set ").count == 2)
    }

    @Test func nothingGivesNothing() { #expect(FrameMovie(palette: Self.palette).text.isEmpty) }
}
