import Inbox
import Testing
import WhatsApp

@testable import Simulator

/// Files at the simulated platform: what can be fetched, for how long, and what it takes (`whatsapp.md` §5).
struct MediaTests {
    private static let path = "/v25.0/5000001"

    private func sent(_ message: SimMessage = .image(id: "5000001", caption: "foto")) throws -> (Cloud, InboundEvent) {
        var cloud = Cloud()
        _ = try cloud.simulator.inbound(from: Cloud.dana, name: nil, message, at: Cloud.start)
        let bodies = cloud.simulator.tick(Cloud.start)
        let webhook = try Webhook(bytes: try #require(bodies.last).body)
        let events = EventReader.events(of: webhook, digest: "", arrival: nil).compactMap { event -> InboundEvent? in
            if case .message(let message) = event { message } else { nil }
        }
        return (cloud, try #require(events.first))
    }

    private func ask(_ cloud: inout Cloud, _ url: String, token: String? = Cloud.account.token, at time: Instant)
        -> SimResponse
    {
        let parts = url.split(separator: "?", maxSplits: 1).map(String.init)
        let path = "/" + parts[0].split(separator: "/").dropFirst(2).joined(separator: "/")
        var query: [String: String] = [:]
        for pair in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
            let words = pair.split(separator: "=", maxSplits: 1).map(String.init)
            query[words[0]] = words.count > 1 ? words[1] : ""
        }
        return cloud.simulator.handle(
            SimRequest(method: "GET", path: path, query: query, authorization: token.map { "Bearer \($0)" }), now: time)
    }

    private func look(_ cloud: inout Cloud, at time: Instant) throws -> MediaRecord {
        let answer = cloud.simulator.handle(
            SimRequest(method: "GET", path: Self.path, authorization: "Bearer \(Cloud.account.token)"), now: time)
        return try #require(MediaRecord(json: try JSONValue(bytes: answer.body)))
    }

    @Test func theBytesAreThoseTheWebhookTold() throws {
        for (message, type) in [
            (SimMessage.image(id: "5000001"), "image/jpeg"), (.voice(id: "5000001"), "audio/ogg"),
            (.document(id: "5000001", filename: "x.pdf"), "application/pdf"), (.sticker(id: "5000001"), "image/webp"),
        ] {
            var (cloud, event) = try sent(message)
            let record = try look(&cloud, at: Cloud.start)
            let told = try #require(event.media?.sha256.flatMap(MediaDigest.init))
            #expect(record.digest == told)
            let answer = ask(&cloud, record.url, at: Cloud.start)
            #expect(answer.status == 200 && SimMedia.hex(SimMedia.sha256(answer.body)) == told.hex)
            #expect(record.size == Int64(answer.body.count))
            #expect(type == "audio/ogg" || MediaType.of(fileBeginningWith: answer.body) == type)
        }
    }

    @Test func anAddressLivesFiveMinutesAndNeedsTheToken() throws {
        var (cloud, _) = try sent()
        let record = try look(&cloud, at: Cloud.start)
        #expect(ask(&cloud, record.url, token: nil, at: Cloud.start).status == 401)
        #expect(ask(&cloud, record.url, at: Cloud.start + .seconds(299)).status == 200)
        #expect(ask(&cloud, record.url, at: Cloud.start + .seconds(300)).status == 404)
        let again = try look(&cloud, at: Cloud.start + .seconds(300))
        #expect(again.url != record.url && ask(&cloud, again.url, at: Cloud.start + .seconds(301)).status == 200)
        #expect(
            ask(&cloud, "https://x/whatsapp_business/attachments/?mid=5000001&hash=guess", at: Cloud.start).status
                == 404)
    }

    @Test func afterSevenDaysTheIdIsUnknown() throws {
        var (cloud, _) = try sent()
        let life = Span.seconds(Limits.inboundMediaAge)
        #expect(cloud.call("GET", Self.path, at: Cloud.start + life - .seconds(1)).status == 200)
        let answer = cloud.call("GET", Self.path, at: Cloud.start + life)
        #expect(answer.code == 100)
    }

    @Test func aDamagedFileHasAnotherDigest() throws {
        var (cloud, event) = try sent()
        cloud.simulator.fail(next: Fault(.damage, on: .download))
        let record = try look(&cloud, at: Cloud.start)
        let first = ask(&cloud, record.url, at: Cloud.start)
        let second = ask(&cloud, record.url, at: Cloud.start)
        let told = try #require(event.media?.sha256.flatMap(MediaDigest.init)).hex
        #expect(SimMedia.hex(SimMedia.sha256(first.body)) != told && SimMedia.hex(SimMedia.sha256(second.body)) == told)
    }

