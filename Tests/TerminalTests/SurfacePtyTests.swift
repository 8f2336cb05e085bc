import Foundation
import Glibc
import Screen
import TestSupport
import Testing
import Themes

@testable import Terminal

/// Everything that opens a surface, one after the other: ncurses serves one screen.
@Suite("Surfaces", .serialized)
enum SurfaceTests {}

extension SurfaceTests {
    @Suite("On a pseudo-terminal", .timeLimit(.minutes(2)))
    @MainActor
    struct OnPseudoTerminal {
        private func surface(
            _ pty: PseudoTerminal, term: String = "xterm-256color", environment: [String: String] = [:],
            mouse: Bool = false
        ) throws -> CursesSurface {
            let surface = try CursesSurface(
                input: pty.terminal, output: pty.terminal, term: term, environment: environment, mouse: mouse,
                guardsProcess: false)
            surface.setPalette(try Theme(named: "dark").palette(depth: surface.depth))
            return surface
        }

        private func frame(_ words: SafeText, size: Size, roles: Roles = .none, row: Int = 0) -> Frame {
            var frame = Frame(size: size)
            frame.put(words, at: Position(column: 0, row: row), roles: roles)
            return frame
        }

        // MARK: - Taking and giving back

        @Test func theModesAreRawInsideAndAsBeforeAfterwards() throws {
            let pty = try PseudoTerminal()
            let before = pty.modes
            let surface = try surface(pty)
            let inside = pty.modes
            #expect(inside[3] & UInt32(ICANON | ECHO | ISIG | IEXTEN) == 0)
            #expect(inside[0] & UInt32(IXON | ICRNL | BRKINT) == 0)
            surface.close()
            #expect(pty.modes == before)
            surface.close()
            #expect(pty.modes == before)
        }

