import Foundation
import Testing
import WhatsApp

struct RenderTests {
    private static let start: Int64 = 1_795_512_000
    private static let now = "2026-11-24T10:20:00Z"

    private func history() async throws -> Oriel {
        let oriel = try Oriel()
        try oriel.spool(
            Webhooks.text("Oi, tudo bem?", id: "wamid.a", at: Self.start),
            Webhooks.text("Hello there", id: "wamid.b", from: "15557770101", name: "Dana Okafor", at: Self.start + 60),
            arrivedAt: Self.start + 70)
        _ = try await oriel.ingest()
        try await oriel.importTemplates()
        return oriel
    }

    private func render(_ oriel: Oriel, _ more: [String]) async throws -> Oriel.Outcome {
        let outcome = try await oriel.run(["render", "--store", oriel.store, "--now", Self.now] + more)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        return outcome
    }

    @Test(arguments: [(120, 40), (80, 24), (60, 20), (40, 10), (1, 1)])
    func textHasTheSizeAsked(columns: Int, rows: Int) async throws {
        let oriel = try await history()
        let outcome = try await render(oriel, ["--size", "\(columns)x\(rows)"])
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.count == rows)
        #expect(lines.allSatisfy { $0.count == columns })
    }

    @Test
    func screenShowsWhatTheStoreHolds() async throws {
        let oriel = try await history()
        let text = try await render(oriel, ["--size", "120x40"]).output
        #expect(text.contains("Ana Lima") && text.contains("Dana Okafor") && text.contains("10:20"))
    }

    @Test
    func sameArgumentsGiveTheSameBytes() async throws {
        let oriel = try await history()
        let arguments = ["--size", "100x30", "--keys", "<Enter>hi<Esc>", "--format", "frame"]
        let first = try await render(oriel, arguments).output
        #expect(try await render(oriel, arguments).output == first)
        #expect(first.hasPrefix("# size 100x30  cursor"))
        #expect(
            first.contains("clock 2026-11-24T10:20:00.000Z") && first.contains("-- roles")
                && first.contains("-- legend"))
    }

    /// Typing, sending and reading happen on a copy: the store, its log and its drafts stay byte for byte.
    @Test
    func nothingReachesTheStore() async throws {
        let oriel = try await history()
        let before = try await oriel.run("dump", "--store", oriel.store).output
        let files = try contents(oriel)
        let shown = try await render(oriel, ["--size", "120x40", "--keys", "<Enter>Bom dia, Ana!<Enter>segundo"]).output
        #expect(shown.contains("Bom dia, Ana!") && shown.contains("segundo"))
        #expect(try contents(oriel) == files)
        #expect(try await oriel.run("dump", "--store", oriel.store).output == before)
    }

    @Test
    func linkedStoreIsCopiedToo() async throws {
        let oriel = try await history()
        let before = try await oriel.run("dump", "--store", oriel.store).output
        let link = oriel.path("link.sqlite")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: oriel.store)
        let outcome = try await oriel.run(
            "render", "--store", link, "--now", Self.now, "--size", "120x40", "--keys", "<Enter>Bom dia!<Enter>")
        #expect(outcome.status == 0 && outcome.output.contains("Ana Lima"))
        #expect(try await oriel.run("dump", "--store", oriel.store).output == before)
    }

    /// What lies beside the store, but for SQLite's shared memory.
    private func contents(_ oriel: Oriel) throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: oriel.folder)
            .filter { !$0.hasSuffix("-shm") && !$0.hasSuffix("-wal") && !$0.hasPrefix(".") && $0 != "spool" }
        return Dictionary(
            uniqueKeysWithValues: try names.map { name in
                (name, try Data(contentsOf: URL(fileURLWithPath: oriel.path(name))))
            })
    }

    @Test
    func svgIsAPictureInTheTheme() async throws {
        let oriel = try await history()
        let dark = try await render(oriel, ["--format", "svg", "--size", "80x24"]).output
        let light = try await render(oriel, ["--format", "svg", "--size", "80x24", "--theme", "light"]).output
        #expect(dark.hasPrefix("<svg ") && dark.hasSuffix("</svg>\n") && dark.contains("Lima"))
        #expect(light.hasPrefix("<svg ") && light != dark)
    }

    @Test
    func queueZoneAndAgentCount() async throws {
        let oriel = try await history()
        let shut = try await render(oriel, ["--queue", "done", "--size", "120x40"]).output
        #expect(!shut.contains("Dana Okafor"))
        let local = try await render(oriel, ["--tz", "America/Sao_Paulo", "--size", "120x40"]).output
        #expect(local.contains("07:20"))
    }

    @Test
    func withoutAStoreItIsEmpty() async throws {
        let outcome = try await Oriel().run("render", "--now", Self.now, "--size", "80x24")
        #expect(outcome.status == 0 && outcome.lines.count == 24)
    }

    @Test
    func closedWindowForcesATemplate() async throws {
        let oriel = try await history()
        let late = "2026-11-26T10:20:00Z"
        let outcome = try await oriel.run(
            "render", "--store", oriel.store, "--now", late, "--queue", "all", "--size", "120x40", "--keys", "<Enter>")
        #expect(outcome.status == 0 && outcome.output.contains("delivery_slot"))
    }
}
