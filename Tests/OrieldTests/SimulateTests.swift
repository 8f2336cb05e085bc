import Foundation
import Glibc
import Spool
import TestSupport
import Testing
import WhatsApp

/// `orield simulate` as a client and as an operator meet it.
struct SimulateTests {
    let scratch: Scratch
    let spool: String
    let server: ServerProgram
    let ready: JSONValue
    let port: UInt16

    init() async throws {
        scratch = try Scratch()
        spool = scratch.path + "/spool"
        server = try ServerProgram(["simulate", "--spool", spool, "--seed", "7"], log: scratch.path)
        ready = try await server.ready()
        let url = try #require(URL(string: ready["url"]?.string ?? ""))
        port = UInt16(try #require(url.port))
    }

    private func graph(
        _ path: String, method: String = "GET", body: String = "", patience: Int = 20, token: String? = nil
    ) throws -> HTTPCall.Answer? {
        let token = token ?? ready["token"]?.string ?? ""
        return try HTTPCall(
            port: port, method: method, path: path,
            headers: ["Authorization": "Bearer \(token)", "Content-Type": "application/json"], body: Array(body.utf8)
        ).answer(patience: patience)
    }

    private func send(_ text: String, to phone: String, patience: Int = 20) throws -> HTTPCall.Answer? {
        let body =
            #"{"messaging_product":"whatsapp","to":"\#(phone)","text":{"body":"\#(text)"},"#
            + #""biz_opaque_callback_data":"row-\#(text)"}"#
        let number = ready["phone_number_id"]?.string ?? ""
        return try graph("/v25.0/\(number)/messages", method: "POST", body: body, patience: patience)
    }

    private func steer(_ path: String, _ body: String) throws -> HTTPCall.Answer {
        try #require(try HTTPCall(port: port, method: "POST", path: "/_sim/" + path, body: Array(body.utf8)).answer())
    }

    private func person(window: String) throws -> String {
        let people = try #require(ready["people"]?.array)
        let person = people.first { $0["window"]?["state"]?.string == window && $0["phone"] != nil }
        return try #require(person?["phone"]?.string)
    }

    /// The statuses in the spool with that callback data.
    private func statuses(_ files: [[UInt8]], _ callbackData: String) throws -> [String] {
        try files.flatMap { file -> [String] in
            let envelope = try Envelope.parse(name: try #require(SpoolName("x.json")), bytes: file)
            return try Webhook(bytes: envelope.body).items.compactMap { item in
                guard case .status(let status) = item, status.callbackData == callbackData else { return nil }
                return status.status.word
            }
        }
    }

    @Test func introducesItself() throws {
        #expect(ready["phone_number_id"]?.string == "700111222333444")
        #expect(ready["waba_id"]?.string == "900100200300400")
        #expect(ready["seed"]?.int == 7)
        let people = try #require(ready["people"]?.array)
        #expect(people.allSatisfy { $0["address"]?.text != nil && $0["window"]?["state"]?.text != nil })
        let states = Set(people.compactMap { $0["window"]?["state"]?.string })
        #expect(states.isSuperset(of: ["open", "closing", "critical", "closed"]))
        #expect(try arrived(spool).isEmpty, "nothing moves by itself unless --demo asks for it")
    }

    @Test func tellsOfAMessageInTheSpool() async throws {
        let answer = try #require(try send("one", to: try person(window: "open")))
        #expect(answer.status == 200)
        #expect(answer.head.lowercased().contains("\r\ndate: "))
        let files = try await arrived(spool, count: 3)
        #expect(try statuses(files, "row-one") == ["sent", "delivered", "read"])
    }

    @Test func aCustomerWritesAndTimeMoves() throws {
        let written = try steer("inbound", #"{"from":"+1 555 777 0155","name":"New","text":"hello"}"#)
        #expect(written.status == 200)
        let files = try arrived(spool)
        #expect(files.count == 1, "written before the call returns")
        let envelope = try Envelope.parse(name: try #require(SpoolName("x.json")), bytes: files[0])
        guard case .message(let message)? = try Webhook(bytes: envelope.body).items.first else {
            return #expect(Bool(false), "no message")
        }
        #expect(message.id == written.json["wamid"]?.string)
        #expect(try send("in time", to: "15557770155")?.status == 200)
        #expect(try steer("advance", #"{"seconds":86400}"#).status == 200)
        let late = try #require(try send("late", to: "15557770155"))
        #expect(late.status == 400)
        #expect(late.json["error"]?["code"] == 131047)
    }

    @Test func breaksOnRequest() async throws {
        let phone = try person(window: "open")
        #expect(try steer("fail", #"{"code":131056}"#).status == 200)
        #expect(try send("a", to: phone)?.json["error"]?["code"] == 131056)

        #expect(try steer("fail", #"{"http":502}"#).status == 200)
        #expect(try send("b", to: phone)?.status == 502)

        #expect(try steer("fail", #"{"mode":"truncate"}"#).status == 200)
        let cut = try #require(try send("c", to: phone))
        #expect(cut.body.count < (cut.promised ?? 0))

        #expect(try steer("fail", #"{"mode":"refuse"}"#).status == 200)
        #expect(try send("d", to: phone) == nil)

        #expect(try steer("fail", #"{"mode":"timeout"}"#).status == 200)
        #expect(try send("e", to: phone, patience: 1) == nil)

        #expect(try steer("fail", #"{"code":131049,"async":true}"#).status == 200)
        #expect(try send("f", to: phone)?.status == 200)

        let files = try await arrived(spool, count: 7)
        #expect(try statuses(files, "row-c") == ["sent", "delivered", "read"], "cut off, but sent")
        #expect(try statuses(files, "row-d").isEmpty)
        #expect(try statuses(files, "row-e") == ["sent", "delivered", "read"], "no answer, but sent")
        #expect(try statuses(files, "row-f") == ["failed"])
    }

    @Test(arguments: [
        ("inbound", "{}"), ("inbound", #"{"from":"nobody","text":"x"}"#), ("inbound", #"{"from":"15557770155"}"#),
        ("inbound", #"{"from":"15557770155","texx":"x"}"#), ("fail", "{}"), ("fail", #"{"mode":"sulk"}"#),
        ("fail", #"{"code":1,"count":0}"#), ("event", "{}"), ("event", #"{"kind":"echo","to":"nobody","text":"x"}"#),
        ("event", #"{"kind":"security"}"#), ("event", #"{"kind":"template_status","name":"none","status":"PAUSED"}"#),
        ("event", #"{"kind":"handover","with":"@dana.o","whom":"x"}"#), ("advance", #"{"seconds":-1}"#),
        ("advance", "no json"), ("trouble", "{}"), ("trouble", #"{"level":"bad"}"#),
        ("trouble", #"{"batch":0}"#), ("trouble", #"{"batch":5,"reverse":5}"#),
        ("trouble", #"{"reverse":5,"seconds":0}"#), ("event", #"{"kind":"burst","count":0}"#),
        ("event", #"{"kind":"new_number","of":"@dana.o","number":"x"}"#),
    ])
    func refusesBadOrders(_ path: String, _ body: String) throws {
        let answer = try steer(path, body)
        #expect(answer.status == 400)
        #expect(answer.json["error"]?.text != nil)
        #expect(try arrived(spool).isEmpty)
    }

    @Test func deliversAsOrdered() throws {
        #expect(try steer("trouble", #"{"batch":300}"#).status == 200)
        let answer = try steer("event", #"{"kind":"burst","count":300}"#)
        #expect(answer.status == 200 && answer.json["wamids"]?.array?.count == 300)
        #expect(try steer("advance", #"{"seconds":1}"#).status == 200)
        let files = try arrived(spool)
        #expect(files.count == 1)
        let body = try Envelope.parse(name: try #require(SpoolName("x.json")), bytes: try #require(files.first)).body
        #expect(try Webhook(bytes: body).items.count == 300)

        #expect(try steer("trouble", #"{"duplicate":1}"#).status == 200)
        let phone = try person(window: "open")
        #expect(try steer("event", #"{"kind":"new_number","of":"\#(phone)","number":"5511977770199"}"#).status == 200)
        #expect(try steer("advance", #"{"seconds":1}"#).status == 200)
        #expect(try arrived(spool).count == 3)
        #expect(try send("moved", to: "5511977770199")?.status == 200)
        #expect(try send("stayed", to: phone)?.json["error"]?["code"] == 131047)
        #expect(try steer("trouble", #"{"level":"much"}"#).status == 200)
    }

    /// What clients log and slow down by (`whatsapp.md` §8, §10).
    @Test func everyAnswerTellsItsVersionAndItsTrace() throws {
        let number = ready["phone_number_id"]?.string ?? ""
        func value(_ name: String, _ answer: HTTPCall.Answer) -> String? {
            answer.head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
                .map { String($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) }
        }
        let sent = try #require(try send("hi", to: try person(window: "open")))
        let refused = try #require(try send("hi", to: "1"))
        #expect(sent.status == 200 && refused.status == 400)
        for answer in [sent, refused] {
            #expect(value("facebook-api-version", answer) == "v25.0")
            for name in ["x-fb-trace-id", "x-fb-request-id", "x-fb-debug", "x-fb-rev"] {
                #expect(value(name, answer)?.isEmpty == false, "\(name)")
            }
        }
        #expect(value("x-fb-trace-id", refused) == refused.json["error"]?["fbtrace_id"]?.string)
        for (path, version) in [("v24.0", "v24.0"), ("v26.0", "v26.0"), ("v9.0", "v17.0")] {
            let answer = try #require(try graph("/\(path)/\(number)"))
            #expect(answer.status == 200 && value("facebook-api-version", answer) == version)
        }
        let unversioned = try #require(try graph("/\(number)"))
        #expect(value("facebook-api-version", unversioned) == "v25.0")
        let future = try #require(try graph("/v99.0/\(number)"))
        #expect(future.status == 400 && future.json["error"]?["code"] == 100)
        for (code, header, told) in [
            (4, "X-App-Usage", "\"call_count\":100"),
            (80_007, "X-Business-Use-Case-Usage", "\"estimated_time_to_regain_access\":1"),
        ] {
            #expect(try steer("fail", #"{"code":\#(code),"on":"any"}"#).status == 200)
            let answer = try #require(try graph("/v25.0/\(number)"))
            #expect(answer.json["error"]?["code"]?.int == Int64(code))
            #expect(value(header, answer)?.contains(told) == true, "\(answer.head)")
        }
    }

    /// As an SDK makes, reads and deletes one.
    @Test func aTemplateIsMadeAndDeleted() throws {
        let path = "/v25.0/\(ready["waba_id"]?.string ?? "")/message_templates"
        let body =
            #"{"name":"newt","language":"en_US","category":"UTILITY","components":[{"type":"BODY","#
            + #""text":"Hello {{1}}, now.","example":{"body_text":[["Dana"]]}}]}"#
        let made = try #require(try graph(path, method: "POST", body: body))
        #expect(made.status == 200 && made.json["status"] == "PENDING")
        let id = try #require(made.json["id"]?.text)
        #expect(try graph("/v25.0/\(id)?fields=name,status")?.json["name"] == "newt")
        #expect(try graph(path + "?name=newt&hsm_id=\(id)", method: "DELETE")?.json == ["success": true])
        #expect(try graph("/v25.0/\(id)")?.json["error"]?["code"] == 100)
        #expect(try graph(path + "?hsm_ids=%5B%221%22%5D", method: "DELETE")?.status == 400)
    }

    @Test func followsItsOwnPages() throws {
        var path = "/v25.0/900100200300400/message_templates?limit=5"
        var names: Set<String> = []
        for _ in 0..<10 {
            let page = try TemplateList(json: try #require(try graph(path)).json)
            names.formUnion(page.records.map { "\($0.name) \($0.language)" })
            guard let next = page.nextURL else { break }
            let url = try #require(URL(string: next))
            #expect(url.host == "127.0.0.1")
            #expect(url.port == Int(port))
            path = url.path + "?" + (url.query ?? "")
        }
        #expect(names.count == 23)
        #expect(try graph("/v25.0/900100200300400/message_templates", token: "wrong")?.status == 401)
    }

    @Test func endsAtOnceThoughAnAnswerIsHeldBack() async throws {
        #expect(try steer("fail", #"{"mode":"timeout"}"#).status == 200)
        let phone = try person(window: "open")
        #expect(try send("held", to: phone, patience: 1) == nil)
        server.process.signal(SIGTERM)
        #expect(try await server.process.end() == 0)
    }

    @Test func deliversSignedToAReceiver() async throws {
        let secret = try scratch.file("secret", "s3cret\n")
        let received = scratch.path + "/received"
        let receiver = try ServerProgram(
            ["receive", "--spool", received, "--verify-token", "t", "--app-secret-file", secret], log: scratch.path)
        let callback = try #require(try await receiver.ready()["url"]?.string)
        let cloud = try ServerProgram(
            ["simulate", "--callback", callback, "--app-secret-file", secret, "--seed", "9"], log: scratch.path)
        let url = try #require(URL(string: try await cloud.ready()["url"]?.string ?? ""))
        let call = HTTPCall(
            port: UInt16(try #require(url.port)), method: "POST", path: "/_sim/inbound",
            body: Array(#"{"from":"@dana.o","text":"através do fio 👍"}"#.utf8))
        #expect(try call.answer()?.status == 200)
        let files = try await arrived(received, count: 1)
        let envelope = try Envelope.parse(name: try #require(SpoolName("x.json")), bytes: files[0])
        #expect(Signature.verify(body: envelope.body, header: envelope.signature ?? "", appSecret: "s3cret"))
    }

    @Test func playsTheDemoWhenAsked() async throws {
        let history = scratch.path + "/history"
        let demo = try ServerProgram(
            ["simulate", "--spool", history, "--demo", "--seed", "7", "--speed", "20"], log: scratch.path)
        _ = try await demo.ready()
        // The history, then the first thing of the script at 8 s, which pass in 0.4 s.
        let files = try await arrived(history, count: 100)
        let bodies = try files.map { try Envelope.parse(name: try #require(SpoolName("x.json")), bytes: $0).body }
        for body in bodies { #expect(!(try Webhook(bytes: body).items.isEmpty)) }
    }
}
