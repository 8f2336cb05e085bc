import Foundation
import TestSupport
import Testing
import WhatsApp

/// Two agents and one who only reads, each with the real program in a terminal of their own, on one store with one worker.
@Suite(.enabled(if: Tmux.program != nil, "tmux is missing"))
struct TeamSittingTests {
    private static let people = ["5511955550191", "5511955550192"]

    private let oriel: Oriel
    private let platform: SimulatedPlatform

    init() async throws {
        oriel = try Oriel()
        platform = try await oriel.platform()
        for (number, person) in Self.people.enumerated() {
            try await platform.inbound("Oi, sou o cliente \(number)", from: person, name: "Cliente \(number)")
        }
        _ = try await oriel.ingest()
    }

    private func sit(_ agent: String, _ more: String = "") async throws -> Tmux {
        let tmux = try await Sitting.shell(home: oriel.folder, columns: 120, rows: 30)
        try await tmux.type(
            line: "\(Oriel.path) inbox --no-tour --store \(oriel.store) --spool \(oriel.spool) --agent \(agent) \(more)"
        )
        try await tmux.wait { screen in
            Self.people.indices.allSatisfy { person in screen.contains { $0.contains("Cliente \(person)") } }
        }
        return tmux
    }

    private func assignees() async throws -> [String: String?] {
        let rows = try await oriel.run("threads", "--store", oriel.store, "--queue", "all", "--json").json
        return Dictionary(
            rows.map { ($0["name"]?.string ?? "", $0["assignee"]?.string) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func theyShareOneStore() async throws {
        let worker = try oriel.with(environment: ["ORIEL_TOKEN": platform.token])
            .start(
                ["work", "--store", oriel.store, "--spool", oriel.spool, "--api-base", platform.url],
                into: oriel.path("work.log"))
        let bia = try await sit("bia")
        let carla = try await sit("carla")

        // Both ask for the next that nobody has, and none gets the other's.
        try await bia.type(text: "I")
        try await carla.type(text: "I")
        try await eventually("each has one") {
            Set(try await assignees().values.compactMap(\.self)) == ["bia", "carla"]
        }
        let theirs = try await assignees()
        let mine = try #require(theirs.first { $0.value == "bia" }?.key)
        try await bia.wait { $0.contains { $0.contains("\(mine) is assigned to you") || $0.contains("to \(mine)") } }

        // Carla looks at Bia's, and each is told of the other.
        try await carla.type("C-g")
        try await carla.type(text: mine)
        try await carla.type("Enter")
        try await carla.wait { $0.contains { $0.contains("bia is looking at this too") } }
        try await bia.wait { $0.contains { $0.contains("carla is looking at this too") } }
        try await carla.type(text: "Oi! Um momento")
        try await bia.wait { $0.contains { $0.contains("carla is writing here") } }
        try await bia.type(text: "Oi")
        try await bia.type("Enter")
        try await bia.answer("n", to: "carla is writing to them just now. Send all the same?")
        #expect(try await platform.record()["accepted"]?.list?.isEmpty ?? true)

        // Bia goes home: what she has is Carla's, and Carla sees it.
        try await bia.type("C-x")
        try await bia.type(text: "W")
        try await bia.wait { $0.contains { $0.contains("who has what") } }
        try await bia.type("Enter")
        try await bia.wait { $0.contains { $0.contains("1 of bia to:") } }
        try await bia.type(text: "carla")
        try await bia.type("Enter")
        try await bia.answer("y", to: "Give all 1 open conversation of bia to carla?")
        try await eventually("it is Carla's") { try await assignees()[mine] == "carla" }
        try await carla.wait { $0.first?.contains("mine 2") ?? false }
        let team = try await oriel.run("team", "--store", oriel.store, "--json").json
        #expect(team.first { $0["agent"]?.string == "bia" }?["open"] == 0)

        // What was done is told, by whom.
        let audit = try await oriel.run("audit", "--store", oriel.store, "--json").json
        #expect(
            audit.contains {
                $0["actor"]?.string == "bia" && $0["action"]?.string == "assign" && $0["value"]?.string == "carla"
                    && $0["name"]?.string == mine
            })

        for tmux in [bia, carla] { try await tmux.close() }
        worker.signal(SIGTERM)
        #expect(try await worker.end() == 0)
    }

    /// What others do is seen; nothing is done, whatever is pressed, and nothing is left behind.
    @Test func aReaderSeesAndChangesNothing() async throws {
        let before = try await oriel.run("dump", "--store", oriel.store).output
        let reader = try await sit("otto", "--read-only")
        for keys in ["i", "a", "I", "z"] {
            try await reader.type(text: keys)
            try await reader.wait { $0.contains { $0.contains("you only read here") } }
        }
        try await reader.type("Enter")
        try await reader.wait { $0.contains { $0.contains("You only read here.") } }
        try await reader.type(text: "hello")
        #expect(try await oriel.run("dump", "--store", oriel.store).output == before)
        // Somebody takes in what comes: it is no reader's work, and yet seen.
        try await platform.inbound("mais uma coisa", from: Self.people[0])
        _ = try await oriel.ingest()
        try await reader.wait { $0.contains { $0.contains("mais uma coisa") } }
        try await reader.type("C-q")
        try await reader.wait { $0.contains { $0.contains(Sitting.prompt) } }
        try await reader.close()
    }

    /// The config says it for every command.
    @Test func aReadersConfigIsRefusedWhatWrites() async throws {
        try oriel.writeConfig("role = \"reader\"")
        try await oriel.run("send", "--store", oriel.store, "--to", Self.people[0], "--text", "x")
            .expectOneLine(77, "“reader”")
        try await oriel.run("ingest", "--store", oriel.store, "--spool", oriel.spool, "--once")
            .expectOneLine(77, "“reader”")
        for command in ["team", "audit", "threads", "today"] {
            let outcome = try await oriel.run(command, "--store", oriel.store)
            #expect(outcome.status == 0, "\(command): \(outcome.errors)")
        }
        try oriel.writeConfig("role = \"boss\"")
        try await oriel.run("team", "--store", oriel.store).expectOneLine(78, "“role”")
    }
}
