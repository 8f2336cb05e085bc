import Foundation
import TestSupport
import Testing
import WhatsApp

/// `oriel send` with `orield simulate` as the platform, over real HTTP.
struct SendTests {
    private static let ana = "5511955550191"

    private struct Stage {
        let oriel: Oriel
        let platform: SimulatedPlatform

        func send(_ more: String..., input: String = "") async throws -> Oriel.Outcome {
            try await oriel.run(
                ["send", "--store", oriel.store, "--to", SendTests.ana, "--api-base", platform.url, "--json"] + more,
                input: input)
        }

        func thread() async throws -> JSONValue? {
            try await oriel.run("threads", "--store", oriel.store, "--queue", "all", "--json").json
                .first { $0["address"]?.text == SendTests.ana }
        }

        func messages() async throws -> [JSONValue] {
            try await oriel.run("messages", "--store", oriel.store, "--person", SendTests.ana, "--json").json
        }
    }

    /// A store with the platform's templates and, if asked for, a customer who has just written.
    private func stage(writes: Bool = true, token: String? = nil) async throws -> Stage {
        let outer = try Oriel()
        let platform = try await outer.platform()
        let oriel = outer.with(environment: ["ORIEL_TOKEN": token ?? platform.token])
        let synced = try await outer.with(environment: ["ORIEL_TOKEN": platform.token]).run(
            "templates", "sync", "--store", outer.store, "--waba", platform.waba, "--api-base", platform.url)
        guard synced.status == 0 else { throw Unexpected(outcome: synced) }
        if writes { try await platform.inbound("Oi, meu pedido?", from: Self.ana) }
        _ = try await outer.ingest()
        return Stage(oriel: oriel, platform: platform)
    }

    @Test
    func textIsAcceptedAndThenDelivered() async throws {
        let stage = try await stage()
        let sent = try await stage.send("--text", "Bom dia!")
        #expect(sent.status == 0 && sent.errors.isEmpty, "\(sent.errors)")
        let report = try #require(try sent.json.first)
        #expect(report.object?.keys == ["id", "status", "wamid"])
        #expect(report["status"] == "accepted")
        let wamid = try #require(report["wamid"]?.text)
        #expect(wamid.hasPrefix("wamid."))
        let message = try #require(try await stage.messages().last)
        #expect(message["direction"] == "out" && message["text"] == "Bom dia!" && message["wamid"]?.text == wamid)
        #expect(try await delivered(stage))
        #expect(try await stage.thread()?["waiting_since"] == .null)
    }

    @Test
    func whatThePlatformKeepsBackIsSaid() async throws {
        let stage = try await stage()
        try await stage.platform.happen(["kind": "pacing", "name": "retomar_contato", "verdict": "good"])
        let sent = try await stage.send(
            "--template", "retomar_contato", "--language", "pt_BR", "--param", "body.1=Ana")
        let report = try #require(try sent.json.first)
        #expect(sent.status == 0 && report["status"] == "accepted", "\(sent.errors)")
        #expect(report["hold"] == "held_for_quality_assessment")
        // Plain words say so, too, and why.
        let told = try await stage.oriel.run(
            "send", "--store", stage.oriel.store, "--to", Self.ana, "--api-base", stage.platform.url, "--template",
            "retomar_contato", "--language", "pt_BR", "--param", "body.1=Ana")
        #expect(told.status == 0 && told.output.hasPrefix("held wamid."), "\(told.output)\(told.errors)")
        #expect(told.output.contains("– held by WhatsApp while it sees how people take the template: not sent yet"))
    }

    @Test
    func aFileIsUploadedAndThenSent() async throws {
        let stage = try await stage()
        let path = stage.oriel.store + ".etiqueta.jpg"
        try Data([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]).write(to: URL(fileURLWithPath: path))
        let sent = try await stage.send("--file", path, "--caption", "a etiqueta")
        #expect(sent.status == 0 && sent.errors.isEmpty, "\(sent.errors)")
        let message = try #require(try await stage.messages().last)
        #expect(message["type"] == "image" && message["text"] == "a etiqueta")
        #expect(try await delivered(stage))
        // What cannot be sent is said before anything leaves.
        let zip = stage.oriel.store + ".x.zip"
        try Data([0x50, 0x4B, 3, 4, 0]).write(to: URL(fileURLWithPath: zip))
        let refused = try await stage.send("--file", zip)
        #expect(try refused.status == 3 && (refused.json.first)?["refusal"] == "media_type")
        #expect(try await stage.send("--file", path + ".none").status == 66)
        #expect(try await stage.send("--text", "x", "--caption", "y").status == 64)
        #expect(try await stage.send("--text", "x", "--file", path).status == 64)
    }

