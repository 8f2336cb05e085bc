import Foundation
import Testing
import WhatsApp

/// A damaged store: told, kept aside, made anew from the archive of the spool.
@Suite struct RescueTests {
    enum Damage: CaseIterable, Sendable {
        case header, middle, truncated
    }

    private static func harm(_ path: String, _ damage: Damage) throws {
        for end in ["-wal", "-shm"] { unlink(path + end) }
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        let size = try file.seekToEnd()
        switch damage {
        case .header:
            try file.seek(toOffset: 0)
            try file.write(contentsOf: Data(repeating: 0x5A, count: 100))
        case .middle:
            try file.seek(toOffset: size / 2)
            try file.write(contentsOf: Data(repeating: 0x5A, count: Int(size / 4)))
        case .truncated: try file.truncate(atOffset: size / 2)
        }
        try file.close()
    }

    @Test(arguments: Damage.allCases) func aDamagedStoreIsMadeAnew(damage: Damage) async throws {
        let oriel = try Oriel()
        for index in 0..<40 {
            try oriel.spool(
                Webhooks.text(
                    "words \(index)", id: "wamid.\(index)", from: "55119555501\(10 + index % 5)",
                    at: 1_795_510_800 + Int64(index)), arrivedAt: 1_795_510_900)
        }
        _ = try await oriel.ingest()
        let before = try await oriel.run("dump", "--store", oriel.store)
        #expect(before.status == 0 && !before.output.isEmpty)
        try Self.harm(oriel.store, damage)
        let harmed = try Data(contentsOf: URL(fileURLWithPath: oriel.store))

        let told = try await oriel.run("doctor", "--offline", "--store", oriel.store)
        #expect((told.output + told.errors).contains("--rescue"))
        let now = "2026-11-25T10:00:00Z"
        let rescued = try await oriel.run(
            "rebuild", "--rescue", "--store", oriel.store, "--spool", oriel.spool, "--now", now, "--json")
        #expect(rescued.status == 0, "\(rescued.errors)")
        let aside = oriel.store + ".corrupt-20261125T100000000Z"
        #expect(try rescued.json.first?["kept_aside"]?.text == aside)
        #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == harmed, "not a byte of it is changed")
        #expect(try await oriel.run("dump", "--store", oriel.store).output == before.output)
        #expect(try await oriel.ingest()["files"]?.int == 0)
    }

    @Test func withoutBeingAskedNothingIsMoved() async throws {
        let oriel = try Oriel()
        let letter = try oriel.write(String(repeating: "Dear shop, ", count: 900), to: "letter.sqlite")
        try await oriel.run("rebuild", "--store", letter).expectOneLine(65, "letter.sqlite", "--rescue")
        #expect(FileManager.default.fileExists(atPath: letter))
    }

    /// The file is gone and the archive is not: doctor and the inbox name the way, and it makes the store what it was.
    @Test func aLostStoreIsMadeFromTheArchive() async throws {
        let oriel = try Oriel()
        try oriel.spool(Webhooks.text("hello", id: "wamid.1", at: 1_795_510_800), arrivedAt: 1_795_510_900)
        _ = try await oriel.ingest()
        let before = try await oriel.run("dump", "--store", oriel.store)
        for end in ["", "-wal", "-shm"] { unlink(oriel.store + end) }
        // Whatever opens it first makes it new.
        #expect(try await oriel.ingest()["files"]?.int == 0)
        let told = try await oriel.run("doctor", "--offline", "--store", oriel.store, "--spool", oriel.spool)
        #expect((told.output + told.errors).contains("it reads the archive in"), "\(told.output)")
        let outcome = try await oriel.run("rebuild", "--rescue", "--store", oriel.store, "--spool", oriel.spool)
        #expect(outcome.status == 0)
        #expect(outcome.output == "read from the archive of the spool: 1 files, 0 unreadable\n", "\(outcome.errors)")
        #expect(try await oriel.run("dump", "--store", oriel.store).output == before.output)
        for end in ["", "-wal", "-shm"] { unlink(oriel.store + end) }
        _ = try await oriel.run("rebuild", "--rescue", "--store", oriel.store, "--spool", oriel.spool)
        #expect(try await oriel.run("dump", "--store", oriel.store).output == before.output)
        let sound = try await oriel.run("doctor", "--offline", "--store", oriel.store, "--spool", oriel.spool)
        #expect(!(sound.output + sound.errors).contains("--rescue"))
    }

    @Test func aSoundStoreStaysWhereItIs() async throws {
        let oriel = try Oriel()
        try oriel.spool(Webhooks.text("hello", id: "wamid.1", at: 1_795_510_800), arrivedAt: 1_795_510_900)
        _ = try await oriel.ingest()
        let outcome = try await oriel.run("rebuild", "--rescue", "--store", oriel.store, "--spool", oriel.spool)
        #expect(outcome.status == 0 && outcome.output.hasPrefix("read from the archive of the spool: "))
    }
}
