import Testing

@testable import Spool

@Suite("Reading the bytes of a file")
struct EnvelopeTests {
    static let body = #"{"object":"whatsapp_business_account","entry":[]}"#

    static func parse(_ bytes: [UInt8], name: String = "anything.json") throws -> Envelope {
        try Envelope.parse(name: try .of(name), bytes: bytes)
    }

    @Test("A bare body is kept whole", arguments: ["", " ", "\n\r\n\t "], ["", "\n", "\r\n\r\n"])
    func bare(before: String, after: String) throws {
        let text = before + Self.body + after
        let envelope = try Self.parse(Array(text.utf8))
        #expect(envelope.body == Array(text.utf8))
        #expect(envelope.headers.isEmpty)
        #expect(envelope.signature == nil)
        #expect(envelope.arrivalMilliseconds == nil)
        #expect(envelope.digest == Digest.sha256(Array(text.utf8)))
    }

    @Test(
        "Header lines end in LF or CRLF and the body is exact to the byte",
        arguments: [
            ("\n", "\n"), ("\r\n", "\r\n"), ("\r\n", "\n"), ("\n", "\r\n"),
        ])
    func headers(lineEnd: String, blankLine: String) throws {
        let body: [UInt8] = Array("\r\n ".utf8) + Array(Self.body.utf8) + [0xFF, 0x00, 0x0A, 0x0D, 0x0A]
        let head = "Received-At: 2026-03-05T07:08:09.123Z\(lineEnd)X-Hub-Signature-256:sha256=00 \(lineEnd)\(blankLine)"
        let envelope = try Self.parse(Array(head.utf8) + body)
        #expect(envelope.body == body)
        #expect(envelope.arrivalMilliseconds == 1_772_694_489_123)
        #expect(envelope.signature == "sha256=00")
        #expect(envelope.header("x-hub-signature-256") == "sha256=00")
        #expect(envelope.headers.map(\.name) == ["Received-At", "X-Hub-Signature-256"])
        #expect(envelope.digest == Digest.sha256(body))
    }

    @Test(
        "A byte order mark belongs to the file, not to what is in it", arguments: ["", "Received-At: 1772694489\n\n"])
    func byteOrderMark(head: String) throws {
        let envelope = try Self.parse([0xEF, 0xBB, 0xBF] + Array((head + Self.body).utf8))
        #expect(envelope.body == Array(Self.body.utf8))
    }

    @Test("The body need not be an object: that is for the reader of JSON to say")
    func anyBody() throws {
        #expect(try Self.parse(Array("A: b\n\n[1]".utf8)).body == Array("[1]".utf8))
    }

    @Test(
        "Arrival is Received-At, else the name, else unknown",
        arguments: [
            ("1772694489123-a.json", "1772694500", 1_772_694_500_000),
            ("1772694489123-a.json", "some time ago", 1_772_694_489_123),
            ("1772694489123-a.json", nil, 1_772_694_489_123),
            ("1772694489123-", nil, 1_772_694_489_123),
            ("1772694489123a.json", nil, nil),
            ("177269448912-a.json", nil, nil),
            ("17726944891234-a.json", nil, nil),
            ("x1772694489123-a.json", nil, nil),
            ("a.json", "1772694489123", 1_772_694_489_123),
            ("a.json", nil, nil),
        ] as [(String, String?, Int64?)])
    func arrival(name: String, header: String?, milliseconds: Int64?) throws {
        let head = header.map { "received-at: \($0)\nOther: x\n\n" } ?? ""
        let envelope = try Self.parse(Array((head + Self.body).utf8), name: name)
        #expect(envelope.arrivalMilliseconds == milliseconds)
    }

    @Test(
        "What is no envelope, and why",
        arguments: [
            ("", .empty),
            (" \r\n\t", .empty),
            ("[]", .notHeaderLine(line: 1)),
            ("[1,\n2]\n\n{}", .notHeaderLine(line: 1)),
            ("null", .notHeaderLine(line: 1)),
            ("<html>\n</html>\n", .notHeaderLine(line: 1)),
            ("\n\n[1]", .notHeaderLine(line: 1)),
            ("A: b\nnot a header\n\n{}", .notHeaderLine(line: 2)),
            ("A: b\n folded\n\n{}", .notHeaderLine(line: 2)),
            (": b\n\n{}", .notHeaderLine(line: 1)),
            ("A b: c\n\n{}", .notHeaderLine(line: 1)),
            ("A: b", .unendedHeaders),
            ("A: b\nC: d\n", .unendedHeaders),
            ("A: b\nhalf a li", .unendedHeaders),
            ("A: b\n\n", .noBody),
            ("A: b\r\n\r\n \n", .noBody),
        ] as [(String, EnvelopeDefect)])
    func defects(text: String, defect: EnvelopeDefect) {
        #expect(throws: defect) { try Self.parse(Array(text.utf8)) }
        #expect(!defect.description.isEmpty)
    }

    @Test("Header lines have a limit")
    func longHeaders() {
        let text = "A: " + String(repeating: "b", count: Envelope.maximumHeaderLength) + "\n\n{}"
        #expect(throws: EnvelopeDefect.unendedHeaders) { try Self.parse(Array(text.utf8)) }
    }

    @Test("Every prefix of a signed file is refused or is a shorter body, and nothing traps")
    func prefixes() throws {
        let whole = Array("Received-At: 1772694489\r\nX: y\r\n\r\n\(Self.body)".utf8)
        for length in whole.indices {
            do {
                let envelope = try Self.parse(Array(whole.prefix(length)))
                #expect(Array(Self.body.utf8).starts(with: envelope.body))
            } catch let defect as EnvelopeDefect {
                #expect([.empty, .unendedHeaders, .noBody, .notHeaderLine(line: 1)].contains(defect))
            }
        }
    }

    @Test(
        "No value can forge a second line",
        arguments: [
            ("X-Test", "a\r\nReceived-At: 0", "X-Test", "a  Received-At: 0"),
            ("X Test:", "  a\tb\u{7F} ", "X-Test-", "a b"),
            ("", "", "-", ""),
            ("Größe", "ü", "Gr----e", "ü"),
        ])
    func sanitised(name: String, value: String, safeName: String, safeValue: String) {
        let header = HeaderField(name, value)
        #expect(header.name == safeName)
        #expect(header.value == safeValue)
    }
}