    private func delivered(_ stage: Stage) async throws -> Bool { try await status("delivered", "read", stage: stage) }

    /// Waits until the newest message has one of these.
    private func status(_ words: String..., stage: Stage) async throws -> Bool {
        for _ in 0..<1_000 {
            _ = try await stage.oriel.ingest()
            if let word = try await stage.messages().last?["status"]?.text, words.contains(word) { return true }
            try await Task.sleep(for: .milliseconds(50))  // between two looks
        }
        return false
    }

    @Test
    func textFromStandardInput() async throws {
        let stage = try await stage()
        #expect(try await stage.send("--text", "-", input: "- um\n- dois\n").status == 0)
        #expect(try await stage.messages().last?["text"] == "- um\n- dois")
        #expect(try await stage.send("--text", "- três").status == 0)
    }

    @Test
    func closedWindowStopsTextAndTellsTheWayOut() async throws {
        let stage = try await stage()
        let late = later(hours: 25)
        let sent = try await stage.send("--text", "Bom dia!", "--now", late)
        #expect(sent.status == 3)
        #expect(try sent.json.first?["refusal"] == "window_closed")
        #expect(try sent.json.first?["needs_template"] == true)
        #expect(sent.errors.split(separator: "\n").count == 1)
        // A try is for windows nobody knows about; a closed one is known.
        #expect(try await stage.send("--text", "Bom dia!", "--now", late, "--try").status == 3)
        #expect(try await stage.messages().count == 1)
        let template = try await stage.send(
            "--template", "retomar_contato", "--language", "pt_BR", "--param", "body.1=Ana", "--now", late)
        #expect(template.status == 0, "\(template.errors)")
    }

    @Test
    func aFileGoesAboveATemplate() async throws {
        let stage = try await stage()
        func send(_ file: String) async throws -> Oriel.Outcome {
            try await stage.send(
                "--template", "nota_fiscal", "--language", "pt_BR", "--param", "body.1=Ana", "--param", "body.2=44",
                "--param", "header.1=@\(file)")
        }
        let sent = try await send(try stage.oriel.write("%PDF-1.4 of ours", to: "nota 12.pdf"))
        #expect(sent.status == 0, "\(sent.errors)")
        let gone = try await send(stage.oriel.folder + "/not.pdf")
        #expect(gone.status == 66 && gone.errors.contains("not.pdf"))
        let unfit = try await send(try stage.oriel.write("OggS and nothing else", to: "voice.ogg"))
        #expect(unfit.status == 3, "\(unfit.errors)")
    }

    private func later(hours: Int) -> String {
        let date = Date(timeIntervalSinceNow: Double(hours) * 3_600)
        return ISO8601DateFormatter().string(from: date)
    }

    @Test
    func strangerGetsATemplateWithAnOptInOnly() async throws {
        let stage = try await stage(writes: false)
        let number = ["--number", stage.platform.number]
        let text = try await stage.oriel.run(
            [
                "send", "--store", stage.oriel.store, "--to", Self.ana, "--api-base", stage.platform.url, "--json",
                "--text", "Oi",
            ]
                + number)
        #expect(text.status == 3)
        #expect(try text.json.first?["refusal"] == "window_unknown")
        let arguments = ["--template", "retirada", "--language", "pt_BR"] + number
        let (values, key) = try await values(of: "retirada", stage)
        let without = try await run(stage, arguments + values)
        #expect(without.status == 3)
        #expect(try without.json.first?["refusal"] == "no_opt_in")
        #expect(try await stage.thread() == nil, "a refused message makes no conversation")
        let with = try await run(stage, arguments + values + ["--opt-in", "signed up in the shop, 2026-11-02, by Rui"])
        #expect(with.status == 0, "\(with.errors)")
        #expect(try await stage.messages().last?["type"] == "template")
        if let key {
            let unknown = try await run(stage, arguments + ["--param", "body.99=x"])
            unknown.expectOneLine(65, "body.99", key)
        }
    }

    private func run(_ stage: Stage, _ more: [String]) async throws -> Oriel.Outcome {
        try await stage.oriel.run(
            ["send", "--store", stage.oriel.store, "--to", Self.ana, "--api-base", stage.platform.url, "--json"] + more)
    }

