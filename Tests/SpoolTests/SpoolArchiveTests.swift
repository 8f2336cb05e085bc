import Glibc
import Testing

@testable import Spool

@Suite("Moving files out of a spool")
struct SpoolArchiveTests {
    @Test("A name that is already done gets a suffix, and both are kept")
    func collisions() throws {
        let spool = try TemporarySpool()
        let archive = SpoolArchive(directory: spool.directory)
        for round in 0..<3 {
            try spool.drop("a.json", #"{"round":\#(round)}"#)
            #expect(archive.finish([try .of("a.json")], day: day).moved.count == 1)
        }
        #expect(spool.names(.done, day.description) == ["a.json", "a~1.json", "a~2.json"])
        #expect(try spool.text(.done, "2026-03-05/a.json") == #"{"round":0}"#)
        #expect(try spool.text(.done, "2026-03-05/a~2.json") == #"{"round":2}"#)
    }

    @Test("Another day is another folder")
    func days() throws {
        let spool = try TemporarySpool()
        let archive = SpoolArchive(directory: spool.directory)
        for text in ["2026-03-05", "2026-03-06"] {
            try spool.drop("a.json", "{}")
            #expect(archive.finish([try .of("a.json")], day: try #require(SpoolDay(text))).moved.count == 1)
        }
        #expect(spool.names(.done) == ["2026-03-05", "2026-03-06"])
    }

    @Test("A hundred namesakes do not slow or stop it")
    func manyNamesakes() throws {
        let spool = try TemporarySpool()
        let archive = SpoolArchive(directory: spool.directory)
        for _ in 0..<105 {
            try spool.drop("a.json", "{}")
            #expect(archive.finish([try .of("a.json")], day: day).moved.count == 1)
        }
        #expect(spool.names(.done, day.description).count == 105)
    }

    @Test("Quarantined files keep their bytes, each beside its reason, also when names meet")
    func quarantine() throws {
        let spool = try TemporarySpool()
        let archive = SpoolArchive(directory: spool.directory)
        let long = String(repeating: "x", count: 255)
        for name in ["a.json", "a.json", "a.json.reason", long, long] {
            try spool.drop(name, "bytes of \(name)")
            let target = try #require(try archive.quarantine(try .of(name), reason: "because of \(name)"))
            #expect(try spool.text(.quarantine, "\(target)") == "bytes of \(name)")
            #expect(try spool.text(.quarantine, "\(target).reason").hasPrefix("because of \(name)\n"))
        }
        #expect(spool.names(.new).isEmpty && spool.names(.tmp).isEmpty)
        #expect(spool.names(.quarantine).count == 10)
        #expect(spool.names(.quarantine).filter { $0.hasSuffix(".reason") }.count == 5)
    }

    @Test("A crash between reason and file leaves nothing that does harm")
    func crashBetween() throws {
        let spool = try TemporarySpool()
        try spool.drop("a.json", "bytes")
        try spool.drop("a.json.reason", "an older reason", in: .quarantine)
        let archive = SpoolArchive(directory: spool.directory)
        #expect(try archive.quarantine(try .of("a.json"), reason: "because") == .of("a.json"))
        #expect(spool.names(.quarantine) == ["a.json", "a.json.reason"])
        #expect(try spool.text(.quarantine, "a.json.reason").hasPrefix("because"))
    }

    @Test("A file that is gone leaves no reason behind")
    func gone() throws {
        let spool = try TemporarySpool()
        #expect(try SpoolArchive(directory: spool.directory).quarantine(try .of("a.json"), reason: "because") == nil)
        #expect(spool.names(.quarantine).isEmpty && spool.names(.tmp).isEmpty)
    }
}
