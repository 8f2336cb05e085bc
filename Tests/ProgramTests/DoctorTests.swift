import Foundation
import FoundationNetworking
import Glibc
import Spool
import TestSupport
import Testing
import WhatsApp

/// `oriel doctor`: every line, when all is well and when it is not.
struct DoctorTests {
    /// A set-up in which nothing is wrong.
    private struct Stage {
        let oriel: Oriel
        let platform: SimulatedPlatform

        init() async throws {
            let outer = try Oriel()
            platform = try await outer.platform()
            oriel = outer
            try oriel.write(platform.token, to: "token")
            try oriel.write("secret", to: "app-secret")
            try writeConfig()
            let synced = try await oriel.run("templates", "sync")
            guard synced.status == 0 else { throw Unexpected(outcome: synced) }
            try oriel.spool(
                Webhooks.text(
                    "Oi", id: "wamid.doctor", at: Int64(Date().timeIntervalSince1970), number: platform.number),
                arrivedAt: Int64(Date().timeIntervalSince1970))
            try await oriel.ingest()
        }

        func writeConfig(_ change: (inout [String]) -> Void = { _ in }) throws {
            var lines = [
                "number = \"\(platform.number)\"", "waba = \"\(platform.waba)\"", "store = \"\(oriel.store)\"",
                "spool = \"\(oriel.spool)\"", "token_file = \"\(oriel.path("token"))\"",
                "api_base = \"\(platform.url)\"", "timezone = \"America/Sao_Paulo\"",
            ]
            change(&lines)
            try oriel.writeConfig(lines.joined(separator: "\n") + "\n")
        }

        func findings(_ more: [String] = [], environment: [String: String] = [:]) async throws -> Report {
            let outcome = try await oriel.with(environment: environment).run(["doctor", "--json"] + more)
            return Report(status: outcome.status, findings: try outcome.json)
        }
    }

    private struct Report {
        let status: Int32
        let findings: [JSONValue]

        func expect(
            _ level: String, _ thing: String, _ words: String, sourceLocation: SourceLocation = #_sourceLocation
        ) {
            let found = findings.contains {
                $0["level"]?.text == level && $0["thing"]?.text == thing
                    && ($0["found"]?.text ?? "").contains(words)
            }
            #expect(
                found, "\(level) \(thing) “\(words)” in \(findings.map(\.canonicalText))",
                sourceLocation: sourceLocation)
            if level == "fail" { #expect(status != 0, sourceLocation: sourceLocation) }
        }

        /// What is not as it should be has a way out, or tells of a thing whose line has it.
        func expectCures(sourceLocation: SourceLocation = #_sourceLocation) {
            for finding in findings where finding["level"] == "fail" {
                let words = (finding["found"]?.text ?? "") + (finding["cure"]?.text ?? "")
                #expect(words.contains(":") || finding["cure"]?.text != nil, "\(words)", sourceLocation: sourceLocation)
            }
        }
    }

    @Test func aGoodSetUpIsOkLineByLine() async throws {
        let stage = try await Stage()
        let report = try await stage.findings()
        #expect(report.status == 0)
        let things = [
            "config", "permissions", "store", "spool", "webhooks", "clock", "token", "number", "health", "profile",
            "subscription",
            "allowance", "templates", "terminal", "locale", "time zone",
        ]
        #expect(report.findings.map { $0["thing"]?.text } == things)
        #expect(report.findings.allSatisfy { $0["level"] == "ok" }, "\(report.findings.map(\.canonicalText))")
        #expect(report.findings.allSatisfy { $0.object?.keys == ["cure", "found", "level", "thing"] })
        for (thing, words) in [
            ("config", stage.oriel.configPath), ("permissions", "all private"), ("store", "version"),
            ("spool", "0 waiting"), ("webhooks", "ago"), ("clock", "within"), ("token", "accepted"),
            ("number", "Aurora Móveis"), ("number", "templates to 2000 people in 24 h"),
            ("number", "80 messages a second"),
            ("health", "may send"), ("profile", "all of it filled in"), ("allowance", "% of the allowance"),
            ("subscription", "Oriel"), ("templates", "synced"),
            ("terminal", "xterm-256color"), ("locale", "UTF-8"), ("time zone", "America/Sao_Paulo"),
        ] { report.expect("ok", thing, words) }
        let words = try await stage.oriel.run("doctor")
        #expect(words.status == 0 && words.lines.count == things.count)
        #expect(words.lines.allSatisfy { $0.hasPrefix("ok    ") })
    }

    @Test func aNumberThatTheConfigLeavesOutIsTold() async throws {
        let stage = try await Stage()
        try stage.writeConfig { $0[0] = "number = \"990000000000009\"" }
        let report = try await stage.findings()
        report.expect("fail", "number", "990000000000009")
        report.expect("warn", "number", "\(stage.platform.number) (Aurora Móveis")
        report.expect("warn", "number", "not shown here")
    }

