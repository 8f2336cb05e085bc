import Inbox
import Screen
import Testing

@testable import Desk

/// Random keys over random inboxes: nothing crashes, and every frame keeps its promises.
@Suite struct PropertyTests {
    /// SplitMix64: the same numbers everywhere.
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    static let texts = [
        "oi", "Cadê meu pedido?", "", " ", "a\nb\nc", "你好，我的订单在哪里？", "👩‍👩‍👧‍👦👍🏽🇧🇷1️⃣", "\u{1B}[2J\u{202E}x",
        "e\u{301}\u{302}\u{303}\u{304}\u{305}",
        "متى يصل طلبي", String(repeating: "palavra ", count: 300), String(repeating: "x", count: 500),
        "\u{200D}\u{FE0F}", "{{1}} {0}", "\t\t\r\r\n",
    ]

    static func inbox(_ dice: inout Dice) -> FakeInbox {
        var inbox = FakeInbox(rows: Int.random(in: 0..<3, using: &dice) == 0 ? [] : Cast.rows)
        for id in Int64(100)..<Int64.random(in: 100...160, using: &dice) {
            let text = texts.randomElement(using: &dice) ?? ""
            var row = Cast.row(
                id, Bool.random(using: &dice) ? texts.randomElement(using: &dice) : nil,
                evidence: evidence(&dice),
                waits: Bool.random(using: &dice) ? Cast.ago(Int64.random(in: 0...90, using: &dice)) : nil,
                unread: Int.random(in: 0...3, using: &dice), failed: Int.random(in: 0...9, using: &dice) == 0 ? 1 : 0,
                says: Cast.text(text))
            if Int.random(in: 0...5, using: &dice) == 0 { row.address = nil }
            if Int.random(in: 0...5, using: &dice) == 0 { row.assignee = texts.randomElement(using: &dice) }
            row.hasWritten = Bool.random(using: &dice)
            inbox.rows[row.key] = row
            inbox.messages[row.key] = (0..<Int64.random(in: 0...80, using: &dice)).map {
                message(id * 1_000 + $0, &dice)
            }
            if Bool.random(using: &dice) { inbox.drafts[row.key] = texts.randomElement(using: &dice) }
            if Int.random(in: 0...4, using: &dice) == 0 { inbox.held[row.key] = texts.randomElement(using: &dice) }
        }
        switch Int.random(in: 0..<4, using: &dice) {
        case 0: inbox.shelf = TemplateShelf()
        case 1:
            inbox.shelf.templates += (0..<200).map {
                Cast.template("modelo_\($0)", texts.randomElement(using: &dice) ?? "x {{1}}")
            }
        default: break
        }
        if Bool.random(using: &dice) {
            inbox.status.trouble = .network(Obstacle(.unforeseen, texts.randomElement(using: &dice) ?? ""))
        }
        return inbox
    }

    static func evidence(_ dice: inout Dice) -> WindowEvidence {
        var evidence = WindowEvidence()
        let seconds = Int64.random(in: -200_000...200_000, using: &dice)
        switch Int.random(in: 0..<6, using: &dice) {
        case 0: break
        case 1: evidence.undatedTrigger = Cast.now - .seconds(seconds)
        case 2: evidence.reaction = Cast.now - .seconds(abs(seconds))
        case 3:
            evidence.trigger = Cast.now - .seconds(abs(seconds) / 4)
            evidence.refusedAt = Cast.now - .seconds(10)
        default: evidence.trigger = Cast.now - .hours(24) + .seconds(seconds / 20)
        }
        if Bool.random(using: &dice) { evidence.listeningSince = Cast.now - .hours(23) }
        return evidence
    }

    static func message(_ id: Int64, _ dice: inout Dice) -> Message {
        let directions: [Direction] = [.inbound, .outbound, .note, .event]
        let direction = directions.randomElement(using: &dice) ?? .inbound
        let at = Cast.ago(Int64.random(in: 0...200, using: &dice))
        var delivery: Delivery?
        if direction == .outbound {
            delivery = Cast.delivered(DeliveryStage.allCases.randomElement(using: &dice) ?? .sent, at: at)
            if Int.random(in: 0...4, using: &dice) == 0 {
                delivery = Cast.failed(131_026, texts.randomElement(using: &dice) ?? "", at: at)
            }
        }
        let quote = Message.Quote(wamid: "q", text: texts.randomElement(using: &dice), direction: nil)
        return Cast.message(
            id, direction, Bool.random(using: &dice) ? texts.randomElement(using: &dice) : nil, at: at,
            type: Bool.random(using: &dice) ? "text" : texts.randomElement(using: &dice) ?? "", delivery: delivery,
            by: texts.randomElement(using: &dice), quote: Int.random(in: 0...5, using: &dice) == 0 ? quote : nil,
            placeholder: Bool.random(using: &dice), due: Bool.random(using: &dice) ? Cast.now + .seconds(3) : nil)
    }