    private func form(_ parts: [(name: String, more: String, value: String)]) -> [UInt8] {
        let body = parts.map {
            "--b\r\nContent-Disposition: form-data; name=\"\($0.name)\"\($0.more)\r\n\r\n\($0.value)\r\n"
        }.joined()
        return Array((body + "--b--\r\n").utf8)
    }

    private func upload(_ cloud: inout Cloud, _ body: [UInt8], type: String = "multipart/form-data; boundary=b") throws
        -> JSONValue
    {
        let answer = cloud.simulator.handle(
            SimRequest(
                method: "POST", path: "/v25.0/\(Cloud.account.phoneNumberID)/media",
                authorization: "Bearer \(Cloud.account.token)", contentType: type, body: body), now: Cloud.start)
        return try JSONValue(bytes: answer.body)
    }

    private static let file = "; filename=\"x\"\r\nContent-Type: image/jpeg"

    @Test func anUploadedFileCanBeSentAsItsKindForThirtyDays() throws {
        var cloud = Cloud()
        let json = try upload(&cloud, form([("messaging_product", "", "whatsapp"), ("file", Self.file, "bytes")]))
        let id = try #require(json["id"]?.text)
        func send(_ type: String, _ id: String, at time: Instant) -> Cloud.Answer {
            cloud.simulator.refusesClosedWindowsLate = true
            return cloud.send(#""to":"\#(Cloud.dana)","type":"\#(type)","\#(type)":{"id":"\#(id)"}"#, at: time)
        }
        #expect(send("image", id, at: Cloud.start).status == 200)
        #expect(send("document", id, at: Cloud.start).code == 131_053)
        #expect(send("image", "5000001", at: Cloud.start).code == 131_009)
        #expect(send("image", id, at: Cloud.start + .seconds(Limits.uploadedMediaAge)).code == 131_009)
    }

    @Test(
        arguments: [
            ([("file", MediaTests.file, "x")], 100),
            ([("messaging_product", "", "signal"), ("file", MediaTests.file, "x")], 100),
            ([("messaging_product", "", "whatsapp")], 100),
            ([("messaging_product", "", "whatsapp"), ("file", "", "x")], 100),
            (
                [("messaging_product", "", "whatsapp"), ("file", "; filename=\"x\"\r\nContent-Type: image/gif", "x")],
                100
            ),
        ] as [([(String, String, String)], Int64)])
    func aWrongUploadIsRefused(parts: [(String, String, String)], code: Int64) throws {
        var cloud = Cloud()
        let json = try upload(&cloud, form(parts.map { (name: $0.0, more: $0.1, value: $0.2) }))
        #expect(json["error"]?["code"]?.int == code)
    }

    @Test func whatIsNoFormIsRefused() throws {
        var cloud = Cloud()
        #expect(try upload(&cloud, Array("{}".utf8), type: "application/json")["error"]?["code"]?.int == 100)
        #expect(try upload(&cloud, Array("--b".utf8))["error"]?["code"]?.int == 100)
        #expect(try upload(&cloud, [])["error"]?["code"]?.int == 100)
    }

    @Test func aFileTooLargeForItsKindIsRefused() throws {
        var cloud = Cloud()
        let large = String(repeating: "x", count: Limits.Media.image + 1)
        let json = try upload(&cloud, form([("messaging_product", "", "whatsapp"), ("file", Self.file, large)]))
        #expect(json["error"]?["code"]?.int == 131_053)
    }

    /// Files say how long they play, and their ids say it first: a test, and the demo, know what to expect.
    @Test(
        arguments: [
            ("5000042", "audio/ogg; codecs=opus", 42_000), ("5000100", "audio/ogg", 100_000),
            ("5000000", "audio/ogg", 1_000),
            ("5000300", "audio/ogg", 300_000), ("5000301", "audio/ogg", 1_000), ("5000999", "audio/ogg", 96_000),
            ("5000007", "audio/amr", 7_000), ("5000012", "video/mp4", 12_000), ("5000012", "video/3gpp", 12_000),
            ("5000061", "audio/mp4", 61_000), ("5000042", "audio/mpeg", nil), ("5000042", "image/jpeg", nil),
        ] as [(String, String, Int64?)])
    func soundsPlayAsLongAsTheirIDsSay(id: String, mimeType: String, milliseconds: Int64?) {
        let bytes = SimFile.bytes(id: id, mimeType: mimeType)
        let time = PlayingTime.milliseconds(size: Int64(bytes.count)) { offset, count in
            offset < Int64(bytes.count) ? Array(bytes[Int(offset)...].prefix(count)) : []
        }
        #expect(time == milliseconds && bytes == SimFile.bytes(id: id, mimeType: mimeType))
        if milliseconds != nil {
            #expect(MediaType.of(fileBeginningWith: bytes).map(MediaType.bare) == MediaType.bare(mimeType))
        }
    }

    /// Every page is whole: its checksum, its number, and packets that add up to the time it tells.
    @Test(arguments: [1, 42, 300]) func aVoiceNoteIsAWholeOggFile(seconds: Int) {
        let bytes = SimSound.opus(seconds: seconds)
        var (place, number, packets) = (0, 0, 0)
        while place + 27 <= bytes.count {
            let segments = bytes[(place + 27)..<(place + 27 + Int(bytes[place + 26]))]
            var page = Array(bytes[place..<(place + 27 + segments.count + segments.reduce(0) { $0 + Int($1) })])
            place += page.count
            let told = page[22..<26].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            page.replaceSubrange(22..<26, with: [0, 0, 0, 0])
            #expect(page.starts(with: "OggS".utf8) && told == SimSound.checksum(page) && Int(page[18]) == number)
            #expect((page[5] & 2 != 0) == (number == 0) && (page[5] & 4 != 0) == (place == bytes.count))
            if number > 1 { packets += segments.count }
            number += 1
        }
        #expect(place == bytes.count)
        // The last packet reaches past the end, by less than itself.
        let units = packets * 2_880
        #expect(units >= seconds * 48_000 + 312 && units - 2_880 < seconds * 48_000 + 312)
        // The check value of this CRC, as everybody computes it.
        #expect(SimSound.checksum(Array("123456789".utf8)) == 0x89A1_897F)
    }

    /// A sticker that stands still has a limit of its own.
    @Test(arguments: [
        (false, 102_400, true), (false, 102_401, false), (true, 102_401, true), (true, 512_000, true),
        (true, 512_001, false),
    ])
    func stickersHaveTwoLimits(isMoving: Bool, size: Int, isTaken: Bool) throws {
        var cloud = Cloud()
        let head = "RIFF0000WEBP" + (isMoving ? "VP8X0000\u{2}" : "VP8L0000\u{0}")
        let bytes = head + String(repeating: "x", count: size - head.utf8.count)
        let part = "; filename=\"x\"\r\nContent-Type: image/webp"
        let json = try upload(&cloud, form([("messaging_product", "", "whatsapp"), ("file", part, bytes)]))
        #expect((json["id"] != nil) == isTaken && (json["error"]?["code"]?.int == 131_053) != isTaken)
    }

    @Test func everyPictureIsAWholeJPEG() {
        for seed in 0..<20 as Range<UInt64> {
            let bytes = SimPicture(seed: seed).jpeg
            #expect(
                bytes.starts(with: [0xFF, 0xD8]) && bytes.suffix(2) == [0xFF, 0xD9]
                    && bytes == SimPicture(seed: seed).jpeg)
        }
    }

    /// `/_sim/inbound` may leave out what every file has.
    @Test(arguments: [
        ("image", "image/jpeg"), ("audio", "audio/ogg; codecs=opus"), ("video", "video/mp4"),
        ("document", "application/pdf"), ("sticker", "image/webp"),
    ])
    func aFileNobodyDescribedCanBeFetched(type: String, mimeType: String) throws {
        var cloud = Cloud()
        let message = SimMessage(type: type, content: ["caption": "look"])
        try cloud.simulator.inbound(from: Cloud.dana, message, at: Cloud.start)
        let webhook = try #require(cloud.simulator.tick(Cloud.start).first)
        let value = try JSONValue(bytes: webhook.body)["entry"]?[0]?["changes"]?[0]?["value"]
        let file = try #require(value?["messages"]?[0]?[type])
        #expect(file["mime_type"]?.string == mimeType && file["sha256"]?.text != nil && file["caption"] == "look")
        let node = cloud.call("GET", "/v25.0/\(try #require(file["id"]?.text))").json
        #expect(node["mime_type"]?.string == mimeType && node["url"]?.text != nil)
    }
}
