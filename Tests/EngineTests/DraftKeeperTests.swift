import Desk
import Foundation
import Glibc
import Inbox
import Store
import Synchronization
import TestSupport
import Testing

@testable import Engine

/// Law 9: a draft is on disk within 150 ms of the first key, and never lost.
struct DraftKeeperTests {
    private let shop: Shop
    private let key: ThreadKey
    private let events = Log()

    /// What the keeper told.
    private final class Log: Sendable {
        private let words = Mutex<[String]>([])
        var all: [String] { words.withLock { $0 } }
        func add(_ word: String) { words.withLock { $0.append(word) } }
    }

    init() throws {
        shop = try Shop()
        key = try shop.hears("oi")
    }

    private func keeper(_ store: InboxStore? = nil) -> DraftKeeper {
        DraftKeeper(store: store ?? shop.store, agent: Shop.agent) { [events] event in
            switch event {
            case .saved(_, let text): events.add("saved \(text)")
            case .refused: events.add("refused")
            case .takenAgain: events.add("taken again")
            }
        }
    }

    /// What another process would read.
    private func onDisk() throws -> String? { try InboxStore(path: shop.store.path).draft(key, agent: Shop.agent) }

    @Test func aDraftIsOnDiskByItself() async throws {
        let keeper = keeper()
        keeper.keep("o", for: key)
        #expect(try keeper.read(key).text == "o")
        try await eventually("the draft on disk") { try onDisk() == "o" }
        #expect(events.all == ["saved o"])
    }

    @Test func manyKeysAreFewWrites() async throws {
        let keeper = keeper()
        for count in 1...500 { keeper.keep(String(repeating: "x", count: count), for: key) }
        try await eventually("the last draft on disk") { try onDisk()?.count == 500 }
        #expect(events.all.count < 50)
        #expect(events.all.last?.count == 506)
    }

    @Test func theNewestTextWinsAgainstAWriteUnderWay() throws {
        let keeper = keeper()
        for count in 1...200 {
            keeper.keep("\(count)", for: key)
            if count.isMultiple(of: 7) { keeper.flush() }
            #expect(try keeper.read(key).text == "\(count)")
        }
        keeper.flush()
        #expect(try onDisk() == "200")
    }

    @Test func anEmptiedDraftIsGone() throws {
        let keeper = keeper()
        keeper.keep("x", for: key)
        keeper.flush()
        keeper.keep("", for: key)
        keeper.flush()
        #expect(try onDisk() == nil)
        #expect(try keeper.read(key).text == "")
    }

    @Test func aHeldTextIsKeptAndLetGo() throws {
        let keeper = keeper()
        keeper.hold("depois", for: key)
        #expect(try keeper.read(key).held == "depois")
        keeper.flush()
        #expect(try shop.store.heldText(key, agent: Shop.agent) == "depois")
        keeper.hold(nil, for: key)
        #expect(try keeper.read(key).held == nil)
        keeper.flush()
        #expect(try shop.store.heldText(key, agent: Shop.agent) == nil)
    }

    /// Another writer holds the file for longer than we wait: told once, kept, and on disk when it is free.
    @Test func aDiskThatRefusesIsToldOnceAndTheWordsAreKept() async throws {
        let impatient = try InboxStore(path: shop.store.path, options: StoreOptions(busySeconds: 0.05))
        let keeper = keeper(impatient)
        let blocker = try Blocker(shop.store.path)
        keeper.keep("não me perca", for: key)
        #expect(keeper.flush() == [key: "não me perca"])
        keeper.keep("não me perca!", for: key)
        #expect(keeper.flush() == [key: "não me perca!"])
        #expect(events.all == ["refused"])
        #expect(try keeper.read(key).text == "não me perca!")
        try blocker.release()
        try await eventually("the draft on disk") { try onDisk() == "não me perca!" }
        #expect(events.all == ["refused", "saved não me perca!", "taken again"])
    }

    /// Killed a moment after the key: the draft is there.
    @Test func aDraftSurvivesAKill() async throws {
        for round in 0..<(2 * soak) {
            let text = "rodada \(round)"
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = shop.store.path as String, text = text as String] in
                try await Child.typeAndDie(path, text)
            }
            #expect(try onDisk() == text)
        }
    }
}
