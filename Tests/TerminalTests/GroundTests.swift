import Foundation
import Screen
import TestSupport
import Testing
import Themes

@testable import Terminal

@Suite("Colours in replies")
struct ReplyColorTests {
    @Test(
        arguments: [
            ("rgb:1313/1a1a/2222", RGB(red: 0x13, green: 0x1A, blue: 0x22)),
            ("rgb:ffff/ffff/ffff", RGB(red: 255, green: 255, blue: 255)),
            ("rgb:ff/80/00", RGB(red: 255, green: 128, blue: 0)),
            ("rgb:f/0/f", RGB(red: 255, green: 0, blue: 255)),
            ("rgb:fff/000/800", RGB(red: 255, green: 0, blue: 127)),
            ("rgba:ffff/0000/0000/8080", RGB(red: 255, green: 0, blue: 0)),
            ("#fdf6e3", RGB(red: 0xFD, green: 0xF6, blue: 0xE3)),
            ("#fdfdf6f6e3e3", RGB(red: 0xFD, green: 0xF6, blue: 0xE3)),
            ("", nil), ("rgb:", nil), ("rgb:12/34", nil), ("rgb:12/34/56/78", nil), ("rgb:12345/00/00", nil),
            ("rgb:-1/00/00", nil), ("rgb:gg/00/00", nil), ("rgb:１/0/0", nil), ("#", nil), ("#12", nil),
            ("#zzzzzz", nil),
            ("?", nil), ("white", nil),
        ] as [(String, RGB?)])
    func reads(text: String, expected: RGB?) {
        #expect(RGB(terminalReply: text) == expected)
    }

    @Test(arguments: [
        ("#000000", "dark"), ("#131a22", "dark"), ("#002b36", "dark"), ("#3c3836", "dark"), ("#ffffff", "light"),
        ("#fdf6e3", "light"), ("#d3d3d3", "light"), ("#ffffdd", "light"),
    ])
    func ground(hex: String, expected: String) throws {
        #expect(Theme.Appearance(ground: try #require(RGB(hex: hex))).rawValue == expected)
    }
}

extension SurfaceTests {
    /// A terminal that is asked for its background: one that knows, one that does not, and worse ones.
    @Suite("The terminal's ground", .timeLimit(.minutes(2)))
    @MainActor
    struct Ground {
        private func surface(
            _ pty: PseudoTerminal, term: String = "xterm-256color", environment: [String: String] = [:]
        ) throws -> CursesSurface {
            try CursesSurface(
                input: pty.terminal, output: pty.terminal, term: term, environment: environment, guardsProcess: false)
        }

        /// Answers the question when it comes.
        private func answer(_ pty: PseudoTerminal, _ text: String) -> Task<Void, Never> {
            Task.detached {
                _ = await eventually { pty.output.contains("\u{1B}]11;?\u{1B}\\\u{1B}[c") }
                pty.type(text)
            }
        }

        /// Long enough that only an answer can end the waiting.
        private let patience = Duration.seconds(60)

        @Test(
            arguments: [
                ("\u{1B}]11;rgb:fdfd/f6f6/e3e3\u{1B}\\\u{1B}[?62;22c", RGB(red: 0xFD, green: 0xF6, blue: 0xE3)),
                ("\u{1B}]11;rgb:0000/2b2b/3636\u{7}\u{1B}[?62c", RGB(red: 0, green: 0x2B, blue: 0x36)),
                // Only the second question is known.
                ("\u{1B}[?1;2c", nil),
                // Nonsense, an answer to something else, an answer that never ends.
                ("\u{1B}]11;rgb:nonsense\u{1B}\\\u{1B}[?62c", nil), ("\u{1B}]11;?\u{1B}\\\u{1B}[?62c", nil),
                ("\u{1B}]10;rgb:ffff/ffff/ffff\u{1B}\\\u{1B}[?62c", nil),
                ("\u{1B}]11\u{1B}\\\u{1B}P1$r0m\u{1B}\\\u{1B}[?62c", nil),
            ] as [(String, RGB?)])
        func answers(text: String, expected: RGB?) async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty)
            let log = EventLog(surface)
            let answering = answer(pty, text)
            #expect(await surface.ground(within: patience) == expected)
            await answering.value
            pty.type("k")
            #expect(await eventually { log.inputs.contains(.key(KeyStroke("k"))) })
            let others = log.inputs.filter { input in
                if case .reply = input { false } else { true }
            }
            #expect(others == [.key(KeyStroke("k"))], "an answer is no key")
            surface.close()
        }

        @Test func whatIsTypedMeanwhileIsKept() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty)
            let log = EventLog(surface)
            let answering = answer(pty, "a\u{1B}]11;rgb:0/0/0\u{1B}\\b\u{1B}[?62cc")
            #expect(await surface.ground(within: patience) == RGB(red: 0, green: 0, blue: 0))
            await answering.value
            #expect(await eventually { log.inputs.contains(.key(KeyStroke("c"))) })
            let keys = log.inputs.compactMap { input in
                if case .key(let key) = input { key } else { nil }
            }
            #expect(keys == [KeyStroke("a"), KeyStroke("b"), KeyStroke("c")])
            surface.close()
        }

        @Test func silenceIsNotWaitedForAndALateAnswerIsNoKey() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty)
            let log = EventLog(surface)
            #expect(await surface.ground(within: .milliseconds(1)) == nil)
            pty.type("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\\u{1B}[?62ck")
            #expect(await eventually { log.inputs.contains(.key(KeyStroke("k"))) })
            #expect(
                log.inputs == [
                    .reply(.command(11, "rgb:ffff/ffff/ffff")), .reply(.attributes([62])), .key(KeyStroke("k")),
                ])
            // Asked again it can still answer.
            pty.forget()
            let answering = answer(pty, "\u{1B}]11;#ffffff\u{7}\u{1B}[?62c")
            #expect(await surface.ground(within: patience) == RGB(red: 255, green: 255, blue: 255))
            await answering.value
            surface.close()
        }

        @Test(arguments: [("linux", [:]), ("xterm-256color", ["NO_COLOR": "1"])] as [(String, [String: String])])
        func aTerminalThatWouldPrintItOrHasNoColourIsNotAsked(term: String, environment: [String: String]) async throws
        {
            let pty = try PseudoTerminal()
            let surface = try surface(pty, term: term, environment: environment)
            #expect(await surface.ground(within: patience) == nil)
            surface.close()
            #expect(!pty.output.contains("]11;"))
        }

        /// The same words in another theme are drawn again.
        @Test func aThemeChangedWhileTheFrameStaysIsSeen() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty)
            var frame = Frame(size: surface.size)
            frame.put("the same words", at: Position(column: 0, row: 0), roles: [.windowOpen])
            for (name, index) in [("dark", 115), ("colorblind", 75), ("light", 22), ("lamplight", 143)] {
                pty.forget()
                surface.setPalette(try Theme(named: name).palette(depth: surface.depth))
                surface.present(frame)
                #expect(
                    await eventually { pty.output.contains("the") && pty.output.contains("38;5;\(index)m") }, "\(name)")
            }
            surface.close()
        }
    }
}
