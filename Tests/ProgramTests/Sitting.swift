import Desk
import Engine
import Foundation
import Inbox
import Screen
import TestSupport
import Testing

/// The real program in a shell in tmux, and its ``Mirror`` beside it.
final class Sitting {
    static let now = "2026-11-24T10:20:05Z"
    static let agent = "bia"
    static let prompt = "ready>"

    let oriel: Oriel
    let tmux: Tmux
    let mirror: Mirror

    /// Starts the program; the store and its history must be there.
    init(_ oriel: Oriel, columns: Int, rows: Int) async throws {
        self.oriel = oriel
        tmux = try await Self.shell(home: oriel.folder, columns: columns, rows: rows)
        let moment = try #require(Instant(rfc3339: Self.now))
        mirror = try Mirror(
            of: oriel, now: moment, size: Size(columns: columns, rows: rows), agent: Self.agent, theme: "dark")
        try await start()
    }

    /// A shell with job control, waiting for a line.
    static func shell(home: String, columns: Int, rows: Int) async throws -> Tmux {
        let tmux = try await Tmux(
            columns: columns, rows: rows,
            command:
                "exec env -i HOME=\(home) TMPDIR=\(home) PATH=/usr/bin:/bin TERM=tmux-256color LANG=C.UTF-8 TZ=UTC "
                + "SWIFT_BACKTRACE=enable=no PS1='\(prompt) ' bash --norc --noprofile -i")
        try await tmux.wait { $0.first == prompt }
        return tmux
    }

    /// Starts the program from the shell.
    func start() async throws {
        try await shell(
            "\(Oriel.path) inbox --no-tour --store \(oriel.store) --spool \(oriel.spool) --now \(Self.now) --agent \(Self.agent) "
                + "--theme dark")
    }

    /// Types a line into the shell.
    func shell(_ line: String) async throws { try await tmux.type(line: line) }

    /// Presses keys, here and in the mirror. A lone Esc must be the last.
    func press(_ notation: String) async throws {
        let strokes = try KeyNotation.parse(notation)
        try await tmux.type(strokes)
        mirror.desk.press(strokes)
        try await expectSame(notation)
    }

    func paste(_ text: String) async throws {
        try await tmux.paste(text)
        mirror.desk.apply(.pasted(text))
        try await expectSame("paste")
    }

    func resize(_ columns: Int, _ rows: Int) async throws {
        try await tmux.resize(columns: columns, rows: rows)
        mirror.desk.apply(.resized(Size(columns: columns, rows: rows)))
        try await expectSame("\(columns)x\(rows)")
    }

    /// The pane shows the frame that the mirror means: every character, look and column, the cursor and the title.
    /// - Throws: `Overdue` with what differs; nothing that follows would fit.
    func expectSame(_ step: String) async throws {
        let end = ContinuousClock.now + .seconds(20)
        while true {
            let differences = differences(of: try await tmux.view(), from: mirror.frame)
            if differences.isEmpty { return }
            guard ContinuousClock.now < end else {
                throw Overdue(what: "the frame meant after \(step):\n" + differences.joined(separator: "\n"))
            }
            try await Task.sleep(for: .milliseconds(10))  // between two looks
        }
    }

    private func differences(of view: PaneView, from frame: Frame) -> [String] {
        var found: [String] = []
        let wanted = mirror.glyphs(of: frame)
        if view.number("pane_width") != frame.size.columns || view.rows.count != wanted.count {
            found.append("\(view.number("pane_width"))x\(view.rows.count) for \(frame.size)")
        }
        for (row, (shown, meant)) in zip(view.rows, wanted).enumerated() where shown != meant {
            func text(_ glyphs: [PaneView.Glyph]) -> String { String(String.UnicodeScalarView(glyphs.map(\.scalar))) }
            if text(shown) != text(meant) {
                found.append("row \(row): shown “\(text(shown))”, meant “\(text(meant))”")
            } else if let place = zip(shown, meant).enumerated().first(where: { $0.element.0 != $0.element.1 }) {
                found.append(
                    "row \(row), glyph \(place.offset): shown \(place.element.0), meant \(place.element.1)")
            }
        }
        if let cursor = frame.cursor {
            let shown = [view.number("cursor_x"), view.number("cursor_y"), view.number("cursor_flag")]
            if shown != [cursor.column, cursor.row, 1] { found.append("cursor \(shown), meant \(cursor)") }
        } else if view.number("cursor_flag") != 0 {
            found.append("a cursor that should be hidden")
        }
        if view.state["pane_title"] != frame.title.string {
            found.append("title \(view.state["pane_title"] ?? ""), meant \(frame.title.string)")
        }
        return found
    }
}

extension Tmux {
    /// Types a line into a shell.
    func type(line: String) async throws {
        try await type(text: line)
        try await type("Enter")
    }

    /// The newest process that the shell in the pane has started and not seen end.
    func program() async throws -> Int32? {
        let shell = try await view().number("pane_pid")
        let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        return children.split(separator: " ").compactMap { Int32($0) }.last
    }

    /// Types keys as a keyboard does.
    func type(_ strokes: [KeyStroke]) async throws {
        var text = ""
        for stroke in strokes {
            if stroke.modifiers.isEmpty, case .character(let character) = stroke.key {
                text.append(character)
                continue
            }
            if !text.isEmpty { try await type(text: text) }
            text = ""
            try await type(Self.name(of: stroke))
        }
        if !text.isEmpty { try await type(text: text) }
    }

    /// A key by tmux's name for it.
    private static func name(of stroke: KeyStroke) -> String {
        let names: [Key: String] = [
            .enter: "Enter", .escape: "Escape", .tab: "Tab", .backspace: "BSpace", .delete: "DC", .up: "Up",
            .down: "Down", .left: "Left", .right: "Right", .home: "Home", .end: "End", .pageUp: "PPage",
            .pageDown: "NPage",
        ]
        let prefix =
            (stroke.modifiers.contains(.control) ? "C-" : "") + (stroke.modifiers.contains(.alt) ? "M-" : "")
        switch stroke.key {
        case .tab where stroke.modifiers.contains(.shift): return "BTab"
        case .function(let number): return "F\(number)"
        case .character(let character): return prefix + String(character)
        case let key: return prefix + (names[key] ?? "")
        }
    }
}

extension Sitting {
    /// The shell has the terminal as it had it before.
    func expectShell() async throws {
        let view = try await tmux.view()
        let state = ["alternate_on", "cursor_flag", "mouse_any_flag", "mouse_sgr_flag", "keypad_flag", "wrap_flag"]
            .map { view.number($0) }
        #expect(state == [0, 1, 0, 0, 0, 1])
        #expect(view.state["pane_title"] != mirror.frame.title.string)
        #expect(view.rows.joined().allSatisfy { $0.look == PaneView.Look() })
    }

    /// Quits, says yes to leaving a draft, and looks at what is left.
    func end() async throws {
        try await tmux.type("C-q")
        try await tmux.type("y")
        try await tmux.wait { $0.contains { $0.contains("answered 0") } }
        try await expectShell()
        try await tmux.close()
    }
}
