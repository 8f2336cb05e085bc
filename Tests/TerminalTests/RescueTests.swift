import Foundation
import Glibc
import Screen
import TestSupport
import Testing

@testable import Terminal

/// The program is ended in every way there is, in a process of its own on our terminal: the terminal must be as before.
@Suite("Ends of the process")
@MainActor
struct RescueTests {
    /// Takes the terminal as the program would.
    static func take(_ path: String) throws -> CursesSurface {
        let terminal = open(path, O_RDWR | O_NOCTTY)
        try Rescue.catchFaults(notice: "the terminal was given back")
        let surface = try CursesSurface(
            input: terminal, output: terminal, term: "xterm-256color", environment: [:], mouse: true)
        var frame = Frame(size: surface.size)
        frame.put("on screen", at: Position(column: 0, row: 0), roles: .none)
        surface.present(frame)
        return surface
    }

    private func expectGivenBack(_ pty: PseudoTerminal, _ before: [UInt32], notice: String?) async {
        #expect(await eventually { pty.output.contains("\u{1B}[?1049l") })
        #expect(await eventually { pty.modes == before })
        #expect(pty.output.contains("on screen"))
        for mode in ["1049", "2004", "1004", "1000", "1006"] {
            // What the process wrote last may not be read yet.
            let isOff = await eventually {
                let output = pty.output
                let on = output.range(of: "\u{1B}[?\(mode)h", options: .backwards)?.lowerBound ?? output.startIndex
                let off = output.range(of: "\u{1B}[?\(mode)l", options: .backwards)?.lowerBound ?? output.startIndex
                return on < off
            }
            #expect(isOff, "mode \(mode)")
        }
        if let notice { #expect(await eventually { pty.output.contains(notice) }) }
    }

    @Test func aTrap() async throws {
        let pty = try PseudoTerminal()
        let before = pty.modes
        await #expect(processExitsWith: .failure) { [path = pty.path as String] in
            let surface = try await Self.take(path)
            withExtendedLifetime(surface) { fatalError("a fault on purpose") }  // the fault that is tested
        }
        await expectGivenBack(pty, before, notice: ": the terminal was given back")
    }

