import Foundation
import GRDB
import Inbox

@testable import Store

/// A store in a directory of its own, gone with the value.
final class Scratch {
    let path: String
    let store: InboxStore

    /// A store's file before anything is in it.
    private static let empty = Result { () -> Data in
        let scratch = try Scratch()
        _ = try scratch.store.pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        guard let data = FileManager.default.contents(atPath: scratch.path) else {
            throw CocoaError(.fileReadUnknown)
        }
        return data
    }

    /// - Parameter isQuick: a copy of an empty store, on a disk of memory where there is one: for thousands of stores, each of
    ///   many transactions.
    init(isQuick: Bool = false) throws {
        let memory = "/dev/shm"
        let isThere = isQuick && FileManager.default.isWritableFile(atPath: memory)
        let folder = (isThere ? memory : NSTemporaryDirectory()) + "/oriel-store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = folder + "/inbox.sqlite"
        if isQuick { try Self.empty.get().write(to: URL(fileURLWithPath: path)) }
        store = try InboxStore(path: path)
    }

    /// Who asks, for queries that need nobody.
    static let bia = QueryContext(agent: "bia", now: Instant(seconds: 1_795_000_000))

    deinit { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }  // temporary

    func dump() throws -> String {
        var lines: [String] = []
        try store.dump { lines.append($0) }
        return lines.joined(separator: "\n")
    }
}

/// A seeded generator: the same seed gives the same order on every machine.
struct SeededOrder: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
