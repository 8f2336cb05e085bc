import Desk
import Engine
import Foundation
import Screen
import TestSupport
import Testing
import WhatsApp

/// What a terminal shows of the real program is the frame that it means, through whole sittings.
@Suite(.enabled(if: Tmux.program != nil, "tmux is missing: install it to test real drawing"), .timeLimit(.minutes(4)))
struct ConformanceTests {
    /// When the sittings begin.
    private static let start: Int64 = 1_795_515_605

    /// People who wrote some hours and a half ago: nothing on the screen counts seconds, and no hour is full soon.
    private func history() async throws -> Oriel {
        let oriel = try Oriel()
        let people: [(name: String, text: String)] = [
            ("Ana Lima", "Oi, meu pedido 4711 chega quando?"),
            ("山田 花子", "こんにちは、荷物はどこですか？ 漢字とかな"),
            ("Zoë 👩🏽‍🚀 Ünal", "👍🏽 ❤️ 🇧🇷 1️⃣ 👨‍👩‍👧 e\u{301}te\u{301} n\u{303}"),
            ("נועה לוי", "שלום, איפה החבילה שלי?"),
            ("Eve\u{1B}[31m\u{202E}lived", "\u{1B}]0;owned\u{7}one\rtwo\u{8}\u{8}\tthree\u{9B}2J\u{200B}end"),
            ("한서연", "안녕하세요 \u{1100}\u{1161} 배송은 언제 오나요?"),
            ("Dana Okafor", (1...30).map { "Line \($0) of a long message." }.joined(separator: "\n")),
            (
                "Marks",
                "Z\u{335}\u{327}\u{321}\u{301}\u{302}\u{303}a\u{308}lgo, हिन्दी में, ภาษาไทย, *bold* _slanted_ ~gone~ `code`"
            ),
        ]
        for (index, person) in people.enumerated() {
            let at = Self.start - 9_000 - Int64(index) * 3_600
            try oriel.spool(
                Webhooks.text(
                    person.text, id: "wamid.\(index)", from: "55119555501\(10 + index)", name: person.name, at: at),
                arrivedAt: at + 1)
        }
        _ = try await oriel.ingest()
        try await oriel.importTemplates()
        return oriel
    }

    @Test func keysPastesAndPagesShowWhatIsMeant() async throws {
        let sitting = try await Sitting(try await history(), columns: 100, rows: 30)
        try await sitting.expectSame("the start")
        // Through the list, every conversation once.
        for _ in 0..<8 { try await sitting.press("j") }
        try await sitting.press("gjj<Enter>")
        // Wide, combining and joined characters, and corrections in the middle of them.
        try await sitting.press("Olá 漢字 👍 e\u{301}! 한글")
        try await sitting.press("<Left><Left><BS><BS>x<Home>→<End>")
        try await sitting.press("<C-j>zweite Zeile<Up>")
        try await sitting.paste(" drei\nvier 漢\u{1B}[31m rot\u{7}\nfünf\t👩🏽‍🚀\n")
        try await sitting.press("<C-w><C-_>")
        // What opens over the page, and what is under it afterwards.
        for keys in ["<F1>", "<C-t>", "<C-g>ana", "<C-x>y", "<C-x>w", "<C-f>pedido"] {
            try await sitting.press(keys)
            try await sitting.press("<Esc>")
        }
        // Another theme: the same words in other looks.
        try await sitting.press("<C-x>y")
        try await sitting.press("jj")
        try await sitting.press("<Enter>")
        // A burst that is longer than what a terminal takes at once.
        try await sitting.press("<C-u>" + String(repeating: "漢a ", count: 120))
        try await sitting.press("<C-u><Esc>")
        try await sitting.end()
    }

    @Test func sizesAndStopsShowWhatIsMeant() async throws {
        let sitting = try await Sitting(try await history(), columns: 100, rows: 30)
        try await sitting.expectSame("the start")
        try await sitting.press("jj<Enter>Olá 漢字 👍")
        for (columns, rows) in [(140, 45), (101, 31), (60, 20), (40, 10), (39, 10), (20, 5), (40, 10), (100, 30)] {
            try await sitting.resize(columns, rows)
        }
        // A window dragged by its corner.
        for step in 1...8 { try await sitting.tmux.resize(columns: 100 + step * 3, rows: 30 - step) }
        try await sitting.resize(100, 30)
        // Stopped, the shell has its page back; another size meanwhile, and all is there again.
        try await sitting.tmux.type("C-z")
        try await sitting.tmux.wait {
            $0.contains { $0.contains("Stopped") } && $0.last { !$0.isEmpty } == Sitting.prompt
        }
        try await sitting.expectShell()
        try await sitting.tmux.resize(columns: 90, rows: 25)
        try await sitting.shell("fg")
        sitting.mirror.desk.apply(.resized(Size(columns: 90, rows: 25)))
        try await sitting.expectSame("fg")
        // Stopped from outside it cannot give the page back, but what the shell draws there is gone afterwards.
        kill(try #require(try await sitting.tmux.program()), SIGSTOP)
        try await sitting.tmux.wait { $0.contains { $0.contains("Stopped") } }
        try await sitting.shell("echo drawn over; fg")
        try await sitting.expectSame("fg after SIGSTOP")
        // A customer writes while it is open.
        let body = Webhooks.text(
            "Ainda aí? 漢字 👍🏽", id: "wamid.new", from: "5511955550112", name: "Zoë 👩🏽‍🚀 Ünal", at: Self.start)
        try sitting.oriel.spool(body, arrivedAt: Self.start)
        try sitting.mirror.hears(body, arrivedAt: Self.start)
        try await sitting.expectSame("a webhook")
        try await sitting.press("<Esc>")
        try await sitting.end()
    }
}