    @Test func anAbort() async throws {
        let pty = try PseudoTerminal()
        let before = pty.modes
        await #expect(processExitsWith: .signal(SIGABRT)) { [path = pty.path as String] in
            let surface = try await Self.take(path)
            withExtendedLifetime(surface) { abort() }
        }
        await expectGivenBack(pty, before, notice: "SIGABRT: the terminal was given back")
    }

    @Test func aBadAddress() async throws {
        let pty = try PseudoTerminal()
        let before = pty.modes
        await #expect(processExitsWith: .signal(SIGSEGV)) { [path = pty.path as String] in
            let surface = try await Self.take(path)
            withExtendedLifetime(surface) { _ = UnsafePointer<Int>(bitPattern: 8)?.pointee }
        }
        await expectGivenBack(pty, before, notice: "SIGSEGV: the terminal was given back")
    }

    @Test func anExitWithoutClosing() async throws {
        let pty = try PseudoTerminal()
        let before = pty.modes
        await #expect(processExitsWith: .exitCode(7)) { [path = pty.path as String] in
            let surface = try await Self.take(path)
            withExtendedLifetime(surface) { exit(7) }
        }
        await expectGivenBack(pty, before, notice: nil)
        #expect(!pty.output.contains("given back"))
    }

    @Test func aRequestToEndIsAnEventAndTheOwnerCloses() async throws {
        let pty = try PseudoTerminal()
        let before = pty.modes
        await #expect(processExitsWith: .exitCode(9)) { [path = pty.path as String] in
            let surface = try await Self.take(path)
            kill(getpid(), SIGTERM)
            for await event in surface.events where event == .terminate(signal: SIGTERM) {
                await surface.close()
                exit(9)
            }
        }
        await expectGivenBack(pty, before, notice: nil)
    }

    /// ^Z: the shell gets a sane terminal, and after `fg` the page is ours again.
    @Test func aStopAndItsContinuation() async throws {
        let pty = try PseudoTerminal()
        let before = pty.modes
        let file = NSTemporaryDirectory() + "oriel-stop-\(UUID().uuidString)"
        defer { unlink(file) }
        async let ending = #expect(processExitsWith: .exitCode(5)) {
            [path = pty.path as String, file = file as String] in
            // A group of its own, for ^Z stops the whole group.
            setpgid(0, 0)
            let surface = try await Self.take(path)
            let number = "\(getpid())"
            try number.write(toFile: file, atomically: true, encoding: .utf8)
            kill(getpid(), SIGTSTP)
            for await event in surface.events {
                if event == .stopRequested { await surface.stop() }
                if event == .resumed {
                    var frame = await Frame(size: surface.size)
                    frame.put("and again", at: Position(column: 0, row: 0), roles: .none)
                    await surface.present(frame)
                    await surface.close()
                    exit(5)
                }
            }
        }
        func state() -> (pid: pid_t, letter: Character)? {
            let text = try? String(contentsOfFile: file, encoding: .utf8)  // missing until then
            guard let text, let pid = pid_t(text) else { return nil }
            let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)  // gone with the process
            guard let stat, let end = stat.lastIndex(of: ")") else { return nil }
            return (pid, stat[end...].dropFirst(2).first ?? "?")
        }
        #expect(await eventually { state()?.letter == "T" })
        #expect(pty.modes == before)
        #expect(pty.output.contains("\u{1B}[?1049l"))
        let pid = try #require(state()?.pid)
        // Said again while it stands: a test must not wait for ever, whatever stopped its child.
        let waking = Task {
            for _ in 0..<200 where !Task.isCancelled {
                if state()?.letter == "T" { kill(pid, SIGCONT) }
                try? await Task.sleep(for: .milliseconds(50))  // cancelled: it ended
            }
        }
        _ = await ending
        waking.cancel()
        #expect(await eventually { pty.output.contains("and again") })
        await expectGivenBack(pty, before, notice: nil)
        let saved = pty.output.components(separatedBy: "\u{1B}[22;2t").count
        #expect(saved == pty.output.components(separatedBy: "\u{1B}[23;2t").count, "every saved title is given back")
    }

    /// A signal to the group is held up while the first thread blocks it, as it does for a moment after every signal it
    /// takes. It must not stop the program again when that went on: one `fg` is enough.
    @Test func aStopIsOneStop() async throws {
        let pty = try PseudoTerminal()
        let file = NSTemporaryDirectory() + "oriel-stop-\(UUID().uuidString)"
        defer { unlink(file) }
        async let ending = #expect(processExitsWith: .exitCode(5)) {
            [path = pty.path as String, file = file as String] in
            setpgid(0, 0)
            let surface = try await Self.take(path)
            // The first thread stays in this handler, and blocks the stop there.
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in poll(nil, 0, 60_000) }
            sigaddset(&action.sa_mask, SIGTSTP)
            sigaction(SIGURG, &action, nil)
            kill(getpid(), SIGURG)
            let isBlocked = await eventually {
                let status = try? String(contentsOfFile: "/proc/\(getpid())/status", encoding: .utf8)  // ours: is there
                let line = status?.split(separator: "\n").first { $0.hasPrefix("SigBlk:") }
                let mask = line.flatMap { UInt64($0.dropFirst(7).drop { $0 == "\t" }, radix: 16) }
                return (mask ?? 0) & 1 << UInt64(SIGTSTP - 1) != 0
            }
            guard isBlocked else { exit(6) }
            try "\(getpid())".write(toFile: file, atomically: true, encoding: .utf8)
            await surface.stop()
            await surface.close()
            exit(5)
        }
        func pid() -> pid_t? {
            let text = try? String(contentsOfFile: file, encoding: .utf8)  // missing until then
            return text.flatMap { pid_t($0) }
        }
        func isStopped() -> Bool {
            guard let pid = pid() else { return false }
            let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)  // gone with the process
            return stat?.split(separator: ")").last?.dropFirst().first == "T"
        }
        #expect(await eventually { isStopped() })
        let child = try #require(pid())
        let waking = Task {
            var stops = 0
            for _ in 0..<1_000 where !Task.isCancelled {
                if isStopped() {
                    stops += 1
                    kill(child, SIGCONT)
                }
                try? await Task.sleep(for: .milliseconds(10))  // cancelled: it ended
            }
            return stops
        }
        _ = await ending
        waking.cancel()
        #expect(await waking.value == 1)
    }
}
