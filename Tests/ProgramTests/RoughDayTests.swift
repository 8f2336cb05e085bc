import Checker
import Foundation
import Inbox
import Simulator
import Spool
import TestSupport
import Testing
import WhatsApp

/// A simulated day with much trouble into a real spool and the real program: nothing lost, nothing doubled, and everybody
/// is one person whatever their addresses were.
struct RoughDayTests {
    private static let start = Instant(seconds: 1_795_430_400)
    private static let account = SimAccount(
        wabaID: "900100200300400", phoneNumberID: "700111222333444", phone: "551140001234",
        displayPhone: "+55 11 4000-1234", verifiedName: "Aurora Móveis", token: "t")

    /// People of every kind: with a number, with a username too, with an id only.
    private static func cloud(seed: UInt64) -> CloudSimulator {
        let people = (0..<30).map { (place: Int) -> SimPerson in
            let phone: String? = place % 3 == 2 ? nil : "55119555001\(10 + place)"
            let username: String? = place % 3 == 0 ? nil : "pessoa.\(place)"
            return SimPerson(
                name: "Pessoa \(place)", phone: phone, bsuid: "BR.48210\(10 + place)", username: username,
                lastTrigger: start - .hours(Int64(place)))
        }
        let template = SimTemplate(id: "1", name: "aviso", category: "MARKETING", body: "Novidades, {{1}}.")
        var cloud = CloudSimulator(account: account, people: people, templates: [template], seed: seed)
        cloud.set(Trouble(.much), at: start)
        return cloud
    }

    /// A part of the day: we write to somebody every few minutes, and they write by themselves.
    private static func play(_ cloud: inout CloudSimulator, hours: Range<Int64>) -> [OutgoingWebhook] {
        var told: [OutgoingWebhook] = []
        for minute in hours.lowerBound * 60..<hours.upperBound * 60 {
            let now = start + .minutes(minute)
            told += cloud.tick(now)
            guard minute % 4 == 0 else { continue }
            let person = cloud.people[Int(minute / 4) % cloud.people.count]
            let to = person.phone.map { #""to":"\#($0)""# } ?? #""recipient":"\#(person.bsuid)""#
            let what =
                minute % 8 == 0
                ? #""text":{"body":"oi"}"#
                : """
                "type":"template","template":{"name":"aviso","language":{"code":"pt_BR"},"components":[{"type":"body",\
                "parameters":[{"type":"text","text":"olá"}]}]}
                """
            let body = #"{"messaging_product":"whatsapp",\#(to),\#(what)}"#
            _ = cloud.handle(
                SimRequest(
                    method: "POST", path: "/v25.0/\(account.phoneNumberID)/messages", authorization: "Bearer t",
                    body: Array(body.utf8)), now: now)
        }
        return told
    }

    /// What is still on its way after the day.
    private static func rest(_ cloud: inout CloudSimulator) -> [OutgoingWebhook] {
        let end = start + .hours(24)
        let told = cloud.tick(end)
        cloud.set(Trouble(.none), at: end)
        return told + cloud.tick(end + .hours(8))
    }

    @Test(arguments: (0..<2 * soak).map { UInt64(11 + $0) })
    func nothingIsLostNothingDoubledAndIdentitiesJoin(_ seed: UInt64) async throws {
        let oriel = try Oriel()
        var (cloud, twin) = (Self.cloud(seed: seed), Self.cloud(seed: seed))
        // Once is enough to see that a day repeats itself.
        let hasTwin = seed == 11
        for hours in [Int64(0)..<5, 5..<6, 6..<17, 17..<24] {
            let webhooks = Self.play(&cloud, hours: hours)
            if hasTwin { #expect(Self.play(&twin, hours: hours) == webhooks, "the same seed gives the same bytes") }
            try await ingest(webhooks, oriel, now: Self.start + .hours(hours.upperBound))
        }
        let rest = Self.rest(&cloud)
        if hasTwin { #expect(Self.rest(&twin) == rest) }
        try await ingest(rest, oriel, now: Self.start + .hours(32))

        let record: JSONValue = ["written": .array(cloud.written.map { .string($0) })]
        let evidence = try Evidence(spool: oriel.spool, store: oriel.store, record: record)
        let findings = Audit.findings(in: evidence, isSettled: true)
        #expect(findings.isEmpty, "\(findings.prefix(5))")
        try expectOnePersonEach(evidence, cloud)
        let large = evidence.done.map(\.messages.count).max() ?? 0
        let twice = evidence.done.flatMap(\.messages)
        #expect(cloud.written.count > 500 && large > 5 && Set(twice).count < twice.count, "a rough day indeed")
    }

    /// Who is one in the cloud is one in the store, and who is two there is two.
    private func expectOnePersonEach(_ evidence: Evidence, _ cloud: CloudSimulator) throws {
        var persons: [String: String] = [:]
        for row in evidence.rows where row["kind"] == "message" {
            if let wamid = row["wamid"]?.text { persons[wamid] = row["person"]?.text }
        }
        var found: [String: Set<String>] = [:]
        var authors: [String: Set<String>] = [:]
        for wamid in cloud.written {
            let author = try #require(cloud.author(of: wamid)).bsuid
            let person = try #require(persons[wamid], "the message \(wamid)")
            found[author, default: []].insert(person)
            authors[person, default: []].insert(author)
        }
        for (author, persons) in found where persons.count > 1 { Issue.record("\(author) is \(persons.sorted())") }
        for (person, authors) in authors where authors.count > 1 { Issue.record("\(person) is \(authors.sorted())") }
    }

    private nonisolated(nonsending) func ingest(_ webhooks: [OutgoingWebhook], _ oriel: Oriel, now: Instant)
        async throws
    {
        let writer = SpoolWriter(directory: try SpoolDirectory(path: oriel.spool))
        for webhook in webhooks {
            try writer.write(body: webhook.body, receivedAtMilliseconds: webhook.at.milliseconds)
        }
        let outcome = try await oriel.run(
            "ingest", "--store", oriel.store, "--spool", oriel.spool, "--once", "--json", "--now", now.rfc3339)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let report = try #require(try outcome.json.first)
        #expect(report["files"]?.int == Int64(webhooks.count) && report["quarantined"]?.int == 0)
    }

    @Test func aBatchOfAThousandComesInWhole() async throws {
        let oriel = try Oriel()
        var cloud = Self.cloud(seed: 5)
        cloud.set(Trouble(.none), at: Self.start)
        cloud.order(.batch(1_000, within: .minutes(1)), at: Self.start)
        try cloud.happen(.burst(1_000), at: Self.start)
        let webhooks = cloud.tick(Self.start + .seconds(1))
        #expect(webhooks.count == 1)
        try await ingest(webhooks, oriel, now: Self.start + .seconds(2))
        let record: JSONValue = ["written": .array(cloud.written.map { .string($0) })]
        let evidence = try Evidence(spool: oriel.spool, store: oriel.store, record: record)
        #expect(Audit.findings(in: evidence, isSettled: true).isEmpty)
        #expect(evidence.rows.count { $0["kind"] == "message" } == 1_000)
        try expectOnePersonEach(evidence, cloud)
    }
}
