import Desk
import Foundation
import Glibc
import Spool
import Store
import Synchronization
import TestSupport
import Testing
import WhatsApp

@testable import Engine

/// The small parts: clocks, wake-ups, identities, counts.
struct PartsTests {
    @Test func aFloodOfNewsIsOneWakeUp() {
        let wake = WakeUp()
        for _ in 0..<10_000 { wake.send(.arrived) }
        wake.send(.watchLost)
        #expect(wake.wait(milliseconds: 1) == [.arrived, .watchLost])
        #expect(wake.wait(milliseconds: 1) == [])
        wake.send(.stop)
        #expect(wake.wait(milliseconds: 1) == .stop)
    }

    @Test func newsWakeAThreadThatWaits() async throws {
        let wake = WakeUp()
        let woken = Mutex(false)
        Thread.detachNewThread {
            let news = wake.wait(milliseconds: 60_000)
            woken.withLock { $0 = news == .arrived }
        }
        wake.send(.arrived)
        try await eventually("the thread to wake") { woken.withLock { $0 } }
    }

    @Test func aClaimOfThisProcessIsAlive() {
        #expect(WorkerIdentity.isAlive(WorkerIdentity.current.word))
    }

    @Test(arguments: ["", "x", "12", "1:2:3", "-1:5", "99999999:1", "0x1:1", ":", "1:"])
    func anUnreadableClaimIsDead(word: String) {
        #expect(!WorkerIdentity.isAlive(word))
    }

    @Test func aPidThatIsUsedAgainIsDead() {
        let current = WorkerIdentity.current
        #expect(!WorkerIdentity.isAlive(WorkerIdentity(pid: current.pid, startedAt: current.startedAt &+ 1).word))
    }

    /// In a container nobody may ever ask after a dead process: it keeps its number.
    @Test func aDeadProcessNobodyAskedAfterIsDead() async throws {
        var pid = pid_t()
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/sleep"), strdup("600"), nil]
        defer { for argument in arguments { free(argument) } }
        try #require(posix_spawn(&pid, "/bin/sleep", nil, nil, &arguments, nil) == 0)
        let word = try #require(Self.word(of: pid))
        #expect(WorkerIdentity.isAlive(word))
        kill(pid, SIGKILL)
        try await eventually("the process to die") { !WorkerIdentity.isAlive(word) }
        // It is still there.
        #expect(kill(pid, 0) == 0)
        var status: Int32 = 0
        #expect(waitpid(pid, &status, 0) == pid)
    }

    private static func word(of pid: pid_t) -> String? {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),  // nil fails the test
            let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        return "\(pid):\(fields[19])"
    }

    @Test func theQuarantineIsCountedWhoeverFilledIt() throws {
        let scratch = try Scratch()
        let directory = try SpoolDirectory(path: scratch.path + "/spool")
        var count = QuarantineCount(directory)
        count.refresh()
        #expect(count.count == 0)
        for index in 0..<3 {
            let name = directory.path(of: .new) + "/\(index).json"
            try "not json".write(toFile: name, atomically: false, encoding: .utf8)
        }
        for index in 0..<3 {
            let name = try #require(SpoolName("\(index).json"))
            #expect(try SpoolArchive(directory: directory).quarantine(name, reason: "for the test") != nil)
        }
        count.refresh()
        #expect(count.count == 3)
    }

    @Test func whatOnlyMovesTheClockIsNoNews() {
        let facts = StatusFacts()
        #expect(!facts.change { $0.lastPollAt = Shop.start })
        #expect(facts.change { $0.quarantined = 1 })
        #expect(!facts.change { $0.quarantined = 1 })
        #expect(facts.change { $0.outboxTrouble = .network(Obstacle(.timedOut)) })
        #expect(facts.change { $0.spoolTrouble = .spool(Obstacle(.spoolVanished, "y")) })
        // Nothing coming in is worse than nothing leaving.
        #expect(facts.current.trouble == .spool(Obstacle(.spoolVanished, "y")))
    }

    @Test func decodingOnManyCoresKeepsTheOrder() {
        for count in [0, 1, 31, 32, 33, 100, 1_001] {
            #expect(ConcurrentMap.map(Array(0..<count)) { $0 * 2 } == (0..<count).map { $0 * 2 })
        }
    }

    @Test func theMonotonicClockDoesNotGoBack() {
        var last = MonotonicClock.milliseconds
        for _ in 0..<1_000 {
            let now = MonotonicClock.milliseconds
            #expect(now >= last)
            last = now
        }
    }
}
