import Foundation
import Glibc
import Screen
import TestSupport
import Testing
import Themes

@testable import Terminal

extension SurfaceTests {
    /// What a real terminal emulator shows is the frame, cell for cell.
    @Suite(
        "In tmux", .enabled(if: Tmux.program != nil, "tmux is missing: install it to test real drawing"),
        .timeLimit(.minutes(2)))
    @MainActor
    struct InTmux {
        /// A small generator, so that a failure can be repeated.
        private struct Dice: RandomNumberGenerator {
            var state: UInt64

            mutating func next() -> UInt64 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return state >> 16 ^ state << 24
            }
        }

        private func rows(_ frame: Frame) -> [String] {
            FrameText.bare(frame).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { row in
                var row = String(row)
                while row.hasSuffix(" ") { row.removeLast() }
                return row
            }
        }

        private func with(
            columns: Int, rows: Int, term: String = "tmux-256color",
            _ body: (Tmux, CursesSurface) async throws -> Void
        ) async throws {
            let tmux = try await Tmux(columns: columns, rows: rows)
            let terminal = open(tmux.path, O_RDWR | O_NOCTTY | O_CLOEXEC)
            #expect(terminal >= 0)
            defer { close(terminal) }
            let surface = try CursesSurface(
                input: terminal, output: terminal, term: term, environment: [:], guardsProcess: false)
            surface.setPalette(try Theme(named: "dark").palette(depth: surface.depth))
            do {
                try await body(tmux, surface)
            } catch {
                surface.close()
                try await tmux.close()
                throw error
            }
            surface.close()
            try await tmux.close()
        }

        private func expectShown(_ frame: Frame, _ tmux: Tmux, _ note: String) async throws {
            let wanted = rows(frame)
            var shown: [String] = []
            for _ in 0..<200 {
                shown = try await tmux.rows()
                if shown == wanted { return }
                try await Task.sleep(for: .milliseconds(10))  // between two looks
            }
            for (row, pair) in zip(wanted, shown).enumerated() where pair.0 != pair.1 {
                Issue.record("\(note), row \(row): wanted “\(pair.0)”, shown “\(pair.1)”")
            }
            #expect(shown.count == wanted.count)
        }

        @Test(arguments: [UInt64(1), 2])
        func manyFramesInARow(seed: UInt64) async throws {
            var dice = Dice(state: seed)
            let pieces: [SafeText] = [
                "a", "é", "漢", "字", "👍", "─", "━", "●", "…", " ", "word ", "e\u{301}", "한", "»", "x", "   ",
            ]
            let roles: [Roles] = [
                [.listRow], [.listRow, .listUnread], [.listRow, .listUnread, .listRowSelected], [.windowCritical],
                [.msgIn],
            ]
            try await with(columns: 41, rows: 12) { tmux, surface in
                #expect(surface.size == Size(columns: 41, rows: 12))
                var frame = Frame(size: surface.size)
                for step in 0..<25 {
                    if step % 9 == 0 { frame = Frame(size: surface.size) }
                    for _ in 0..<Int.random(in: 1...60, using: &dice) {
                        let position = Position(
                            column: Int.random(in: 0..<41, using: &dice), row: Int.random(in: 0..<12, using: &dice))
                        let index = Int.random(in: 0..<pieces.count, using: &dice)
                        frame.put(pieces[index], at: position, roles: roles[index % roles.count])
                    }
                    surface.present(frame)
                    try await expectShown(frame, tmux, "seed \(seed), step \(step)")
                }
            }
        }

        @Test(arguments: ["tmux-256color", "screen", "xterm"])
        func theLastCellOfTheLastRowIsDrawnAndNothingScrolls(term: String) async throws {
            try await with(columns: 20, rows: 5, term: term) { tmux, surface in
                var frame = Frame(size: surface.size)
                for row in 0..<5 {
                    frame.put("0123456789abcdefghij", at: Position(column: 0, row: row), roles: [.msgIn])
                }
                surface.present(frame)
                try await expectShown(frame, tmux, term)
                frame.put("Z", at: Position(column: 19, row: 4), roles: [.windowCritical])
                surface.present(frame)
                try await expectShown(frame, tmux, term)
                frame.put("漢", at: Position(column: 18, row: 4), roles: [.windowCritical])
                surface.present(frame)
                try await expectShown(frame, tmux, term)
            }
        }

        @Test func afterAResizeThePageIsWhole() async throws {
            try await with(columns: 30, rows: 8) { tmux, surface in
                var frame = Frame(size: surface.size)
                frame.fill(Rect(surface.size), "#", roles: [.msgIn])
                surface.present(frame)
                try await expectShown(frame, tmux, "before")
                for (columns, count) in [(50, 10), (12, 4), (30, 8)] {
                    try await tmux.resize(columns: columns, rows: count)
                    // tmux tells the tty a little later; a real signal would come then.
                    #expect(
                        await eventually {
                            surface.received(signal: SIGWINCH)
                            return surface.size == Size(columns: columns, rows: count)
                        })
                    var next = Frame(size: surface.size)
                    next.fill(Rect(surface.size), "%", roles: [.msgOut])
                    next.put("\(SafeText(untrusted: "\(columns)"))", at: Position(column: 1, row: 1), roles: [.title])
                    surface.present(next)
                    try await expectShown(next, tmux, "\(columns)x\(count)")
                }
            }
        }

        @Test func itsKeysAreOurs() async throws {
            try await with(columns: 30, rows: 8) { tmux, surface in
                let log = EventLog(surface)
                try await tmux.type("h", "é", "Enter", "C-n", "M-1", "Up", "F3", "PageDown", "Escape")
                let expected = [
                    KeyStroke("h"), KeyStroke("é"), KeyStroke(.enter), KeyStroke("n", .control), KeyStroke("1", .alt),
                    KeyStroke(.up), KeyStroke(.function(3)), KeyStroke(.pageDown), KeyStroke(.escape),
                ]
                #expect(await eventually { log.inputs.count >= expected.count })
                #expect(log.inputs == expected.map { .key($0) })
            }
        }
    }
}
