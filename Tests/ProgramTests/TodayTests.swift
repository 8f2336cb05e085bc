import TestSupport
import Testing
import WhatsApp

/// `oriel today` tells of the day what the page tells: for people, and as one object.
struct TodayTests {
    /// 2026-11-24T09:20:00Z
    private static let start: Int64 = 1_795_512_000
    private static let now = "2026-11-24T12:00:00Z"

    /// Ana waits since yesterday noon, so that her window shut today at noon; Rui since half past nine.
    private func history() async throws -> Oriel {
        let oriel = try Oriel()
        try oriel.writeConfig("timezone = \"UTC\"\nagent = \"bia\"\n")
        let noon = Self.start + 9_600 - 86_400
        try oriel.spool(
            Webhooks.text("Oi\u{1B}[2J", id: "wamid.a", at: noon - 1),
            Webhooks.text("Bom dia", id: "wamid.b", from: "5511955550102", name: "Rui Prado", at: Self.start + 600),
            Webhooks.text("?", id: "wamid.c", from: "5511955550102", name: "Rui Prado", at: Self.start + 700),
            Webhooks.text(
                "Hello", id: "wamid.d", from: "5511955550103", name: "Eve Ito", at: Self.start + 900,
                number: "200000000000002"),
            arrivedAt: Self.start + 901)
        _ = try await oriel.ingest()
        return oriel
    }

    @Test func oneObjectHasTheNumbers() async throws {
        let oriel = try await history()
        let outcome = try await oriel.run("today", "--store", oriel.store, "--now", Self.now, "--json")
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        let day = try #require(try outcome.json.first)
        #expect(try outcome.json.count == 1)
        #expect(day["since"]?.text == "2026-11-24T00:00:00.000Z" && day["until"]?.text == "2026-11-24T12:00:00.000Z")
        #expect(day["received"]?.int == 3 && day["handled"]?.int == 0 && day["first_answers"]?.int == 0)
        #expect(day["first_answer_median_seconds"] == .null && day["windows_lost"]?.int == 1)
        #expect(day["oldest_shut"]?.text == "5511955550101")
        #expect(day["oldest_shut_since"]?.text == "2026-11-23T11:59:59.000Z")
        #expect(day["oldest_waiting"]?.text == "5511955550102", "who can still be answered")
        #expect(day["failures"] == [] && day["agents"] == [])
        let hours = try #require(day["hours"]?.array)
        #expect(hours.first { $0["hour"]?.int == 9 }?["received"]?.int == 3)
    }

    @Test func oneOfOurNumbersAlone() async throws {
        let oriel = try await history()
        let outcome = try await oriel.run(
            "today", "--store", oriel.store, "--now", Self.now, "--number", "200000000000002", "--json")
        let day = try #require(try outcome.json.first)
        #expect(day["received"]?.int == 1 && day["windows_lost"]?.int == 0)
        #expect(day["oldest_waiting"]?.text == "5511955550103")
    }

    @Test func theSameForPeopleAndNothingThatSteersATerminal() async throws {
        let oriel = try await history()
        let outcome = try await oriel.run("today", "--store", oriel.store, "--now", Self.now)
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.contains("today Tue 24 Nov") && outcome.output.contains("handled"))
        #expect(
            outcome.output.contains("waiting longest") && outcome.output.contains("shut, unanswered")
                && outcome.output.contains("Ana Lima"))
        #expect(!outcome.output.contains("\u{1B}") && outcome.lines.allSatisfy { $0.count <= 96 })
    }

    @Test func withoutAStoreItSaysSo() async throws {
        let oriel = try Oriel()
        let outcome = try await oriel.run("today", "--store", oriel.store, "--now", Self.now)
        #expect(outcome.status != 0 && outcome.output.isEmpty && outcome.errors.hasPrefix("oriel: "))
    }
}