    /// A value for each parameter, as arguments, and one of their names.
    private func values(of template: String, _ stage: Stage) async throws -> ([String], String?) {
        let shown = try await stage.oriel.run(
            "templates", "show", "--store", stage.oriel.store, template, "--language", "pt_BR", "--json"
        ).json
        let needed = shown.first?["parameters"]?.array?.filter { $0["optional"] != true } ?? []
        let keys = needed.compactMap { $0["key"]?.text }
        return (keys.flatMap { ["--param", "\($0)=77"] }, keys.first)
    }

    @Test
    func templateWithMissingValuesIsRefusedByTheGate() async throws {
        let stage = try await stage()
        let sent = try await stage.send("--template", "pedido_atraso", "--language", "pt_BR")
        #expect(sent.status == 3)
        #expect(try sent.json.first?["refusal"] == "parameters")
        #expect(try sent.json.first?["needs_template"] == false)
    }

    @Test
    func unusableTemplateIsRefusedByTheGate() async throws {
        let stage = try await stage()
        let sent = try await stage.send("--template", "frete_gratis", "--language", "pt_BR")
        #expect(sent.status == 3)
        #expect(try sent.json.first?["refusal"] == "template_unusable")
    }

    @Test
    func platformsRefusalTellsItsCode() async throws {
        let stage = try await stage()
        try await stage.platform.fail(["code": 131_026])
        let sent = try await stage.send("--text", "Bom dia!")
        #expect(sent.status == 4)
        #expect(try sent.json.first?["status"] == "refused")
        #expect(try sent.json.first?["code"] == 131_026)
        #expect(sent.errors.contains("131026") && sent.errors.split(separator: "\n").count == 1)
        #expect(try await stage.messages().last?["error"]?["code"] == 131_026)
    }

    /// The platform is the authority: what it refuses is disputed, and only an explicit try goes again.
    @Test
    func refusedWindowIsDisputed() async throws {
        let stage = try await stage()
        try await stage.platform.fail(["code": 131_047])
        #expect(try await stage.send("--text", "Bom dia!").status == 4)
        #expect(try await stage.thread()?["window"]?["state"] == "disputed")
        let again = try await stage.send("--text", "Ainda aí?")
        #expect(again.status == 3)
        #expect(try again.json.first?["refusal"] == "window_disputed")
        #expect(try await stage.send("--text", "Ainda aí?", "--try").status == 0)
    }

    /// What fails for a moment is tried again within the time given, and leaves once.
    @Test
    func slowDownIsWaitedFor() async throws {
        let stage = try await stage()
        try await stage.platform.fail(["code": 131_056])
        #expect(try await stage.send("--text", "Bom dia!").status == 0)
        let sent = try await stage.messages().filter { $0["direction"] == "out" }
        #expect(sent.count == 1 && sent.first?["wamid"]?.text?.hasPrefix("wamid.") == true)
    }

    /// Accepted is not delivered: the platform may think again.
    @Test
    func lateFailureIsTold() async throws {
        let stage = try await stage()
        try await stage.platform.fail(["code": 131_049, "async": true])
        #expect(try await stage.send("--text", "Bom dia!").status == 0)
        #expect(try await status("failed", stage: stage))
        #expect(try await stage.messages().last?["error"]?["code"] == 131_049)
        let failed = try await stage.oriel.run("threads", "--store", stage.oriel.store, "--queue", "failed", "--json")
        #expect(failed.lines.count == 1)
    }

    /// A process killed between request and answer leaves a message of which nobody knows; the next one says so.
    @Test
    func killedSenderLeavesAnUncertainMessage() async throws {
        let stage = try await stage()
        try await stage.platform.fail(["mode": "timeout", "processed": false])
        let process = try stage.oriel.start([
            "send", "--store", stage.oriel.store, "--to", Self.ana, "--api-base", stage.platform.url, "--text",
            "Primeira",
        ])
        #expect(try await status("leaving", stage: stage))
        process.kill()
        #expect(try await stage.send("--text", "Segunda").status == 0)
        let sent = try await stage.messages().filter { $0["direction"] == "out" }
        #expect(sent.map { $0["text"]?.text } == ["Primeira", "Segunda"])
        #expect(sent.first?["status"] == "uncertain")
    }

