import Foundation
import TestSupport
import Testing
import WhatsApp

/// However the inbox ends, the terminal is as it was found, and whoever started it learns how it ended.
struct TerminalEndTests {
    /// The program on a terminal of its own.
    private struct Run {
        let terminal: PseudoTerminal
        let before: [UInt32]
        let process: ChildProcess
        /// Keeps the folder.
        let oriel: Oriel

        init(_ oriel: Oriel, arguments: [String] = ["inbox", "--no-tour", "--theme", "dark"]) throws {
            self.oriel = oriel
            terminal = try PseudoTerminal()
            before = terminal.modes
            process = try oriel.start(arguments, input: terminal.terminal, output: terminal.terminal)
        }

        /// What stands on the shell's page from the program.
        func leftOver() throws -> String {
            let output = terminal.output
            let end = try #require(output.range(of: "\u{1B}[?1049l", options: .backwards))
            let left = String(output[end.upperBound...]).replacing(#/\x1B\[[?0-9;]*[a-zA-Z]|\x1B[>=]|\x0F/#, with: "")
            return left.filter { !$0.isNewline }
        }

        /// The modes, the page, the cursor, and everything that was switched on beside.
        func expectGivenBack(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
            try await eventually("the page given back after \(name)") { terminal.output.contains("\u{1B}[?1049l") }
            #expect(terminal.modes == before, "\(name)", sourceLocation: sourceLocation)
            let output = terminal.output
            for (on, off) in [("?1049h", "?1049l"), ("?2004h", "?2004l"), ("?1004h", "?1004l"), ("?25l", "?25h")] {
                let switched = try #require(output.range(of: "\u{1B}[" + on, options: .backwards), "\(name) \(on)")
                #expect(
                    output[switched.upperBound...].contains("\u{1B}[" + off), "\(name) \(off)",
                    sourceLocation: sourceLocation)
            }
            let titles = ["\u{1B}[22;2t", "\u{1B}[23;2t"].map { output.components(separatedBy: $0).count }
            #expect(titles == [2, 2], "\(name): the title", sourceLocation: sourceLocation)
        }
    }

    private static let faults = [
        (SIGSEGV, "SIGSEGV"), (SIGABRT, "SIGABRT"), (SIGBUS, "SIGBUS"), (SIGILL, "SIGILL"), (SIGTRAP, "SIGTRAP"),
        (SIGFPE, "SIGFPE"), (SIGSYS, "SIGSYS"), (SIGQUIT, "SIGQUIT"),
    ]
    private static let endings = [
        SIGTERM, SIGINT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSTKFLT, SIGXCPU,
    ]

    /// All at once, for each has a terminal of its own. Without the trace, which takes seconds each.
    @Test func everyFatalSignalGivesTheTerminalBack() async throws {
        let plain = ["SWIFT_BACKTRACE": "enable=no"]
        let faulty = try Self.faults.map { _ in try Run(Oriel(environment: plain)) }
        let ended = try Self.endings.map { _ in try Run(Oriel(environment: plain)) }
        for sitting in faulty + ended { try await sitting.terminal.wait(for: "inbox") }
        for (sitting, fault) in zip(faulty, Self.faults) { sitting.process.signal(fault.0) }
        for (sitting, signal) in zip(ended, Self.endings) { sitting.process.signal(signal) }
        for (sitting, fault) in zip(faulty, Self.faults) {
            #expect(try await sitting.process.end() == 128 + fault.0)
            try await sitting.expectGivenBack(fault.1)
            try await eventually("a line about \(fault.1)") { try sitting.leftOver().hasSuffix("oriel.log") }
            #expect(try sitting.leftOver().hasPrefix("\(fault.1): oriel stopped; the reason is in /"))
        }
        for (sitting, signal) in zip(ended, Self.endings) {
            #expect(try await sitting.process.end() == 128 + signal)
            try await sitting.expectGivenBack("signal \(signal)")
            #expect(try sitting.leftOver() == "", "signal \(signal)")
        }
    }

