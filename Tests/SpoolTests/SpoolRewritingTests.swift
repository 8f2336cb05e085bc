import Glibc
import Testing

@testable import Spool

@Suite("Rewriting what a spool holds")
struct SpoolRewritingTests {
    private static let signed = "Received-At: 2026-03-05T10:00:00.000Z\nX-Hub-Signature-256: "

    private static func file(_ body: String, secret: String = "s") -> String {
        signed + Signature.sign(body: body.utf8, appSecret: secret) + "\nX-Else: a b\n\n" + body
    }

    /// Every body with `ana` in it gets `{}`, one with `gone` goes.
    private static func decide(_ file: SpoolFile) -> SpoolRewriting {
        guard let envelope = file.envelope else {
            return String(decoding: file.bytes, as: UTF8.self).contains("gone") ? .goes : .stays
        }
        let body = String(decoding: envelope.body, as: UTF8.self)
        if body.contains("gone") { return .goes }
        return body.contains("ana") ? .body(Array(#"{"is":"new"}"#.utf8)) : .stays
    }

    private func spool() throws -> TemporarySpool {
        let spool = try TemporarySpool()
        let archive = SpoolArchive(directory: spool.directory)
        try spool.drop("a.json", Self.file(#"{"ana":1}"#))
        try spool.drop("b.json", #"{"rui":1}"#)
        archive.finish([try .of("a.json"), try .of("b.json")], day: try #require(SpoolDay("2026-03-05")))
        try spool.drop("c.json", #"{"gone":1}"#)
        archive.finish([try .of("c.json")], day: try #require(SpoolDay("2026-03-06")))
        try spool.drop("d.json", #"{"ana":2}"#)
        try spool.drop("e.json", Self.file(#"{"ana":3}"#, secret: "other"), in: .quarantine)
        try spool.drop("e.json.reason", "because", in: .quarantine)
        try spool.drop("f.json", "no envelope, gone", in: .quarantine)
        try spool.drop("f.json.reason", "because of ana", in: .quarantine)
        try spool.drop("g.json", #"{"ana":4}"#, in: .tmp)
        symlink("/etc/passwd", spool.directory.path(of: .new) + "/link.json")
        return spool
    }

    @Test("A trial counts and changes nothing; then each file is the new one, whole")
    func rewrites() throws {
        let spool = try spool()
        let archive = SpoolArchive(directory: spool.directory)
        let trial = try archive.rewrite(appSecret: "s", isTrial: true, Self.decide)
        #expect(try spool.text(.done, "2026-03-05/a.json") == Self.file(#"{"ana":1}"#))
        #expect(spool.names(.quarantine).count == 4)
        let report = try archive.rewrite(appSecret: "s", Self.decide)
        #expect(report == trial && (report.looked, report.rewritten, report.removed) == (6, 3, 2))
        #expect(try spool.text(.done, "2026-03-05/a.json") == Self.file(#"{"is":"new"}"#), "signed anew")
        #expect(try spool.text(.done, "2026-03-05/b.json") == #"{"rui":1}"#)
        #expect(spool.names(.done, "2026-03-06").isEmpty)
        #expect(try spool.text(.new, "d.json") == #"{"is":"new"}"#)
        let forged = try spool.text(.quarantine, "e.json")
        #expect(
            !forged.contains("Signature") && forged.hasSuffix("X-Else: a b\n\n{\"is\":\"new\"}"), "never vouched for")
        #expect(spool.names(.quarantine) == ["e.json", "e.json.reason"], "a reason goes with its file")
        #expect(spool.names(.tmp) == ["g.json"], "a writer's file is let be")
        let again = try archive.rewrite(appSecret: "s", Self.decide)
        #expect(again.rewritten == 0 && again.removed == 0)
    }

    @Test("Without the secret a new body goes unsigned")
    func unsigned() throws {
        let spool = try spool()
        _ = try SpoolArchive(directory: spool.directory).rewrite(Self.decide)
        #expect(
            try spool.text(.done, "2026-03-05/a.json")
                == "Received-At: 2026-03-05T10:00:00.000Z\nX-Else: a b\n\n{\"is\":\"new\"}")
    }

    @Test("What cannot be written is told, and the old file stays")
    func fails() throws {
        let spool = try spool()
        rmdir(spool.directory.path(of: .tmp))
        unlink(spool.directory.path(of: .tmp) + "/g.json")
        rmdir(spool.directory.path(of: .tmp))
        #expect(throws: SpoolError.self) { try SpoolArchive(directory: spool.directory).rewrite(Self.decide) }
        #expect(try spool.text(.done, "2026-03-05/a.json") == Self.file(#"{"ana":1}"#))
    }
}
