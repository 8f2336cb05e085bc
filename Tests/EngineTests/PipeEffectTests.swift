import Foundation
import Inbox
import TestSupport
import Testing

@testable import Desk
@testable import Engine

/// A command of the agent's: what it reads, how it ends, and that it can be ended.
@Suite struct PipeEffectTests {
    let shop: Shop

    init() throws { shop = try Shop() }

    private func runner() -> EffectRunner {
        var services = Services(store: shop.store, agent: Shop.agent, clock: { Shop.start }, uuid: { "never" })
        services.pipeInput = { Array("\($0.source.rawValue) é $(exit 9)\n".utf8) }
        return EffectRunner(services: services, mailbox: shop.mailbox)
    }

    private static func job(_ command: String) -> PipeJob {
        PipeJob(
            source: .threadText, thread: ThreadKey(number: NumberID("1"), person: PersonKey(1)), message: nil,
            command: command)
    }

    private func outputs() -> [PipeOutput] {
        shop.mailbox.take().compactMap { if case .action(.piped(let output, _)) = $0 { output } else { nil } }
    }

    /// Who closes its output and goes on is ended in time; what is left behind with the output open is let be.
    @Test func theEndIsTheProgramsAndNotItsOutputs() throws {
        let shut = try #require(
            ToolRun.run(["/bin/sh", "-c", "exec >&- 2>&-; exec sleep 60"], limit: 100, seconds: 1))
        #expect(shut.cut == .time)
        let left = try #require(
            ToolRun.run(["/bin/sh", "-c", "sleep 5 & echo here"], limit: 100, seconds: 60))
        #expect(left.cut == nil && left.status == 0 && left.bytes == Array("here\n".utf8))
        var asked = 0
        let stopped = ToolRun.run(["/bin/sh", "-c", "exec >&- 2>&-; exec sleep 60"], limit: 100, seconds: 60) {
            asked += 1
            return asked > 3
        }
        #expect(stopped?.cut == .stopped)
    }

    @Test(arguments: [
        ("cat", "threadText é $(exit 9)\n", PipeOutput.Ending.exited(0)), ("wc -l; exit 3", "1\n", .exited(3)),
        ("echo bad >&2", "bad\n", .exited(0)), ("kill -9 $$", "", .killed), ("head -c 300000 /dev/zero", "", .loud),
    ])
    func howItEnds(command: String, text: String, ending: PipeOutput.Ending) throws {
        runner().pipe(Self.job(command), PipeRun(), token: 1)
        let output = try #require(outputs().first)
        #expect(output.ending == ending)
        if ending != .loud {
            #expect(output.text == text)
        } else {
            #expect(output.text.utf8.count == EffectRunner.pipeLimit)
        }
    }

    @Test func itIsStoppedWithEverythingItStarted() async throws {
        let runner = runner()
        let scratch = try Scratch()
        let mark = scratch.path + "/begun"
        runner.run(.pipe(Self.job("sleep 600 & echo $! > \(mark); wait"), token: 7))
        let pid = try await value("it runs") {
            FileManager.default.contents(atPath: mark).flatMap { Int32(String(decoding: $0, as: UTF8.self).dropLast()) }
        }
        runner.run(.stopPipe)
        let output = try await value("it was ended") { outputs().first }
        #expect(output.ending == .stopped)
        try await eventually("what it started is gone") { kill(pid, 0) != 0 || Self.isDead(pid) }
    }

    /// Ended, and not yet collected by whoever inherited it.
    private static func isDead(_ pid: Int32) -> Bool {
        let status = FileManager.default.contents(atPath: "/proc/\(pid)/stat").map {
            String(decoding: $0, as: UTF8.self)
        }
        return status?.contains(") Z ") ?? true
    }

    @Test func leavingEndsWhatRuns() async throws {
        let runner = runner()
        runner.run(.pipe(Self.job("sleep 600"), token: 7))
        await runner.finish()
        #expect(outputs().first?.ending == .stopped)
    }

    @Test func whatCannotBeReadIsTold() {
        var services = Services(store: shop.store, agent: Shop.agent, clock: { Shop.start }, uuid: { "never" })
        services.pipeInput = { _ in throw CocoaError(.fileReadUnknown) }
        EffectRunner(services: services, mailbox: shop.mailbox).pipe(Self.job("cat"), PipeRun(), token: 1)
        let events = shop.mailbox.take()
        #expect(events.contains { if case .action(.effectFailed) = $0 { true } else { false } })
    }
}