    static func key(_ dice: inout Dice) -> KeyStroke {
        if Int.random(in: 0...3, using: &dice) > 0,
            let stroke = KeyMap.standard.bindings.randomElement(using: &dice)?.chord.randomElement(using: &dice)
        {
            return stroke
        }
        return KeyStroke("aé你1 /👍\u{301}".randomElement(using: &dice) ?? "a")
    }

    static let sizes: [Size] = [
        Size(columns: 1, rows: 1), Size(columns: 39, rows: 9), Size(columns: 40, rows: 10), Size(columns: 41, rows: 11),
        Size(columns: 79, rows: 24), Size(columns: 80, rows: 10), Size(columns: 80, rows: 24),
        Size(columns: 109, rows: 13),
        Size(columns: 110, rows: 30), Size(columns: 200, rows: 60), Size(columns: 200, rows: 10),
        Size(columns: 40, rows: 60),
    ]

    @Test(arguments: sizes.indices) func nothingCrashesAndEveryFrameHolds(seed: Int) {
        var dice = Dice(state: UInt64(seed) &* 0x1234_5678_9ABC_DEF1)
        let size = Self.sizes[seed % Self.sizes.count]
        var settings = Settings(agent: Cast.agent)
        settings.asciiOnly = seed % 5 == 0
        settings.enterSends = seed % 7 != 0
        settings.textPolicy = TextPolicy(emoji: [.safe, .full, .text][seed % 3], ambiguousWidth: 1 + seed % 2)
        var session = Session(size: size, inbox: Self.inbox(&dice), settings: settings)
        for _ in 0..<80 {
            switch Int.random(in: 0..<12, using: &dice) {
            case 0: session.send(.pasted(Self.texts.randomElement(using: &dice) ?? ""))
            case 1: session.wait(Span(milliseconds: Int64.random(in: 0...400_000, using: &dice)))
            case 2:
                if let key = session.inbox.rows.keys.sorted(by: { $0.person < $1.person }).randomElement(using: &dice) {
                    session.receive(Self.texts.randomElement(using: &dice) ?? "", from: key)
                }
            case 3:
                let other = Self.sizes.randomElement(using: &dice) ?? size
                session.send(.resized(Bool.random(using: &dice) ? size : other))
            default: session.send(.key(Self.key(&dice)))
            }
            check(session.model)
            #expect(session.model.nextTick.map { $0 > session.model.now } ?? true)
        }
    }

    /// A third of the sizes for each state, another third for the next one.
    @Test(arguments: ScreenState.all.indices) func everyStateDrawsAtManySizes(_ index: Int) {
        let state = ScreenState.all[index]
        var model = state.model(Size(columns: 80, rows: 24))
        for (i, columns) in [1, 39, 40, 41, 47, 60, 79, 80, 109, 110, 200].enumerated() {
            for (j, rows) in [1, 9, 10, 11, 15, 60].enumerated() where (i + j + index) % 3 == 0 {
                model.size = Size(columns: columns, rows: rows)
                check(model)
            }
        }
    }

    func check(_ model: Model) {
        let frame = view(model)
        #expect(frame.size == model.size)
        #expect(Self.defect(of: frame) == nil)
        if let cursor = frame.cursor { #expect(Rect(frame.size).contains(cursor)) }
        #expect(!frame.title.string.unicodeScalars.contains { Self.isForbidden($0) })
    }

    /// The first cell that breaks a promise.
    static func defect(of frame: Frame) -> String? {
        for row in 0..<frame.size.rows {
            var owesHalf = false
            for (column, cell) in frame.row(row).enumerated() {
                if (cell.width == 0) != owesHalf { return "half a wide cell at \(column),\(row)" }
                owesHalf = cell.width == 2
                if cell.text.utf8.count != 1 || cell.text.utf8.first ?? 0 < 0x20,
                    cell.text.unicodeScalars.contains(where: isForbidden)
                {
                    return "a forbidden character at \(column),\(row)"
                }
            }
            if owesHalf { return "a wide cell in the last column of row \(row)" }
        }
        return nil
    }

    @Test func theCheckFindsWhatItLooksFor() {
        #expect(Self.defect(of: Frame(size: Size(columns: 3, rows: 1))) == nil)
        #expect(Self.isForbidden("\u{1B}") && Self.isForbidden("\u{202E}") && !Self.isForbidden("é"))
    }

    @Test(arguments: ScreenState.all) func sameModelSameFrame(_ state: ScreenState) {
        let size = Size(columns: 80, rows: 24)
        let model = state.model(size)
        #expect(view(model) == view(model))
        #expect(state.build(size).model == model)
    }

    static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFB,
            0xE0000...0xE007F:
            true
        default: false
        }
    }
}