    // MARK: Config

    @Test func withoutAConfigItSaysWhatToDoAndLooksAtTheRest() async throws {
        let outcome = try await Oriel().run("doctor")
        #expect(outcome.status == 78)
        #expect(outcome.lines.first?.hasPrefix("fail  config") == true && outcome.output.contains("oriel init"))
        for thing in ["store", "spool", "token", "terminal", "time zone"] {
            #expect(outcome.lines.contains { $0.dropFirst(6).hasPrefix(thing) }, "\(thing)")
        }
    }

    @Test func aThemeThatIsNotThereIsTold() async throws {
        let stage = try await Stage()
        try stage.writeConfig { $0.append("theme = \"nope\"") }
        let report = try await stage.findings()
        report.expect("fail", "theme", "there is no theme “nope”")
        #expect(report.status == 69)
    }

    @Test(arguments: [("agnet = \"bia\"\n", "did you mean “agent”?"), ("agent = \n", "not valid TOML")])
    func aWrongConfigIsOneLine(text: String, words: String) async throws {
        let oriel = try Oriel()
        try oriel.writeConfig(text)
        let outcome = try await oriel.run("doctor")
        #expect(outcome.status == 78 && outcome.lines.count == 1)
        #expect(outcome.output.contains(words) && outcome.output.contains("config.toml:1"))
    }

    // MARK: Files

    @Test(arguments: [
        (".config/oriel/config.toml", 0o622, "others may change it"), ("inbox.sqlite", 0o640, "others may read it"),
        ("spool", 0o755, "others may read it"), ("spool/new", 0o733, "others may change it"),
        ("token", 0o644, "has mode 644"), ("app-secret", 0o640, "has mode 640"),
        (".local/state/oriel/default", 0o755, "others may read it"),
        (".local/state/oriel/default/oriel.log", 0o644, "others may read it"),
    ])
    func anOpenModeFailsWithTheCure(name: String, mode: Int, words: String) async throws {
        let stage = try await Stage()
        try stage.writeConfig { $0.append("app_secret_file = \"\(stage.oriel.path("app-secret"))\"") }
        try stage.oriel.write("", to: ".local/state/oriel/default/oriel.log")
        chmod(stage.oriel.path(".local/state/oriel/default"), 0o700)
        #expect(try await stage.findings().status == 0)
        chmod(stage.oriel.path(name), mode_t(mode))
        let report = try await stage.findings()
        #expect(report.status == 69)
        report.expect("fail", "permissions", words)
        report.expect("fail", "permissions", stage.oriel.path(name))
        report.expectCures()
    }

    @Test func aStoreSharedByAGroupIsAsItShouldBe() async throws {
        let stage = try await Stage()
        let folder = stage.oriel.path("team")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        chmod(folder, 0o2770)
        let store = folder + "/inbox.sqlite"
        try stage.writeConfig { $0[2] = "store = \"\(store)\"" }
        #expect(try await stage.oriel.run("templates", "sync").status == 0)
        let mode = try FileManager.default.attributesOfItem(atPath: store)[.posixPermissions] as? Int
        #expect(mode == 0o660)
        let report = try await stage.findings()
        report.expect("ok", "permissions", "all private")
        chmod(store, 0o664)
        try await stage.findings().expect("fail", "permissions", store)
    }

    @Test func aMissingStoreIsNoFailure() async throws {
        let stage = try await Stage()
        try stage.writeConfig { $0[2] = "store = \"\(stage.oriel.path("none.sqlite"))\"" }
        let report = try await stage.findings()
        #expect(report.status == 0)
        report.expect("warn", "store", "none.sqlite")
        report.expect("warn", "webhooks", "none without a store")
        report.expect("warn", "templates", "none without a store")
        #expect(!FileManager.default.fileExists(atPath: stage.oriel.path("none.sqlite")))
    }

    @Test func aDamagedStoreFails() async throws {
        let stage = try await Stage()
        // Every page but the first few, which hold the tables' names.
        let file = try #require(FileHandle(forUpdatingAtPath: stage.oriel.store))
        let size = try file.seekToEnd()
        try file.seek(toOffset: size / 2)
        try file.write(contentsOf: Data(repeating: 0x5A, count: Int(size / 4)))
        try file.close()
        for end in ["-wal", "-shm"] { unlink(stage.oriel.store + end) }
        let report = try await stage.findings()
        #expect(report.status == 69)
        report.expect("fail", "store", "damaged")
    }

    @Test func aLetterIsNoStore() async throws {
        let stage = try await Stage()
        let letter = try stage.oriel.write(String(repeating: "Dear shop, ", count: 900), to: "letter.sqlite")
        try await stage.findings(["--store", letter]).expect("fail", "store", "not an oriel store")
    }

