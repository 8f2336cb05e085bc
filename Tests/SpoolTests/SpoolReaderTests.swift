import Glibc
import Testing

@testable import Spool

@Suite("Reading a spool")
struct SpoolReaderTests {
    static let body = #"{"object":"whatsapp_business_account"}"#

    @Test("Names come sorted, and stay with the reader until they are settled")
    func order() throws {
        let spool = try TemporarySpool()
        for name in ["b.json", "1772694489123-b.json", "a.json", "1772694489122-z.json", "Z"] {
            try spool.drop(name, Self.body)
        }
        var reader = SpoolReader(directory: spool.directory)
        let first = try reader.batch(now: 0)
        let sorted = ["1772694489122-z.json", "1772694489123-b.json", "Z", "a.json", "b.json"]
        #expect(first.envelopes.map(\.name.description) == sorted)
        #expect(try reader.batch(now: 1).isEmpty)

        reader.release([first.envelopes[3].name])
        let again = try reader.batch(now: 2)
        #expect(again.envelopes.map(\.name.description) == ["a.json"])

        let report = reader.finish(first.envelopes.map(\.name), day: day)
        #expect(report.moved.count == 5)
        #expect(spool.names(.new).isEmpty)
        #expect(spool.names(.done, "2026-03-05") == sorted)

        // The same name may come again: it is another file.
        try spool.drop("a.json", Self.body)
        #expect(try reader.batch(now: 3).envelopes.count == 1)
    }

