import Inbox
import Screen
import Testing

@testable import Desk

/// What a form shows when there is little room: never less than what an agent needs to send the right thing.
@Suite struct FormRoomTests {
    static func session(_ name: String, _ size: Size) -> Session? {
        ScreenState.forms.first { $0.name == name }?.build(size)
    }

    /// Under "what they will read", over the draft: their last words, the value, the preview, the draft.
    @Test(arguments: ["form-forced", "form-valid"], [Size(columns: 60, rows: 20), Size(columns: 40, rows: 15)])
    func aSmallScreenHidesNothingThatIsNeeded(_ name: String, _ size: Size) throws {
        let session = try #require(Self.session(name, size))
        let lines = session.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        func row(_ text: String) -> Int? { lines.firstIndex { $0.contains(text) } }
        let words = try #require(row("Cadê meu pedido"), "their last words")
        let shut = try #require(row("SHUT"))
        let preview = try #require(row("Olá, Ana! Sobre"), "the preview")
        let draft = try #require(row("your draft is kept"), "the draft")
        #expect(lines[min(draft + 1, lines.count - 1)].contains("Oi Ana") || lines[draft].contains("Oi Ana"))
        #expect(words < shut && shut < preview && preview < draft)
        let cursor = try #require(session.frame.cursor)
        #expect(cursor.row > shut && cursor.row < preview, "the value being filled")
    }

    @Test func anEventDoesNotHideTheirWordsBehindThePicker() {
        var session = ScreenState.ana(Size(columns: 40, rows: 15))
        session.press("<C-t>")
        #expect(session.text.contains("Cadê meu pedido"))
    }

    @Test(arguments: 2...40) func roomIsSharedWithoutRemainder(_ rows: Int) throws {
        let session = try #require(Self.session("form-forced", Size(columns: 60, rows: 20)))
        let form = try #require(session.form)
        let lines = FormLines(session.model, state: form, columns: 60)
        let room = FormRoom(lines, rows: rows)
        let used = room.head + room.values + room.preview + (room.hasPreviewRule ? 1 : 0) + room.draft + 1
        #expect(used == min(rows, lines.rows))
        #expect(room.values >= 1)
        #expect(rows < 3 || room.preview >= 1)
        #expect(rows < 5 || room.draft >= 1)
        for here in lines.values.indices {
            let (first, heights) = room.heights(lines, here: here)
            #expect(heights.reduce(0, +) == room.values)
            #expect((first..<first + heights.count).contains(here), "the value being filled is on screen")
        }
    }

    // MARK: Slots

    /// The words of a draft rank templates; the numbers on screen do not change with them.
    @Test func numbersOnScreenStay() {
        var session = ScreenState.ana(Size(columns: 80, rows: 24)) { $0.shelf.uses = [:] }
        session.press("pesquisa sobre a sua compra")
        session.wait(.minutes(5))
        session.press("<Esc>")
        let shown = session.model.slots
        #expect(session.text.contains("1 \(shown[1]?.name ?? "?")"))
        session.press("<C-c>")
        #expect(session.draft.isEmpty, "the draft that ranked them is gone")
        #expect(session.model.slots == shown)
        var shelf = session.inbox.shelf
        shelf.uses = [Cast.resume.key: 900]
        session.send(.templatesLoaded(shelf))
        #expect(session.model.slots == shown, "nor with templates that come in")
        session.press("1")
        #expect(session.form?.template.key.name == shown[1]?.name)
    }

    @Test func numbersThatWereNotOnScreenAreTheBestOfNow() {
        var session = ScreenState.ana(Size(columns: 80, rows: 24)) { $0.shelf.uses = [:] }
        session.press("<C-t>")
        var shelf = session.inbox.shelf
        shelf.templates = [Cast.resume]
        session.send(.templatesLoaded(shelf))
        let shown = session.model.slots[1]
        session.press("<Esc><C-t>")
        #expect(session.model.slots[1]?.name == Cast.resume.key.name)
        #expect(session.model.slots[1] != shown)
    }
}