        @Test func everyModeThatIsSwitchedOnIsSwitchedOff() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty, mouse: true)
            surface.close()
            let modes = ["1049", "2004", "1004", "1000", "1006"]
            // What was written arrives in pieces.
            #expect(
                await eventually {
                    let output = pty.output
                    return output.contains("\u{1B}[23;2t") && modes.allSatisfy { output.contains("\u{1B}[?\($0)l") }
                })
            let output = pty.output
            for mode in modes {
                let on = output.range(of: "\u{1B}[?\(mode)h", options: .backwards)
                let off = output.range(of: "\u{1B}[?\(mode)l", options: .backwards)
                #expect(on != nil && off != nil, "\(mode)")
                if let on, let off { #expect(on.lowerBound < off.lowerBound, "\(mode)") }
            }
            #expect(output.contains("\u{1B}[22;2t"))
            // The cursor is visible at the end, whatever it was before.
            let hidden = output.range(of: "\u{1B}[?25l", options: .backwards)?.lowerBound ?? output.startIndex
            let visible = try #require(output.range(of: "\u{1B}[?25h", options: .backwards)?.lowerBound)
            #expect(hidden < visible)
        }

        @Test func theMouseIsAskedForOnlyWhenWanted() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty)
            surface.send(.bell)
            #expect(await eventually { pty.output.contains("\u{7}") })
            #expect(!pty.output.contains("\u{1B}[?1000h"))
            surface.send(.mouse(true))
            #expect(await eventually { pty.output.contains("\u{1B}[?1000h\u{1B}[?1006h") })
            surface.send(.mouse(false))
            #expect(await eventually { pty.output.contains("\u{1B}[?1000l") })
            surface.close()
        }

        @Test(arguments: [
            (NotificationForm.osc9, false, "\u{1B}]9;Oriel: 2 new, messages\u{1B}\\"),
            (.osc777, false, "\u{1B}]777;notify;Oriel;2 new, messages\u{1B}\\"),
            (.osc777, true, "\u{1B}Ptmux;\u{1B}\u{1B}]777;notify;Oriel;2 new, messages\u{1B}\u{1B}\\\u{1B}\\"),
        ])
        func aNotificationIsOneSequence(form: NotificationForm, isInTmux: Bool, bytes: String) {
            #expect(
                ModeString.notification(title: "Oriel", body: "2 new; mess\u{7}ages", form: form, isInTmux: isInTmux)
                    == bytes)
        }

        @Test(arguments: [
            ("xterm-256color", "xterm-256color"), ("no-such-terminal", "xterm-256color"), ("linux", "linux"),
        ])
        func theEntryThatIsUsed(asked: String, used: String) throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty, term: asked)
            #expect(surface.term == used)
            surface.close()
        }

        @Test func aConsoleGetsNoCommandsItWouldPrint() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty, term: "linux")
            surface.send(.title("Oriel"))
            surface.send(.clipboard("text"))
            surface.present(frame("hello", size: surface.size))
            surface.close()
            #expect(await eventually { pty.output.contains("hello") })
            #expect(!pty.output.contains("\u{1B}]"))
            #expect(!pty.output.contains("2004"))
        }

        @Test func aTerminalThatCannotPlaceItsCursorIsRefusedWithTheCure() throws {
            let pty = try PseudoTerminal()
            let before = pty.modes
            do {
                _ = try surface(pty, term: "dumb")
                Issue.record("taken")
            } catch let error as TerminalError {
                #expect(error == .cannotPlaceCursor(term: "dumb"))
                #expect(error.description.contains("TERM=xterm-256color"))
            }
            #expect(pty.modes == before)
        }

        @Test func aPipeIsNoTerminal() throws {
            let ends = try Descriptor.pipe()
            defer {
                close(ends.read)
                close(ends.write)
            }
            #expect(throws: TerminalError.notATerminal) {
                try CursesSurface(input: ends.read, output: ends.write, environment: [:], guardsProcess: false)
            }
        }

        @Test func thereIsOneSurfaceAtATime() throws {
            let (one, two) = (try PseudoTerminal(), try PseudoTerminal())
            let before = two.modes
            let surface = try surface(one)
            #expect(throws: TerminalError.alreadyTaken) { try self.surface(two) }
            #expect(two.modes == before)
            surface.close()
            try self.surface(two).close()
        }

        /// Continued after a stop from outside, the modes are set again and the page is whole, but the title that is
        /// given back at the end is still the one that was found.
        @Test func continuedFromOutsideItTakesThePageAgain() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty)
            let log = EventLog(surface)
            let inside = pty.modes
            surface.present(frame("whole", size: surface.size))
            #expect(await eventually { pty.output.contains("whole") })
            tcsetattr(pty.terminal, TCSANOW, &surface.before)
            surface.received(signal: SIGCONT)
            #expect(pty.modes == inside)
            #expect(await eventually { log.events == [.resumed] })
            surface.present(frame("whole", size: surface.size))
            surface.close()
            #expect(await eventually { pty.output.contains("\u{1B}[23;2t") })
            #expect(pty.output.components(separatedBy: "whole").count == 3)
            #expect(pty.output.components(separatedBy: "\u{1B}[22;2t").count == 2)
            #expect(pty.output.components(separatedBy: "\u{1B}[?2004h").count == 3)
        }

        // MARK: - Keys

        @Test func keysArriveAsEvents() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty)
            let log = EventLog(surface)
            pty.type("aé\r\u{3}\u{1A}\u{11}\u{1B}[A\u{1B}[<0;5;7M\u{1B}[I\u{1B}[200~two\rlines\u{1B}[201~")
            let expected: [InputEvent] = [
                .key(KeyStroke("a")), .key(KeyStroke("é")), .key(KeyStroke(.enter)), .key(KeyStroke("c", .control)),
                .key(KeyStroke("z", .control)), .key(KeyStroke("q", .control)), .key(KeyStroke(.up)),
                .mouse(MouseEvent(kind: .press, button: .left, position: Position(column: 4, row: 6))), .focus(true),
                .paste("two\nlines"),
            ]
            #expect(await eventually { log.inputs.count >= expected.count })
            #expect(log.inputs == expected)
            surface.close()
        }

        /// It cannot say where a paste begins; the line ends in one must not send all the same.
        @Test func aPasteIntoATerminalWithoutMarksIsOne() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty, term: "vt220")
            let log = EventLog(surface)
            pty.type("um\rdois\r")
            #expect(await eventually { !log.inputs.isEmpty })
            pty.type("\r")
            #expect(await eventually { log.inputs.count >= 2 })
            #expect(log.inputs == [InputEvent.paste("um\ndois"), InputEvent.key(KeyStroke(.enter))])
            surface.close()
        }

        @Test func aLoneEscapeIsDecidedByWaiting() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty)
            let log = EventLog(surface)
            pty.type("\u{1B}")
            #expect(await eventually { !log.inputs.isEmpty })
            #expect(log.inputs == [.key(KeyStroke(.escape))])
            pty.type("\u{1B}x")
            #expect(await eventually { log.inputs.count == 2 })
            #expect(log.inputs.last == .key(KeyStroke("x", .alt)))
            surface.close()
        }

        @Test func aClosedWindowIsToldOnceAndTheSurfaceCanStillClose() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty)
            let log = EventLog(surface)
            pty.hangUp()
            #expect(await eventually { !log.events.isEmpty })
            #expect(log.events == [.lost])
            surface.present(frame("nobody sees this", size: surface.size))
            surface.close()
        }

        // MARK: - Frames

        @Test func onlyWhatChangedIsWritten() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty)
            surface.present(frame("the window closes soon", size: surface.size, roles: [.windowSoon]))
            #expect(await eventually { pty.output.contains("the window closes soon") })
            pty.forget()
            surface.present(frame("the window closes soon", size: surface.size, roles: [.windowSoon]))
            surface.present(frame("the window closes soot", size: surface.size, roles: [.windowSoon]))
            // The end of the first frame may be read after it was forgotten, so what counts is what is not said again,
            // up to a letter that ends it all.
            var last = frame("the window closes soot", size: surface.size, roles: [.windowSoon])
            last.put("Z", at: Position(column: 0, row: 2), roles: .none)
            surface.present(last)
            #expect(await eventually { pty.output.contains("Z") })
            #expect(pty.output.contains("t"))
            for word in ["the", "window", "closes", "soo"] {
                #expect(!pty.output.contains(word), "\(pty.output.debugDescription)")
            }
            pty.forget()
            surface.redraw()
            surface.present(frame("the window closes soot", size: surface.size, roles: [.windowSoon]))
            #expect(await eventually { pty.output.contains("the window closes soot") })
            surface.close()
        }

        @Test func withoutColourOnlyAttributesAreSent() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty, environment: ["NO_COLOR": "1"])
            #expect(surface.depth == .mono)
            surface.present(frame("unread", size: surface.size, roles: [.listRow, .listUnread]))
            #expect(await eventually { pty.output.contains("unread") })
            #expect(pty.output.contains("1munread"))
            let numbers = pty.output.components(separatedBy: "\u{1B}[").dropFirst().flatMap { rest -> [Int] in
                let body = rest.prefix { $0.isNumber || $0 == ";" }
                guard rest.dropFirst(body.count).first == "m" else { return [] }
                return body.split(separator: ";").compactMap { Int($0) }
            }
            #expect(numbers.allSatisfy { !(30...49).contains($0) && $0 < 90 }, "\(numbers)")
            surface.close()
        }

        /// Eight colours have 64 pairs; a theme may ask for more, and the last ones asked for must still be right.
        @Test func aTerminalWithFewPairsStartsAgain() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty, term: "xterm")
            #expect(surface.depth == .ansi16)
            var styles: [Role: Style] = [:]
            for (index, role) in Role.allCases.enumerated() {
                styles[role] = Style(foreground: .ansi(UInt8(index % 8)), background: .ansi(UInt8(index / 8 % 8)))
            }
            surface.setPalette(Palette(depth: .ansi16, styles: styles))
            for role in Role.allCases {
                surface.present(frame("pair", size: surface.size, roles: [role]))
            }
            pty.forget()
            surface.present(frame("last", size: surface.size, roles: [.windowOpen], row: 3))
            #expect(await eventually { pty.output.contains("last") })
            let index = try #require(Role.allCases.firstIndex(of: .windowOpen))
            #expect(pty.output.contains("3\(index % 8)"), "\(pty.output.debugDescription)")
            surface.close()
        }

        @Test func aNewSizeIsAnEventAndTheSurfaceHasIt() async throws {
            let pty = try PseudoTerminal(columns: 80, rows: 24)
            let surface = try surface(pty)
            let log = EventLog(surface)
            #expect(surface.size == Size(columns: 80, rows: 24))
            for columns in 81...100 {
                pty.resize(columns: columns, rows: 30)
                surface.received(signal: SIGWINCH)
            }
            #expect(await eventually { !log.inputs.isEmpty })
            #expect(log.inputs == [.resize(Size(columns: 100, rows: 30))], "a burst is one event")
            #expect(surface.size == Size(columns: 100, rows: 30))
            surface.present(frame("below", size: surface.size, row: 29))
            #expect(await eventually { pty.output.contains("below") })
            surface.close()
        }

        // MARK: - Side channels

        @Test func aTitleCannotCarryACommand() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty)
            surface.send(.title(SafeText(untrusted: "a\u{1B}]52;c;eA==\u{7}b\u{9C}c")))
            #expect(await eventually { pty.output.contains("\u{1B}]2;") })
            surface.close()
            #expect(await eventually { pty.output.contains("\u{1B}[23;2t") })
            #expect(!pty.output.contains("\u{1B}]52"))
            #expect(!pty.output.contains("\u{7}"))
        }

        @Test func theClipboardGetsTheWordsAsTheyAre() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty)
            #expect(surface.copy("olá\n\u{1B}[201~ 👩\u{200D}👧"))
            let payload = Data("olá\n[201~ 👩\u{200D}👧".utf8).base64EncodedString()
            #expect(await eventually { pty.output.contains("\u{1B}]52;c;\(payload)\u{1B}\\") })
            #expect(!surface.copy(String(repeating: "x", count: 100_000)))
            surface.close()
        }

        @Test func aBurstOfBellsIsOne() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty)
            for _ in 0..<5 { surface.send(.bell) }
            surface.send(.title("after"))
            #expect(await eventually { pty.output.contains("after") })
            #expect(pty.output.filter { $0 == "\u{7}" }.count == 1)
            surface.close()
        }

        // MARK: - Giving the terminal away for a while

        @Test func suspendedItIsAsItWasFoundAndThenOursAgain() async throws {
            let pty = try PseudoTerminal()
            let before = pty.modes
            let surface = try surface(pty, mouse: true)
            let inside = pty.modes
            surface.suspend()
            #expect(pty.modes == before)
            #expect(await eventually { pty.output.contains("\u{1B}[?1049l") && pty.output.contains("\u{1B}[?2004l") })
            pty.forget()
            surface.present(frame("not now", size: surface.size))
            pty.resize(columns: 70, rows: 20)
            surface.resume()
            #expect(pty.modes == inside)
            #expect(surface.size == Size(columns: 70, rows: 20))
            #expect(await eventually { pty.output.contains("\u{1B}[?2004h") && pty.output.contains("\u{1B}[?1000h") })
            #expect(pty.output.contains("\u{1B}[?1049h"))
            #expect(!pty.output.contains("not now"))
            surface.present(frame("back again", size: surface.size))
            #expect(await eventually { pty.output.contains("back again") })
            let log = EventLog(surface)
            pty.type("k")
            #expect(await eventually { log.inputs.contains(.key(KeyStroke("k"))) })
            surface.close()
            #expect(pty.modes == before)
        }

        @Test func anotherProgramGetsTheTerminalAndItsKeys() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty)
            let log = EventLog(surface)
            let script = """
                [ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo ready && read line && echo "<$line $WORD>" && exit 3
                """
            async let outcome = surface.run(
                ["sh", "-c", script], environment: ["WORD": "given", "PATH": "/usr/bin:/bin"])
            #expect(await eventually { pty.output.contains("ready") })
            pty.type("typed\n")
            #expect(try await outcome == .exited(3))
            #expect(await eventually { pty.output.contains("<typed given>") })
            #expect(!log.inputs.contains(.key(KeyStroke("t"))), "its keys are not ours")
            pty.type("k")
            #expect(await eventually { log.inputs.contains(.key(KeyStroke("k"))) })
            surface.close()
        }

        @Test func aProgramThatDoesNotExistLeavesUsDrawing() async throws {
            let pty = try PseudoTerminal()
            let surface = try surface(pty)
            do {
                _ = try await surface.run(["/nowhere/editor"], environment: [:])
                Issue.record("it ran")
            } catch {
                #expect(error.description.hasPrefix("/nowhere/editor cannot be started: No such file or directory."))
            }
            surface.present(frame("still here", size: surface.size))
            #expect(await eventually { pty.output.contains("still here") })
            surface.close()
        }
    }
}