    @Test("Links, sockets, FIFOs, directories and dot files are never followed and counted once")
    func oddEntries() throws {
        let spool = try TemporarySpool()
        let new = spool.directory.path(of: .new)
        try spool.drop("real.json", Self.body, in: .tmp)
        #expect(symlink(spool.directory.path(of: .tmp) + "/real.json", new + "/link.json") == 0)
        #expect(symlink("/nowhere", new + "/dangling.json") == 0)
        #expect(mkfifo(new + "/fifo.json", 0o600) == 0)
        #expect(mkdir(new + "/directory.json", 0o700) == 0)
        try spool.drop(".hidden.json", Self.body)
        let socketFile = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socketFile) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array((new + "/socket.json").utf8CString)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.map { UInt8(bitPattern: $0) }) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socketFile, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(bound == 0)
        try spool.drop("good.json", Self.body)

        var reader = SpoolReader(directory: spool.directory)
        let batch = try reader.batch(now: 0, once: true)
        #expect(batch.envelopes.map(\.name.description) == ["good.json"])
        #expect(
            Set(batch.ignored.map(\.description)) == [
                "link.json", "dangling.json", "fifo.json", "directory.json", ".hidden.json", "socket.json",
            ])
        reader.finish(batch.envelopes.map(\.name), day: day)
        #expect(try reader.batch(now: 1).ignored.isEmpty)
        #expect(spool.names(.new).count == 6)
    }

    @Test("What turned into a link after it was listed is not followed either")
    func swapped() throws {
        let spool = try TemporarySpool()
        try spool.drop("a.json", Self.body)
        try spool.drop("b.json", Self.body)
        try spool.drop("c.json", Self.body)
        try spool.drop("d.json", Self.body)
        var reader = SpoolReader(directory: spool.directory, limits: BatchLimits(files: 1))
        #expect(try reader.batch(now: 0).envelopes.count == 1)
        let new = spool.directory.path(of: .new)
        #expect(unlink(new + "/b.json") == 0 && symlink("/etc/hostname", new + "/b.json") == 0)
        #expect(unlink(new + "/c.json") == 0 && mkfifo(new + "/c.json", 0o600) == 0)
        let batch = try reader.batch(now: 1)
        #expect(batch.envelopes.map(\.name.description) == ["d.json"])
        #expect(batch.ignored.map(\.description) == ["b.json", "c.json"])
    }

    @Test("Names of any bytes are read and moved")
    func oddNames() throws {
        let spool = try TemporarySpool()
        let names =
            [[0xFF, 0xFE], Array("a\nb".utf8), Array("\u{1B}[2J".utf8), Array("- -".utf8), Array("ação".utf8)]
            .compactMap { SpoolName(bytes: $0) } + [try .of(String(repeating: "x", count: 255))]
        for name in names { try spool.drop(name, Array(Self.body.utf8)) }
        var reader = SpoolReader(directory: spool.directory)
        let batch = try reader.batch(now: 0)
        #expect(Set(batch.envelopes.map(\.name)) == Set(names))
        #expect(reader.finish(batch.envelopes.map(\.name), day: day).moved.count == names.count)
        #expect(spool.names(.done, day.description).count == names.count)
        // The same names again: each gets a suffix, cut where it would be too long.
        for name in names { try spool.drop(name, Array(Self.body.utf8)) }
        #expect(reader.finish(try reader.batch(now: 1).envelopes.map(\.name), day: day).moved.count == names.count)
        #expect(spool.names(.done, day.description).count == 2 * names.count)
    }

    @Test("A file over 8 MiB is quarantined at once; one of exactly 8 MiB is read")
    func size() throws {
        let spool = try TemporarySpool()
        let limit = BatchLimits.fileSize
        let exact = Array(Self.body.utf8) + [UInt8](repeating: 0x20, count: limit - Self.body.utf8.count)
        try spool.drop(try .of("exact.json"), exact)
        try spool.drop(try .of("over.json"), exact + [0x20])
        var reader = SpoolReader(directory: spool.directory)
        let batch = try reader.batch(now: 0)
        #expect(batch.envelopes.map(\.name.description) == ["exact.json"])
        #expect(batch.quarantined.map(\.name.description) == ["over.json"])
        #expect(spool.names(.quarantine) == ["over.json", "over.json.reason"])
        #expect(try spool.text(.quarantine, "over.json.reason").contains("\(limit + 1)"))
    }

    @Test("A batch has 500 files, over a backlog of 2,000 it has 4,000")
    func backlog() throws {
        let spool = try TemporarySpool()
        let limits = BatchLimits()
        #expect([1, 500, 2_000].allSatisfy { limits.fileCount(waiting: $0) == 500 })
        #expect(limits.fileCount(waiting: 2_001) == 4_000)

        for index in 0..<4_600 { try spool.drop("\(1_772_694_480_000 + index)-x.json", "{}") }
        var reader = SpoolReader(directory: spool.directory)
        var sizes: [Int] = []
        var backlogs: [Int] = []
        var names: [SpoolName] = []
        repeat {
            let batch = try reader.batch(now: 0, once: true)
            if sizes.isEmpty { #expect(batch.oldestWaitingMilliseconds == 1_772_694_484_000) }
            sizes.append(batch.envelopes.count)
            backlogs.append(batch.backlog)
            names += batch.envelopes.map(\.name)
            #expect(reader.finish(batch.envelopes.map(\.name), day: day).moved.count == batch.envelopes.count)
        } while backlogs.last != 0
        #expect(sizes == [4_000, 500, 100])
        #expect(backlogs == [600, 100, 0])
        #expect(names == names.sorted() && Set(names).count == 4_600)
        #expect(spool.names(.new).isEmpty)
    }

    @Test("A batch ends before the file that would pass its bytes, but always has one")
    func bytes() throws {
        let spool = try TemporarySpool()
        for name in ["a", "b", "c"] { try spool.drop(name, "{" + String(repeating: " ", count: 59)) }
        try spool.drop("d", "{" + String(repeating: " ", count: 999))
        var reader = SpoolReader(directory: spool.directory, limits: BatchLimits(bytes: 130))
        var batches: [[String]] = []
        repeat {
            batches.append(try reader.batch(now: 0).envelopes.map(\.name.description))
        } while batches.last != []
        #expect(batches == [["a", "b"], ["c"], ["d"], []])
    }

    @Test("A malformed file is left for two seconds after it was first seen, and no file time counts")
    func patience() throws {
        let spool = try TemporarySpool()
        try spool.drop("half.json", "Received-At: 17726")
        var old = [timeval(tv_sec: 1, tv_usec: 0), timeval(tv_sec: 1, tv_usec: 0)]
        #expect(utimes(spool.directory.path(of: .new) + "/half.json", &old) == 0)

        var reader = SpoolReader(directory: spool.directory)
        let first = try reader.batch(now: 10_000)
        #expect(first.deferred == 1 && first.envelopes.isEmpty && first.isEmpty)
        #expect(first.wakeAt == 10_500)
        #expect(try reader.batch(now: 10_499).deferred == 0)
        #expect(try reader.batch(now: 10_500).deferred == 1)
        #expect(try reader.batch(now: 11_999).wakeAt == 12_000)
        #expect(spool.names(.quarantine).isEmpty)
        let last = try reader.batch(now: 12_000)
        #expect(last.quarantined.map(\.name.description) == ["half.json"])
        #expect(last.wakeAt == nil)
        #expect(spool.names(.quarantine) == ["half.json", "half.json.reason"])
    }

    @Test("A file that was growing is read when it is whole")
    func growing() throws {
        let spool = try TemporarySpool()
        try spool.drop("slow.json", "Received-At: 1772694489\n")
        var reader = SpoolReader(directory: spool.directory)
        #expect(try reader.batch(now: 0).deferred == 1)
        try spool.drop("slow.json", "Received-At: 1772694489\n\n{}")
        let batch = try reader.batch(now: 1_999)
        #expect(batch.envelopes.map(\.body) == [Array("{}".utf8)])
        #expect(batch.wakeAt == nil)
    }

    @Test("JSON that the caller cannot read waits its two seconds too, and goes at once when asked once")
    func rejected() throws {
        let spool = try TemporarySpool()
        try spool.drop("a.json", #"{"half":"#)
        let name = try SpoolName.of("a.json")
        var reader = SpoolReader(directory: spool.directory)
        #expect(try reader.batch(now: 5_000).envelopes.count == 1)
        #expect(try reader.reject(name, reason: "not JSON", now: 6_000) == .deferred)
        #expect(try reader.batch(now: 6_400).envelopes.isEmpty)
        #expect(try reader.batch(now: 6_500).envelopes.count == 1)
        #expect(try reader.reject(name, reason: "not JSON", now: 7_000) == .quarantined(name))
        #expect(try spool.text(.quarantine, "a.json.reason").hasPrefix("not JSON\n"))

        try spool.drop("b.json", "[")
        try spool.drop("c.json", #"{"half":"#)
        let once = try reader.batch(now: 7_001, once: true)
        #expect(once.quarantined.map(\.name.description) == ["b.json"])
        let other = try SpoolName.of("c.json")
        #expect(try reader.reject(other, reason: "not JSON", now: 7_001, once: true) == .quarantined(other))
        #expect(try reader.reject(other, reason: "not JSON", now: 7_001, once: true) == .vanished)
        #expect(spool.names(.new).isEmpty)
    }

    @Test("With an app secret only what is signed under it comes in")
    func signatures() throws {
        let spool = try TemporarySpool()
        let good = Signature.sign(body: Array(Self.body.utf8), appSecret: "s3cret")
        let bad = Signature.sign(body: Array(Self.body.utf8), appSecret: "other")
        try spool.drop("good.json", "x-hub-signature-256: \(good)\n\n\(Self.body)")
        try spool.drop("bad.json", "X-Hub-Signature-256: \(bad)\n\n\(Self.body)")
        try spool.drop("changed.json", "X-Hub-Signature-256: \(good)\n\n\(Self.body)\n")
        try spool.drop("unsigned.json", "Received-At: 0\n\n\(Self.body)")
        try spool.drop("bare.json", Self.body)

        var trusting = SpoolReader(directory: spool.directory)
        #expect(try trusting.batch(now: 0, once: true).envelopes.count == 5)
        var reader = SpoolReader(directory: spool.directory, appSecret: "s3cret")
        let batch = try reader.batch(now: 0, once: true)
        #expect(batch.envelopes.map(\.name.description) == ["good.json"])
        #expect(
            batch.quarantined.map(\.name.description) == ["bad.json", "bare.json", "changed.json", "unsigned.json"])
        #expect(batch.quarantined[0].reason == EnvelopeDefect.badSignature.description)
        #expect(batch.quarantined[1].reason == EnvelopeDefect.unsigned.description)
    }

    @Test("A file that is gone when it is opened or finished does no harm")
    func vanishedFiles() throws {
        let spool = try TemporarySpool()
        for name in ["a", "b", "c"] { try spool.drop(name, Self.body) }
        var reader = SpoolReader(directory: spool.directory, limits: BatchLimits(files: 1))
        #expect(try reader.batch(now: 0).envelopes.count == 1)
        for name in ["a", "b"] { #expect(unlink(spool.directory.path(of: .new) + "/" + name) == 0) }
        let batch = try reader.batch(now: 0)
        #expect(batch.vanished == 1 && batch.envelopes.map(\.name.description) == ["c"])
        let report = reader.finish([try .of("a"), try .of("c")], day: day)
        #expect(report.vanished.map(\.description) == ["a"] && report.moved.map(\.description) == ["c"])
        #expect(report.unfiled.isEmpty && report.problem == nil)
    }

    @Test("A spool that vanishes while it is read is said so, and reading goes on when it is back")
    func vanishedSpool() throws {
        let spool = try TemporarySpool()
        for index in 0..<10 { try spool.drop("\(index).json", Self.body) }
        var reader = SpoolReader(directory: spool.directory, limits: BatchLimits(files: 4))
        let first = try reader.batch(now: 0)
        let (here, away) = (spool.directory.path, spool.directory.path + "-away")
        #expect(rename(here, away) == 0)
        let gone = SpoolError.vanished(path: spool.directory.path(of: .new))
        #expect(throws: gone) { try reader.batch(now: 1) }
        #expect(throws: gone) { try reader.batch(now: 2) }
        let report = reader.finish(first.envelopes.map(\.name), day: day)
        #expect(report.unfiled.count == 4 && report.problem == gone)

        #expect(rename(away, here) == 0)
        let second = try reader.batch(now: 3)
        #expect(second.envelopes.map(\.name.description) == ["4.json", "5.json", "6.json", "7.json"])
        #expect(spool.names(.done, day.description) == ["0.json", "1.json", "2.json", "3.json"])
    }

    @Test("What was committed and could not be moved is moved later, not read again")
    func refile() throws {
        let spool = try TemporarySpool()
        for name in ["a.json", "b.json"] { try spool.drop(name, Self.body) }
        var reader = SpoolReader(directory: spool.directory)
        let names = try reader.batch(now: 0).envelopes.map(\.name)
        #expect(rmdir(spool.directory.path(of: .done)) == 0)
        let report = reader.finish(names, day: day)
        #expect(report.unfiled == names)
        #expect(report.problem == .vanished(path: spool.directory.path(of: .done) + "/2026-03-05"))
        let waiting = try reader.batch(now: 1)
        #expect(waiting.envelopes.isEmpty && waiting.problems.count == 1)
        try spool.directory.create()
        #expect(try reader.batch(now: 2).envelopes.isEmpty)
        #expect(spool.names(.done, "2026-03-05") == ["a.json", "b.json"])
    }

    @Test("When quarantine cannot take a file, the others still come in and it is tried again")
    func brokenQuarantine() throws {
        let spool = try TemporarySpool()
        try spool.drop("bad.json", "[")
        try spool.drop("good.json", Self.body)
        #expect(rmdir(spool.directory.path(of: .quarantine)) == 0)
        var reader = SpoolReader(directory: spool.directory)
        let batch = try reader.batch(now: 0, once: true)
        #expect(batch.envelopes.map(\.name.description) == ["good.json"])
        #expect(batch.problems == [.vanished(path: spool.directory.path(of: .quarantine))])
        #expect(spool.names(.new) == ["bad.json", "good.json"] && spool.names(.tmp).isEmpty)
        try spool.directory.create()
        #expect(try reader.batch(now: 2_000).quarantined.map(\.name.description) == ["bad.json"])
    }

    @Test("Without a free file descriptor nothing is lost")
    func tooManyOpenFiles() async throws {
        let spool = try TemporarySpool()
        for index in 0..<5 { try spool.drop("\(index).json", Self.body) }
        await #expect(processExitsWith: .success) { [path = spool.directory.path as String] in
            try Child.readWithoutDescriptors(path)
        }
    }
}
