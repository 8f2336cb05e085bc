import Foundation
import FoundationNetworking
import Simulator
import Spool
import TestSupport
import Testing
import WhatsApp

/// The rows of `SendRowTests` once more, against `orield simulate` as a process of its own, with its templates from a file.
struct SendRowsOverHTTPTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private static let group = "Z3J1cG8tb2JyYS1tb2VtYQ"

    @Test func everyRowIsTakenAndEveryStepTooFarRefused() async throws {
        let templates = scratch.path + "/templates.json"
        let list: JSONValue = ["data": .array(SendRows.templates.map(\.json))]
        try Data(list.canonicalBytes).write(to: URL(fileURLWithPath: templates))
        let platform = try await SimulatedPlatform(
            spool: scratch.path + "/spool", seed: 3, log: scratch.path,
            options: ["--templates", templates, "--speed", "600", "--direct-send"])
        // Ben wrote too long ago, the group and Dana just now.
        try await platform.inbound("hi", from: Cloud.ben)
        try await platform.advance(seconds: 90_000)
        try await platform.inbound("hi", from: Self.group)
        var names = ["Z3JvdXAx": Self.group, "INBOUND": try await wroteFirst(platform)]
        for type in ["image/jpeg", "image/webp", "audio/mpeg", "audio/ogg"] {
            names["UPLOADED-\(type)"] = try await upload(type, platform)
        }
        var taken: [String: String] = [:]
        for (number, row) in SendRowTests.fixtures.enumerated() {
            // A pair may be written to every six seconds.
            try await platform.advance(seconds: 12)
            let request = SendRequest(
                recipient: row.recipient, content: try row.content(), callbackData: "row-\(number)"
            ).json
            let (status, json) = try await post(request, names, platform)
            #expect(status == 200, "\(row): \(json.canonicalText)")
            taken[try #require(json["messages"]?[0]?["id"]?.text)] = "row-\(number)"
            for past in row.past {
                // Else the machine's pace would decide whether the pair's limit comes first.
                try await platform.advance(seconds: 12)
                let (status, json) = try await post(request.setting(past.path, to: past.value), names, platform)
                let code = json["error"]?["code"]?.int
                #expect(code == Int64(past.code), "\(row), \(past.path): \(json.canonicalText)")
                #expect(status >= 400)
            }
        }
        let sent = taken
        try await eventually("the status sent of every row") {
            Set(try statuses()).isSuperset(of: sent.map { [$0.key, $0.value] })
        }
    }

    /// Templates that were listed are read back as they were.
    @Test(arguments: SendRows.templates) func readsWhatItLists(_ template: SimTemplate) throws {
        let record = try #require(TemplateRecord(json: template.json))
        #expect(SimTemplate(record, number: 1).json == template.json)
    }

    @Test(arguments: [
        ("", "it is not JSON"), ("{}", "templates"), (#"{"data":[{"id":"1"}]}"#, "have no name"),
    ])
    func aFileThatIsNoListIsRefused(_ text: String, _ reason: String) async throws {
        let path = scratch.path + "/bad.json"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let program = try ServerProgram(
            ["simulate", "--spool", scratch.path + "/s", "--templates", path], log: scratch.path)
        let status = try await value("its end") { program.process.status }
        #expect(status == 66)
        #expect(program.errors.contains(path) && program.errors.contains("GET /{waba}/message_templates"))
    }

    // MARK: The wire

    private nonisolated(nonsending) func post(
        _ json: JSONValue, _ names: [String: String], _ platform: SimulatedPlatform
    ) async throws -> (Int, JSONValue) {
        var body = json.canonicalText
        for (name, id) in names { body.replace("\"\(name.replacing("/", with: #"\/"#))\"", with: "\"\(id)\"") }
        for (name, id) in names { body.replace("\"\(name)\"", with: "\"\(id)\"") }
        return try await call("\(platform.number)/messages", Data(body.utf8), "application/json", platform)
    }

    private nonisolated(nonsending) func upload(_ type: String, _ platform: SimulatedPlatform) async throws -> String {
        let body = """
            --b\r\nContent-Disposition: form-data; name="messaging_product"\r\n\r\nwhatsapp\r\n\
            --b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\nContent-Type: \(type)\r\n\r\nbytes\r\n\
            --b--\r\n
            """
        let (_, json) = try await call(
            "\(platform.number)/media", Data(body.utf8), "multipart/form-data; boundary=b", platform)
        return try #require(json["id"]?.text)
    }

    private nonisolated(nonsending) func call(
        _ path: String, _ body: Data, _ type: String, _ platform: SimulatedPlatform
    ) async throws -> (Int, JSONValue) {
        var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(platform.port)/v25.0/\(path)")))
        request.httpMethod = "POST"
        request.httpBody = body
        request.setValue("Bearer \(platform.token)", forHTTPHeaderField: "Authorization")
        request.setValue(type, forHTTPHeaderField: "Content-Type")
        let (data, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, try JSONValue(bytes: data))
    }

    /// The customer of the rows writes; the message's wamid.
    private nonisolated(nonsending) func wroteFirst(_ platform: SimulatedPlatform) async throws -> String {
        try await platform.inbound("hi", from: Cloud.dana)
        return try #require(try await platform.record()["written"]?.list?.last?.text)
    }

    /// The wamid and callback data of every status `sent` so far.
    private func statuses() throws -> [[String]] {
        try webhooks().flatMap(\.items).compactMap { item in
            guard case .status(let status) = item, status.status.word == "sent", let data = status.callbackData else {
                return nil
            }
            return [status.id, data]
        }
    }

    private func webhooks() throws -> [Webhook] {
        let new = scratch.path + "/spool/new"
        return try FileManager.default.contentsOfDirectory(atPath: new).map { name in
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: new + "/" + name)))
            return try Webhook(bytes: try Envelope.parse(name: try #require(SpoolName("x.json")), bytes: bytes).body)
        }
    }
}