    @Test(arguments: [["http": 502], ["mode": "refuse"], ["mode": "truncate"]] as [JSONValue])
    func lostAnswerIsUncertainAndNotRepeated(failure: JSONValue) async throws {
        let stage = try await stage()
        try await stage.platform.fail(failure)
        let sent = try await stage.send("--text", "Bom dia!")
        #expect(sent.status == 5)
        #expect(try sent.json.first?["status"] == "uncertain")
        #expect(try await stage.messages().last?["status"] == "uncertain")
        #expect(try await stage.messages().count == 2)
        // Cut off was the answer only: the statuses of what had been sent settle it.
        if failure["mode"] == "truncate" { #expect(try await delivered(stage)) }
    }

    @Test
    func refusedConnectionIsTakenBack() async throws {
        let stage = try await stage()
        let sent = try await stage.oriel.run(
            "send", "--store", stage.oriel.store, "--to", Self.ana, "--api-base", "http://127.0.0.1:9", "--json",
            "--text", "Bom dia!", "--timeout", "1")
        #expect(sent.status == 75)
        #expect(try sent.json.first?["status"] == "recalled")
        #expect(sent.errors.contains("connection refused"))
        // It is not sent later by somebody else.
        #expect(try await stage.send("--text", "Segunda").status == 0)
        #expect(try await stage.messages().compactMap { $0["text"]?.text }.contains("Bom dia!") == false)
    }

    @Test
    func refusedTokenIsToldAtOnce() async throws {
        let stage = try await stage(token: "wrong-token")
        let sent = try await stage.send("--text", "Bom dia!")
        #expect(sent.status == 4)
        #expect(try sent.json.first?["code"] == 190)
        #expect(!sent.errors.contains("wrong-token") && !sent.output.contains("wrong-token"))
        #expect(sent.errors.contains("not kept to be sent later") && !sent.errors.contains("outbox"), "\(sent.errors)")
        // What is said of it is what is kept of it, with its words.
        let kept = try #require(try await stage.messages().last)
        #expect(kept["text"] == "Bom dia!" && kept["status"] == "refused", "\(kept)")
        #expect(kept["error"]?["code"] == 190)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func whatWaitsIsTakenBackAtASignal(number: Int32) async throws {
        let stage = try await stage()
        let child = try stage.oriel.start(
            [
                "send", "--store", stage.oriel.store, "--to", Self.ana, "--api-base", "http://127.0.0.1:9", "--json",
                "--text", "Bom dia!", "--timeout", "60",
            ], into: stage.oriel.path("interrupted"))
        try await eventually("the row waits") { try await stage.messages().last?["status"] == "queued" }
        child.signal(number)
        #expect(try await child.end() == 75)
        let said = try String(contentsOfFile: stage.oriel.path("interrupted"), encoding: .utf8)
        #expect(said.contains("\"recalled\"") && said.contains("had not left, and was taken back"), "\(said)")
        #expect(try await stage.send("--text", "Segunda").status == 0)
        #expect(try await stage.messages().compactMap { $0["text"]?.text }.contains("Bom dia!") == false)
    }

    @Test
    func severalNumbersAskForOne() async throws {
        let oriel = try Oriel(environment: ["ORIEL_TOKEN": "EAAG"])
        let now: Int64 = 1_795_512_000
        try oriel.spool(
            Webhooks.text("Oi", id: "wamid.a", at: now),
            Webhooks.text("Oi", id: "wamid.b", at: now, number: "200000000000002"),
            arrivedAt: now)
        _ = try await oriel.ingest()
        for person in ["5511955550101", "15557770188"] {
            try await oriel.run("send", "--store", oriel.store, "--to", person, "--text", "Oi")
                .expectOneLine(64, Webhooks.number, "200000000000002", "--number")
        }
        try await oriel.run("send", "--store", oriel.store, "--to", "nobody at all", "--text", "Oi")
            .expectOneLine(64, "nobody at all")
    }

    @Test
    func unknownTemplateIsNamedWithTheNearest() async throws {
        let stage = try await stage()
        try await stage.send("--template", "pedido_atrasso", "--language", "pt_BR")
            .expectOneLine(65, "did you mean “pedido_atraso”?")
        try await stage.send("--template", "pedido_atraso").expectOneLine(64, "en_US, pt_BR", "--language")
    }

    /// Many at once: each leaves once, under one set of limits.
    @Test
    func concurrentSendsLeaveOnceEach() async throws {
        let stage = try await stage()
        let oriel = stage.oriel
        let arguments = ["send", "--store", oriel.store, "--to", Self.ana, "--api-base", stage.platform.url, "--text"]
        let outcomes = try await withThrowingTaskGroup(of: Int32.self) { group in
            for index in 0..<6 {
                group.addTask { try await oriel.run(arguments + ["Parte \(index)"]).status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes == Array(repeating: 0, count: 6))
        let texts = try await stage.messages().filter { $0["direction"] == "out" }.compactMap { $0["text"]?.text }
        #expect(texts.sorted() == (0..<6).map { "Parte \($0)" })
    }
}
