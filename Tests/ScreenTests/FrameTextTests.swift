import Testing

@testable import Screen

struct FrameTextTests {
    private func sample() -> Frame {
        var frame = Frame(size: Size(columns: 12, rows: 3))
        frame.put("Ana Souza", at: Position(column: 0, row: 0), roles: [.listRow, .listUnread])
        frame.put(SafeText(untrusted: "👍 oi\u{1B}"), at: Position(column: 1, row: 1), roles: [.msgIn])
        frame.addRole(.listRowSelected, in: Rect(column: 0, row: 0, columns: 3, rows: 1))
        frame.cursor = Position(column: 5, row: 2)
        frame.cursorShape = .bar
        return frame
    }

    @Test func theSnapshotForm() {
        let expected = """
            # size 12x3  cursor r2 c5 bar  focus compose  clock 2026-11-22T09:41:07.000Z
            -- text
            |Ana Souza   |
            | 👍 oi␛     |
            |            |
            -- roles
            |aaabbbbbb...|
            |.cccccd.....|
            |............|
            -- legend
            a = list.row+list.unread+list.row.selected
            b = list.row+list.unread
            c = msg.in
            d = msg.in+unsafe
            -- notes
            wide r1 c1-2 👍 U+1F44D
            subst r1 c6 "␛" (ESC)

            """
        #expect(FrameText.print(sample(), focus: "compose", clock: "2026-11-22T09:41:07.000Z") == expected)
    }

    @Test func withoutACursor() {
        let text = FrameText.print(Frame(size: Size(columns: 1, rows: 1)), focus: "list", clock: "-")
        #expect(
            text == "# size 1x1  cursor none  focus list  clock -\n-- text\n| |\n-- roles\n|.|\n-- legend\n-- notes\n")
    }

    @Test func bareRowsAreAsWideAsTheFrame() {
        #expect(FrameText.bare(sample()) == "Ana Souza   \n 👍 oi␛     \n            \n")
    }

    @Test func everyCombinationHasItsOwnLetterOnAnyRealScreen() {
        var frame = Frame(size: Size(columns: 110, rows: 1))
        let roles = Role.allCases
        for column in 0..<110 {
            let layers = Roles(roles[column % 50], roles[50 + column / 50])
            frame.fill(Rect(column: column, row: 0, columns: 1, rows: 1), roles: layers)
        }
        let text = FrameText.print(frame, focus: "list", clock: "-")
        let plane = text.split(separator: "\n")[4]
        #expect(Set(plane.dropFirst().dropLast()).count == 110)
        #expect(!plane.contains("?"))
    }

    @Test func notesTellWhatIsKnownOfSubstitutes() {
        var frame = Frame(size: Size(columns: 8, rows: 1))
        frame.put(SafeText(untrusted: "\u{7F}\u{202E}\n\u{301}"), at: Position(column: 0, row: 0), roles: [])
        let text = FrameText.print(frame, focus: "list", clock: "-")
        #expect(
            text.hasSuffix(
                "subst r0 c0 \"␡\" (DEL)\nsubst r0 c1 \"▯\" (hidden)\nsubst r0 c3 \" \u{301}\" (mark without a base)\n")
        )
    }
}
