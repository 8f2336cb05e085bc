import Desk
import Inbox
import Store
import Synchronization
import TestSupport
import Testing

@testable import Engine

/// What another connection writes is noticed.
struct ChangeWatchTests {
    @Test func everyChangeOfAnotherHandleIsTold() async throws {
        let shop = try Shop()
        let key = try shop.hears("oi")
        let counts = Counts()
        let watch = Task { await ChangeWatch.run(store: shop.store) { counts.add() } }
        try await eventually("the first word") { counts.value > 0 }
        let other = try InboxStore(path: shop.store.path)
        for round in 0..<5 {
            // Readers of the watched handle come and go meanwhile.
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { _ = try? shop.store.thread(key) } }  // not what is tested
            }
            let before = counts.value
            try other.setDraft("rodada \(round)", for: key, agent: "carla")
            try await eventually("round \(round)") { counts.value > before }
        }
        watch.cancel()
        await watch.value
        #expect(counts.value >= 6)
    }
}

/// How often something was told.
final class Counts: Sendable {
    private let number = Mutex(0)
    var value: Int { number.withLock { $0 } }
    func add() { number.withLock { $0 += 1 } }
}