    // MARK: Spool and receiver

    @Test func everythingAboutTheSpoolIsTold() async throws {
        let stage = try await Stage()
        let spool = stage.oriel.spool
        try stage.oriel.spool(Webhooks.text("x", id: "wamid.waits", at: 1_790_000_000), arrivedAt: 1_790_000_000)
        try await stage.findings().expect("warn", "spool", "1 waiting, nobody reads it now")
        try stage.oriel.write("{ not json", to: "spool/new/1790000000001-a.json")
        try await stage.oriel.ingest()
        try await stage.findings().expect("warn", "quarantine", "1 file could not")
        let reader = try stage.oriel.start(["ingest", "--store", stage.oriel.store, "--spool", spool])
        try await eventually("the reader's lock") {
            let note = FileManager.default.contents(atPath: spool + "/.lock") ?? Data()
            return String(decoding: note, as: UTF8.self).hasPrefix("\(reader.id)\n")
        }
        try await stage.findings().expect("ok", "spool", "(process \(reader.id))")
        reader.kill()
        try await stage.findings().expect("ok", "spool", "nobody reads it now")
        rmdir(spool + "/tmp")
        try await stage.findings().expect("fail", "spool", "\(spool)/tmp is not there")
        try await stage.findings(["--spool", spool + "-none"]).expect("fail", "spool", "there is no spool")
    }

    @Test func theReceiverIsAsked() async throws {
        let stage = try await Stage()
        let secret = try stage.oriel.write("secret", to: "app-secret")
        let receiver = try ServerProgram(
            [
                "receive", "--spool", stage.oriel.path("in"), "--port", "0", "--verify-token", "t", "--app-secret-file",
                secret,
            ],
            log: stage.oriel.folder)
        let url = try #require(try await receiver.ready()["url"]?.text)
        try await stage.findings(["--receiver", url]).expect("ok", "receiver", "/healthz says that it is well")
        try FileManager.default.removeItem(atPath: stage.oriel.path("in/new"))
        try await stage.findings(["--receiver", url]).expect("fail", "receiver", "answers 503")
        receiver.process.kill()
        let report = try await stage.findings(["--receiver", url])
        #expect(report.status == 69)
        report.expect("fail", "receiver", "no answer")
    }

    @Test(arguments: ["https://example.com", "http://example.com/", "ftp://127.0.0.1", "here"])
    func aReceiverElsewhereIsWrongUsage(address: String) async throws {
        try await Oriel().run("doctor", "--receiver", address).expectOneLine(64, "--receiver")
    }

    @Test func silenceIsAWarning() async throws {
        let stage = try await Stage()
        let later = Date().addingTimeInterval(9 * 86_400 + 600).ISO8601Format()
        let report = try await stage.findings(["--now", later])
        #expect(report.status == 0)
        report.expect("warn", "webhooks", "9 days ago")
        report.expect("warn", "templates", "9 days ago")
        let empty = stage.oriel.path("empty.sqlite")
        let list = try stage.oriel.write("{\"data\":[]}", to: "none.json")
        _ = try await stage.oriel.run("templates", "import", "--store", empty, "--waba", platformless, list)
        let fresh = try await stage.findings(["--store", empty])
        fresh.expect("warn", "webhooks", "none ever arrived")
        fresh.expect("warn", "templates", "none: closed windows")
    }

    private var platformless: String { "900100200300499" }

    // MARK: Platform

    @Test(arguments: [
        ("token_command = \"exit 7\"", "token_command ended with status 7"),
        ("token_file = \"/no/such/token\"", "is not there"), ("# no source", "none here"),
    ])
    func noTokenIsTold(line: String, words: String) async throws {
        let stage = try await Stage()
        try stage.writeConfig { $0[4] = line }
        let report = try await stage.findings()
        // On a store that is shared by name another process may send.
        report.expect(line.hasPrefix("#") ? "warn" : "fail", "token", words)
        for thing in ["clock", "number", "subscription"] { report.expect("warn", thing, "without a token") }
    }

    @Test func aRefusedTokenFailsOnce() async throws {
        let stage = try await Stage()
        let report = try await stage.findings(environment: ["ORIEL_TOKEN": "EAAGsomebodyElses"])
        #expect(report.status == 69)
        report.expect("fail", "token", "does not accept the token from ORIEL_TOKEN")
        report.expect("warn", "number", "without an accepted token")
        report.expect("warn", "subscription", "without an accepted token")
        #expect(!report.findings.map(\.canonicalText).joined().contains("EAAGsomebodyElses"))
    }

    @Test func wrongIdsFail() async throws {
        let stage = try await Stage()
        try stage.writeConfig {
            $0[0] = "number = \"4242\""
            $0[1] = "waba = \"4343\""
        }
        let report = try await stage.findings()
        report.expect("fail", "number", "knows nothing of the id 4242")
        report.expect("fail", "subscription", "knows nothing of the id 4343")
        report.expectCures()
    }