    /// A terminal with one screen keeps the picture; what is said on leaving stands on a line of its own.
    @Test(arguments: ["linux", "vt100"]) func whatIsSaidLastStandsOnAClearedLine(term: String) async throws {
        let sitting = try Run(try Oriel(environment: ["TERM": term]))
        try await sitting.terminal.wait(for: "inbox")
        sitting.terminal.type("\u{11}")
        #expect(try await sitting.process.end(within: 30) == 0)
        try await sitting.terminal.wait(for: "answered 0")
        let output = sitting.terminal.output
        let said = try #require(output.range(of: "answered 0"))
        let cleared = try #require(output[..<said.lowerBound].range(of: "\u{1B}[K", options: .backwards))
        // Nothing is drawn between the two.
        let between = output[cleared.upperBound..<said.lowerBound]
            .replacing(#/\x1B\[[?0-9;]*[a-zA-Z]|\x1B[>=78]|\x0F/#, with: "")
        #expect(between.filter { !$0.isNewline }.isEmpty, "\(between)")
        #expect(sitting.terminal.modes == sitting.before)
    }

    /// An editor that has the terminal is told to end, and one that does not hear it is ended with all it started: what it had
    /// saved is the draft, and whoever ended us learns it.
    @Test(arguments: [false, true]) func whatHasTheTerminalEndsWithUs(isDeaf: Bool) async throws {
        let oriel = try Oriel()
        let start: Int64 = 1_795_515_605 - 9_000
        try oriel.writeConfig("editor = '$HOME/edit.sh'\n")
        try oriel.write(
            """
            #!/bin/sh
            \(isDeaf ? "trap '' TERM" : ":")
            sh -c "\(isDeaf ? "trap '' TERM;" : "") sleep 300" &
            echo "$$ $!" > "$HOME/pids"
            printf 'Salvo no meio' > "$1"
            stty raw -echo
            echo EDITING
            while :; do wait; done
            """, to: "edit.sh", mode: 0o700)
        try oriel.spool(Webhooks.text("Meu pedido chega quando?", id: "wamid.1", at: start), arrivedAt: start + 1)
        _ = try await oriel.ingest()
        let sitting = try Run(
            oriel,
            arguments: [
                "inbox", "--no-tour", "--theme", "dark", "--store", oriel.store, "--spool", oriel.spool, "--agent",
                "bia",
                "--now", "2026-11-24T10:00:05Z",
            ])
        try await sitting.terminal.wait(for: "Meu pedido")
        sitting.terminal.type("\rUm momento")
        try await sitting.terminal.wait(for: "momento")
        sitting.terminal.type("\u{18}\u{05}")
        try await sitting.terminal.wait(for: "EDITING")
        let pids = try String(contentsOfFile: oriel.path("pids"), encoding: .utf8).split(whereSeparator: \.isWhitespace)
            .compactMap { pid_t($0) }
        #expect(pids.count == 2)
        sitting.process.signal(SIGTERM)
        #expect(try await sitting.process.end(within: 30) == 128 + SIGTERM)
        try await eventually("nothing it started is left") { pids.allSatisfy { kill($0, 0) != 0 } }
        #expect(sitting.terminal.modes == sitting.before)
        let drafts = try await oriel.run(
            "render", "--size", "100x30", "--keys", "<Enter>", "--store", oriel.store, "--now", "2026-11-24T10:00:06Z",
            "--agent", "bia")
        #expect(drafts.output.contains("Salvo no meio"), "\(drafts.output)")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: oriel.folder).allSatisfy { !$0.hasPrefix("oriel-edit") }
        )
    }

    /// A reader that went away, or a limit on files, is told by the call that meets it.
    @Test func whatAWriterIsToldAnywayEndsNothing() async throws {
        let sitting = try Run(try Oriel())
        try await sitting.terminal.wait(for: "inbox")
        for signal in [SIGPIPE, SIGXFSZ] { sitting.process.signal(signal) }
        sitting.terminal.type("?")
        try await sitting.terminal.wait(for: "take the next that nobody has")
        sitting.terminal.type("\u{1B}")
        try await eventually("its end") {
            sitting.terminal.type("\u{11}")  // ^Q, once the page of keys is gone
            return sitting.process.status != nil
        }
        #expect(sitting.process.status == 0)
    }

