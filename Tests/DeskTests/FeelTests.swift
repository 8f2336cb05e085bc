import Inbox
import Screen
import Testing

@testable import Desk

/// The tour, what follows a prefix key, formatting in the box, and screens without lines and without ticking.
@Suite struct FeelTests {
    static let sizes = [Size(columns: 40, rows: 10), Size(columns: 60, rows: 20), Size(columns: 120, rows: 40)]

    // MARK: Tour

    @Test(arguments: sizes) func theTourIsFiveCardsAndNeverComesBackByItself(size: Size) throws {
        var settings = Settings(agent: Cast.agent)
        settings.showsTour = true
        var session = Session(unstarted: size, settings: settings)
        let wanted = session.model.start()
        #expect(wanted.filter { $0 == .rememberTour }.count == 1)
        session.perform(wanted)
        var titles: [String] = []
        for key in ["x", "<Enter>", "<C-t>", "<Down>", "<Space>"] {
            guard case .tour(let card) = session.model.modes.last else { return #expect(Bool(false), "no card") }
            titles.append(session.model.words(card.phrases.title).string)
            #expect(session.text.contains(titles.last ?? "?") && session.text.contains("\(titles.count) of 5"))
            // Not a word is cut.
            let last = session.model.tourText(card).string.split(separator: " ").last.map(String.init)
            #expect(session.text.contains(try #require(last)), "\(card) at \(size)")
            session.press(key)
        }
        #expect(Set(titles).count == 5 && session.model.modes.isEmpty && session.model.focus == .list)
        #expect(session.model.list.selected == Session(size: size).model.list.selected, "the keys did nothing else")
    }

    @Test func escEndsTheTourAndThePaletteOpensIt() {
        var session = Session()
        session.press("<M-x>tour<Enter>")
        #expect(session.model.scope == .tour)
        session.press("x<Esc>")
        #expect(session.model.modes.isEmpty)
        session.press("<C-x>H")
        #expect(session.model.scope == .tour && session.text.contains("F1 shows every key") == false)
        #expect(Session().model.modes.isEmpty, "it does not come by itself")
    }

    // MARK: What follows

    @Test(arguments: sizes) func everythingThatCanFollowAPrefixIsShown(size: Size) {
        var session = Session(size: size)
        session.press("<Enter><C-x>")
        let wanted = Set(session.model.hints)
        var shown: Set<Hint> = []
        for _ in 0..<session.model.chordPanel.pages {
            shown.formUnion(session.model.chordPanel.hints)
            #expect(session.model.chord.count == 1 && session.notice.isEmpty)
            session.press("<Tab>")
        }
        #expect(shown == wanted)
        if session.model.chordPanel.pages > 1 {
            #expect(session.text.contains("Tab for more (1/"))
            session.press("<Esc><C-x>")
            #expect(session.model.chordPanel.page == 0)
        } else {
            #expect(session.model.chord.isEmpty && !session.notice.isEmpty, "Tab turns no page: nothing is bound there")
        }
    }

    // MARK: Formatting in the box

    private static func composing(_ text: String) -> Session {
        var session = ScreenState.ana(Size(columns: 80, rows: 24))
        session.send(.pasted(text))
        return session
    }

    /// The columns of the box's first row with a role, and what the row says.
    private static func look(_ session: Session, _ role: Role) -> (text: String, columns: [Int]) {
        let frame = session.frame
        let parts = session.model.paneParts(in: session.model.layout.pane)
        let columns = parts.box.column..<parts.box.column + parts.box.columns
        let row = parts.box.row
        let text = columns.map { frame[$0, row].text }.joined()
        return (text, columns.filter { frame[$0, row].roles.contains(role) }.map { $0 - parts.box.column })
    }

    @Test(arguments: [
        ("oi *tudo* bem", Role.msgBold, Array(4...7)), ("_a_ b", .msgItalic, [1]), ("x ~no~", .msgStrike, [3, 4]),
        ("a `c d` e", .msgCode, Array(2...6)), ("*meio", .msgBold, []), ("2*3*4", .msgBold, []),
        ("*_ab_*", .msgItalic, [2, 3]), ("é *日本* x", .msgBold, Array(3...6)),
    ])
    func stylesShowAndMarksStay(text: String, role: Role, columns: [Int]) {
        let session = Self.composing(text)
        let look = Self.look(session, role)
        #expect(look.columns == columns)
        #expect(look.text.hasPrefix(text) || text.contains("日"), "the marks are still there: \(look.text)")
    }

    @Test(arguments: ["oi *tudo* _bem_ ~x~ ```a``` 日本 👍🏽 *b*", "*a* \u{301}_b_", "> *q*\u{200D}*"])
    func theCursorIsWhereItWouldBeWithoutStyles(text: String) {
        var session = Self.composing(text)
        for _ in 0..<text.count + 1 {
            let editor = session.model.conversation?.composer ?? TextEditor()
            let box = session.model.paneParts(in: session.model.layout.pane).box
            let rows = Model.rows(of: editor, columns: box.columns, policy: TextPolicy())
            let place = TextWrap.position(of: Model.clusterIndex(of: editor, policy: TextPolicy()), in: rows)
            #expect(session.frame.cursor == Position(column: box.column + place.column, row: box.row + place.row))
            session.press("<Left>")
        }
    }

    // MARK: Lines and ticking

    @Test(arguments: [(Borders.none, false), (.none, true), (.ascii, false), (.line, true)])
    func withoutLinesNoSignOfOneIsDrawn(borders: Borders, isASCII: Bool) {
        var settings = Settings(agent: Cast.agent, asciiOnly: isASCII)
        settings.borders = borders
        var session = Session(size: Size(columns: 120, rows: 40), settings: settings)
        for keys in ["", "<Enter>", "<C-t>", "<Esc>", "<F1>"] {
            session.press(keys)
            #expect(!session.text.contains { "│─━".contains($0) })
            if borders == .none { #expect(!session.text.contains("----") && !session.text.contains("====")) }
        }
    }

    @Test func reducedMotionChangesByTheMinute() {
        var settings = Settings(agent: Cast.agent)
        settings.reducesMotion = true
        var session = Session(
            unstarted: Size(columns: 120, rows: 40), inbox: FakeInbox(rows: [Cast.ana]), settings: settings)
        session.start(opening: Cast.key(1))
        #expect(!session.model.isTicking && !session.text.contains("04:31") && session.text.contains("4m"))
        let left = session.model.nextTick.map { $0 - session.model.now } ?? .zero
        #expect(left >= .seconds(20), "\(left)")
        let before = session.frame
        session.wait(.seconds(20))
        #expect(session.frame == before)
        session.press("oi<Enter>")
        #expect(session.text.contains("leaves at 09:41:"))
        session.wait(.minutes(4))
        #expect(session.text.contains("<1m"))
        session.wait(.seconds(12))
        #expect(session.model.conversation?.row.window(at: session.model.now).isOpen == false)
    }
}