    /// What is not as it should be on the platform's side, by its own words, with what to do.
    @Test(
        arguments: [
            (["name_status": "DECLINED"], "warn", "number", "was declined", "another display name"),
            (["name_status": "PENDING_REVIEW"], "warn", "number", "is being looked at", "wait"),
            (["quality_rating": "RED"], "warn", "number", "quality RED", "send fewer templates"),
            (["status": "BANNED"], "fail", "number", "sends nothing", "WhatsApp Manager"),
            (["account_mode": "SANDBOX"], "warn", "number", "test number", "a number of your own"),
            (
                [
                    "health_status": [
                        "can_send_message": "BLOCKED",
                        "entities": [
                            [
                                "entity_type": "WABA", "id": "9", "can_send_message": "BLOCKED",
                                "errors": [
                                    [
                                        "error_code": 141_006, "error_description": "Payment method missing",
                                        "possible_solution": "Add a payment method",
                                    ]
                                ],
                            ]
                        ],
                    ]
                ], "fail", "health", "account 9 sends nothing: Payment method missing (141006)", "Add a payment method"
            ),
            (
                [
                    "health_status": [
                        "can_send_message": "LIMITED",
                        "entities": [
                            [
                                "entity_type": "PHONE_NUMBER", "id": "7", "can_send_message": "LIMITED",
                                "additional_info": ["Display name is not approved yet."],
                            ]
                        ],
                    ]
                ], "warn", "health", "number 7 sends less: Display name is not approved yet.", "WhatsApp Manager"
            ),
        ] as [(JSONValue, String, String, String, String)])
    func aSickNumberIsExplained(
        members: JSONValue, level: String, thing: String, words: String, cure: String
    ) async throws {
        let stage = try await Stage()
        try await stage.platform.amend(members)
        let report = try await stage.findings()
        report.expect(level, thing, words)
        #expect(report.findings.contains { $0["thing"]?.text == thing && ($0["cure"]?.text ?? "").contains(cure) })
    }

    @Test func anAccountWithoutSubscriptionFails() async throws {
        let stage = try await Stage()
        let address = try #require(URL(string: "\(stage.platform.url)/\(stage.platform.waba)/subscribed_apps"))
        var request = URLRequest(url: address)
        request.httpMethod = "DELETE"
        request.setValue("Bearer \(stage.platform.token)", forHTTPHeaderField: "Authorization")
        let (_, response) = try await URLSession.shared.data(for: request)
        #expect((response as? HTTPURLResponse)?.statusCode == 200)
        let report = try await stage.findings()
        #expect(report.status == 69)
        report.expect("fail", "subscription", "no app gets the webhooks")
    }

    @Test func anAbsentPlatformIsSaidOnce() async throws {
        let stage = try await Stage()
        stage.platform.kill()
        let report = try await stage.findings()
        #expect(report.status == 69)
        report.expect("fail", "token", "no answer from the platform")
        report.expect("warn", "number", "not asked")
        report.expect("warn", "subscription", "not asked")
        report.expect("warn", "clock", "not measured")
        let offline = try await stage.findings(["--offline"])
        #expect(offline.status == 0)
        offline.expect("warn", "token", "--offline")
    }

    // MARK: Surroundings

    @Test(arguments: [
        (["TERM": "dumb"], "fail", "terminal", "cannot place the cursor"),
        (["TERM": "no-such-terminal"], "warn", "terminal", "is unknown here, xterm-256color is taken"),
        (["TERM": "linux"], "warn", "terminal", "a console"), (["TERM": "vt100"], "ok", "terminal", "no colours"),
        (["NO_COLOR": "1"], "ok", "terminal", "no colours"), (["TMUX": "/run/tmux,1,0"], "ok", "tmux", "inside tmux"),
        (["LC_ALL": "C"], "ok", "locale", "UTF-8"),
    ])
    func theTerminalIsTold(environment: [String: String], level: String, thing: String, words: String) async throws {
        let oriel = try Oriel(environment: environment)
        try oriel.writeConfig("")
        let outcome = try await oriel.run("doctor", "--json", "--offline")
        Report(status: outcome.status, findings: try outcome.json).expect(level, thing, words)
    }

    @Test(arguments: [
        ("Mars/Olympus", "warn", "no zone this system knows"), ("Europe/Lisbon", "ok", "Europe/Lisbon"),
        ("", "ok", "this machine's"),
    ])
    func theTimeZoneIsTold(zone: String, level: String, words: String) async throws {
        let outcome = try await Oriel(environment: ["TZ": zone]).run("doctor", "--json", "--offline")
        Report(status: outcome.status, findings: try outcome.json).expect(level, "time zone", words)
    }
}
