import Foundation
import Glibc
import Inbox
import Screen
import Testing

@testable import Desk

/// Letters without end on one line, marks without end on one letter, in every place where a stranger's words
/// are drawn: drawing costs what is on the screen.
@Suite struct EndlessTextTests {
    static let units = ["x", "\u{301}"]

    @Test func theCheckFindsWhatItLooksFor() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            guard let guarded = GuardedText("x"), guarded.setLocked(true) else { return }
            exit(guarded.text.utf8.count { $0 == 0x78 } > 0 ? 1 : 2)
        }
    }

    @Test func aFrameReadsNoMoreThanAScreen() async throws {
        let log = Self.log(of: getpid())
        defer { unlink(log) }
        await #expect(processExitsWith: .success) {
            // The last line says what was being drawn when the process ended.
            guard let log = fopen(EndlessTextTests.log(of: getppid()), "w") else { exit(2) }
            for unit in EndlessTextTests.units {
                guard let guarded = GuardedText(unit) else { exit(3) }
                for (name, model) in EndlessTextTests.models(guarded.text, isASCII: unit.utf8.allSatisfy { $0 < 0x80 })
                {
                    guard fputs("\(name) of \(unit.unicodeScalars.map(\.value))\n", log) >= 0, fflush(log) == 0 else {
                        exit(2)
                    }
                    guard guarded.setLocked(true) else { exit(4) }
                    let frame = view(model)
                    guard guarded.setLocked(false), frame.size == model.size else { exit(5) }
                }
            }
        }
        let drawn = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
        #expect(drawn.count >= Self.units.count * 14, "it ended with \(drawn.last ?? "nothing drawn")")
    }

    /// Where the process of a test writes what it does.
    private static func log(of parent: pid_t) -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("oriel-endless-\(parent)").path
    }

    // MARK: What is drawn

    private static let size = Size(columns: 80, rows: 24)

    /// Words of the platform and of our own are compared, and to compare marks without end is to read them all: those are
    /// endless in ASCII only.
    private static func models(_ text: String, isASCII: Bool) -> [(String, Model)] {
        conversations(text, word: isASCII ? text : "tipo") + (isASCII ? templates(text) : []) + others(text)
    }

    private static func conversations(_ text: String, word: String) -> [(String, Model)] {
        var row = Cast.ana
        row.name = text
        row.preview = .init(direction: .inbound, type: word, text: text)
        row.preview?.sender = text
        row.assignee = word
        var nameless = row
        nameless.name = nil
        nameless.username = text
        nameless.preview = .init(direction: .outbound, type: "template", text: text, author: text, template: text)
        var quote = Message.Quote(wamid: "q", text: text, direction: .inbound)
        quote.sender = text
        var told = Cast.message(3, .inbound, nil, at: Cast.ago(0, 30), type: "contacts")
        told.sender = text
        told.details = [
            MessageDetail(.cardName, text), MessageDetail(.edited, text),
            MessageDetail(.reaction, text, columns: [text]),
            MessageDetail(.orderItem, text, columns: [text, text, text]), MessageDetail(.link, text),
            MessageDetail(.threadTaken, word), MessageDetail(.group, word), MessageDetail(.groupName, text),
        ]
        let messages = [
            Cast.message(1, .inbound, text, at: Cast.ago(1), quote: quote),
            Cast.message(2, .inbound, text, at: Cast.ago(0, 50), type: word, placeholder: true),
            told,
            Cast.message(
                4, .outbound, text, at: Cast.ago(0, 20), delivery: Cast.failed(nil, word, at: Cast.ago(0, 20)),
                by: text),
            Cast.message(
                5, .outbound, text, at: Cast.ago(0, 20),
                delivery: Cast.failed(131_026, text, at: Cast.ago(0, 20), details: text), by: text, template: text),
            Cast.message(6, .note, text, at: Cast.ago(0, 10), by: text),
            Cast.message(7, .event, text, at: Cast.ago(0, 9), type: "event"),
        ]
        var models: [(String, Model)] = []
        for index in messages.indices {
            let session = ScreenState.thread(size, row, messages: Array(messages[...index]))
            models.append(("message \(index + 1)", session.model))
        }
        for address in [Address.phone(text), .bsuid(text), .group(text)] {
            nameless.address = address
            models.append(("an address and a username", ScreenState.thread(size, nameless, messages: []).model))
            nameless.username = nil
        }
        return models
    }

    private static func templates(_ text: String) -> [(String, Model)] {
        func shelf(_ status: String, _ body: String) -> TemplateShelf {
            var template = Cast.template(
                text, body, category: text, language: text, status: status, reason: text, header: .text(text),
                footer: text, buttons: [.init(kind: "URL", text: text, target: text)])
            template.header = status == text ? .media(kind: text) : template.header
            return TemplateShelf(templates: [template], syncedAt: Cast.now)
        }
        var models: [(String, Model)] = []
        for (name, status, body) in [
            ("a template", "APPROVED", text), ("a refused template", "REJECTED", text), ("a status", text, text),
        ] {
            var session = ScreenState.ana(size) { $0.shelf = shelf(status, body) }
            models.append((name + "'s slot", session.model))
            session.press("<C-t>")
            models.append((name, session.model))
        }
        let field = FormState(
            thread: Cast.key(1), template: shelf("APPROVED", text).templates[0],
            fields: [
                ParameterKey(.body, "1"), ParameterKey(.button(0), "1"), ParameterKey(.header, "1"),
            ].map { FormField(key: $0, editor: TextEditor("4471"), source: .typed) })
        var session = ScreenState.ana(size)
        session.model.modes = [.form(field)]
        return models + [("a form", session.model)]
    }

    private static func others(_ text: String) -> [(String, Model)] {
        var payload = ScreenState.ana(size) { $0.payloads[MessageKey(106)] = text }
        payload.press("<S-Tab><Up><Up>v")
        var search = ScreenState.ana(size)
        search.press("<C-f>pedido")
        if case .search(var state) = search.model.modes.last {
            let hit = SearchHit(
                key: MessageKey(1), thread: Cast.key(1), direction: .inbound, text: text, matches: [0..<1],
                timestamp: Cast.now, person: text, name: text)
            let shown = Excerpt.stretch(of: hit.text, matches: hit.matches, length: Model.longestHit)
            state.hits = [hit]
            (state.hits[0].text, state.hits[0].matches) = (shown.text, shown.matches)
            search.model.modes = [.search(state)]
        }
        var switcher = ScreenState.ana(size)
        switcher.press("<C-g>a")
        var held = ScreenState.thread(size, Cast.rows[14], messages: [], held: text)
        held.model.focus = .compose
        var trouble = ScreenState.ana(size)
        trouble.model.status.trouble = .network(Obstacle(.unforeseen, text))
        trouble.model.status.channelName = text
        return [
            ("a payload", payload.model), ("a hit", search.model), ("the switcher", switcher.model),
            ("a held text", held.model), ("a trouble", trouble.model),
        ]
    }
}
