import Engine
import Foundation
import Inbox
import Screen
import TestSupport
import Testing

@testable import Desk

/// The agent's own editor has the terminal for a while: what it leaves is the draft, and the terminal is as it was.
@Suite(.enabled(if: Tmux.program != nil, "tmux is missing: install it to test real drawing"), .timeLimit(.minutes(4)))
struct EditorTests {
    private static let start: Int64 = 1_795_515_605 - 9_000

    private func history(editor: String) async throws -> Oriel {
        let oriel = try Oriel()
        try oriel.writeConfig("editor = '\(editor)'\n")
        try oriel.spool(
            Webhooks.text("Meu pedido chega quando?", id: "wamid.1", at: Self.start), arrivedAt: Self.start + 1)
        _ = try await oriel.ingest()
        return oriel
    }

    @Test func theTerminalIsLentAndWhatWasWrittenIsTheDraft() async throws {
        let oriel = try await history(editor: "$HOME/edit.sh")
        // It shows what it was given, with colours and modes of its own, and adds the line that is typed.
        try oriel.write(
            """
            #!/bin/sh
            printf '\\033[2J\\033[H\\033[31mEDITING '; cat "$1"
            read -r line
            printf '%s\\n' "$line" >> "$1"
            printf '\\033[0m\\033[2J\\033[H'
            """, to: "edit.sh", mode: 0o700)
        let sitting = try await Sitting(oriel, columns: 100, rows: 30)
        try await sitting.expectSame("the start")
        try await sitting.press("<Enter>")
        try await sitting.press("Um momento")
        let keys = try KeyNotation.parse("<C-x><C-e>")
        try await sitting.tmux.type(keys)
        sitting.mirror.desk.press(keys)
        try await sitting.tmux.wait { $0.first == "EDITING Um momento" }
        try await sitting.tmux.type(line: "já vejo Ω")
        let token = try #require(sitting.mirror.desk.model.awaitedEdit)
        let key = try #require(sitting.mirror.desk.model.conversation?.row.key)
        let edit = OutsideEdit(thread: key, target: .draft, text: "Um momento")
        sitting.mirror.desk.apply(.edited(edit, .text("Um momento\njá vejo Ω\n"), token: token))
        try await sitting.expectSame("the editor")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: oriel.folder).allSatisfy { !$0.hasPrefix("oriel-edit") }
        )
        // Keys are keys again, and nothing that was typed for the editor is left over.
        try await sitting.press("!<C-a>")
        try await sitting.end()
        let next = try await oriel.run(
            "render", "--size", "100x30", "--keys", "<Enter>", "--store", oriel.store, "--now", Sitting.now, "--agent",
            Sitting.agent)
        #expect(next.output.contains("já vejo Ω!") || next.output.contains("!já vejo Ω"))
    }

    @Test func anEditorThatIsNotThereLeavesTheDraft() async throws {
        let oriel = try await history(editor: "no-such-editor -w")
        let sitting = try await Sitting(oriel, columns: 100, rows: 30)
        try await sitting.expectSame("the start")
        try await sitting.press("<Enter>")
        try await sitting.press("Um momento")
        try await sitting.tmux.type(try KeyNotation.parse("<C-x><C-e>"))
        try await sitting.tmux.wait { rows in
            rows.contains { $0.contains("no-such-editor cannot be started") }
                && rows.contains { $0.contains("Um momento") }
        }
        // What came in while it was away is on the screen.
        try oriel.spool(
            Webhooks.text("ainda aí?", id: "wamid.2", at: Self.start + 60), arrivedAt: Self.start + 61)
        try await sitting.tmux.wait { rows in rows.contains { $0.contains("ainda aí?") } }
        try await sitting.end()
    }
}