    /// The window is closed in the middle of a sentence, or the connection is lost: the kernel says SIGHUP, and there is
    /// nothing left to draw on.
    @Test func aLostTerminalEndsItAndNothingIsLost() async throws {
        let oriel = try Oriel()
        let start: Int64 = 1_795_512_000
        try oriel.spool(Webhooks.text("Oi, tudo bem?", id: "wamid.a", at: start), arrivedAt: start)
        _ = try await oriel.ingest()
        let terminal = try PseudoTerminal(columns: 100, rows: 30)
        let shared = ["--store", oriel.store, "--now", "2026-11-24T10:20:00Z", "--agent", "bia"]
        let variables = ["HOME": oriel.folder, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color"]
        // In a session of its own, with this terminal as the one that can hang up.
        let process = try ChildProcess(
            "/usr/bin/setsid", ["--ctty", Oriel.path, "inbox", "--no-tour", "--spool", oriel.spool] + shared,
            environment: variables, input: terminal.terminal, output: terminal.terminal)
        try await terminal.wait(for: "Oi, tudo bem?")
        terminal.type("\rUm momento, já vejo Ω")
        try await terminal.wait(for: "Ω")
        terminal.hangUp()
        #expect(try await process.end(within: 10) == 128 + SIGHUP)
        let next = try await oriel.run(["render", "--size", "100x30", "--keys", "<Enter>"] + shared)
        #expect(next.output.contains("Um momento, já vejo Ω"))
        // Nobody holds the spool or the store any more.
        #expect(try await oriel.ingest()["files"]?.int == 0)
    }

    /// A connection that died without a word holds it up in the middle of a frame: it ends all the same when it is told to.
    @Test func aTerminalThatTakesNothingHoldsUpNoEnd() async throws {
        let sitting = try Run(try Oriel())
        try await sitting.terminal.wait(for: "inbox")
        #expect(tcflow(sitting.terminal.terminal, TCOOFF) == 0)
        sitting.terminal.type("?")
        sitting.process.signal(SIGTERM)
        #expect(try await sitting.process.end(within: 20) == 128 + SIGTERM)
        #expect(sitting.terminal.modes == sitting.before)
    }

    /// Stopped, sent behind the shell, killed there: the shell keeps its page and its modes.
    @Test(.enabled(if: Tmux.program != nil, "tmux is missing: install it to test with a shell"))
    func behindTheShellItTouchesNothing() async throws {
        let oriel = try Oriel()
        let tmux = try await Sitting.shell(home: oriel.folder, columns: 90, rows: 20)
        let start = "clear; \(Oriel.path) inbox --no-tour --theme dark"
        // Modes that were not its own to set would show the words twice.
        func expectShell(_ words: String, _ last: String) async throws {
            try await tmux.type(line: "echo \(words) $((6*7))")
            let screen = try await tmux.wait { screen in
                screen.contains("\(words) 42") && screen.contains { $0.contains(last) }
                    && screen.last { !$0.isEmpty } == Sitting.prompt
            }
            #expect(screen.count { $0.contains(words) } == 2, "\(screen)")
            let view = try await tmux.view()
            #expect(view.number("alternate_on") == 0 && view.number("cursor_flag") == 1)
        }
        // The letter behind the name in brackets.
        func state() async throws -> Character? {
            guard let program = try await tmux.program() else { return nil }
            let stat = try String(contentsOfFile: "/proc/\(program)/stat", encoding: .utf8)
            return stat.split(separator: ")").last?.dropFirst().first
        }
        func opened() async throws { try await tmux.wait { $0.contains { $0.contains("? help") } } }
        func stopped() async throws {
            try await tmux.wait { $0.contains { $0.contains("Stopped") } && $0.last { !$0.isEmpty } == Sitting.prompt }
        }

        try await tmux.type(line: start)
        try await opened()
        try await tmux.type("C-z")
        try await stopped()
        try await tmux.type(line: "kill %1")
        try await eventually("its end") { try await tmux.program() == nil }
        try await expectShell("first", "Terminated")

        // Begun behind the shell it waits for its turn, and so it does when it is sent back there.
        try await tmux.type(line: start + " &")
        try await eventually("it is stopped") { try await state() == "T" }
        try await expectShell("second", "[1]")
        try await tmux.type(line: "clear; fg")
        try await opened()
        try await tmux.type("C-z")
        try await stopped()
        try await tmux.type(line: "clear; bg; echo sent")
        try await tmux.wait { $0.contains("sent") }
        try await eventually("it is stopped") { try await state() == "T" }
        try await tmux.type(line: "jobs")
        try await stopped()
        try await expectShell("third", "Stopped")
        try await tmux.type(line: "clear; fg")
        try await opened()

        // Stopped from outside it could give nothing back; it does when it ends.
        kill(try #require(try await tmux.program()), SIGSTOP)
        try await tmux.wait { $0.contains { $0.contains("Stopped") } }
        try await tmux.type(line: "kill %1")
        try await eventually("its end") { try await tmux.program() == nil }
        try await expectShell("fourth", "Terminated")

        // A fault: one line, and the shell goes on.
        try await tmux.type(line: start)
        try await opened()
        kill(try #require(try await tmux.program()), SIGSEGV)
        try await tmux.wait { $0.contains { $0.contains("Segmentation fault") } }
        try await expectShell("fifth", "SIGSEGV: oriel stopped")
        try await tmux.close()
    }
}
