import Spool
import Testing

@Suite("Signatures and digests")
struct SignatureTests {
    @Test(
        "SHA-256 of known bytes",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ])
    func digest(text: String, hex: String) {
        #expect(Digest.sha256(Array(text.utf8)).hex == hex)
        #expect(Digest.sha256(text.utf8.reversed().reversed()).hex == hex)
        #expect(Digest.sha256(Array(text.utf8)).description == hex)
    }

    @Test("A digest survives its hexadecimal form, in either case")
    func hexadecimal() throws {
        let digest = Digest.sha256([1, 2, 3])
        #expect(SHA256Digest(hex: digest.hex) == digest)
        #expect(SHA256Digest(hex: digest.hex.uppercased()) == digest)
        #expect(digest.bytes.count == 32)
        #expect(SHA256Digest(hex: String(digest.hex.dropLast())) == nil)
        #expect(SHA256Digest(hex: String(digest.hex.dropLast()) + "g") == nil)
    }

    @Test("Digests are ordered as their digits are")
    func order() {
        let digests = (UInt8(0)..<50).map { Digest.sha256([$0]) }
        #expect(digests.sorted().map(\.hex) == digests.map(\.hex).sorted())
        #expect(Set(digests + digests).count == 50)
    }

    @Test("HMAC of RFC 4231, case 2")
    func sign() {
        let signature = Signature.sign(body: Array("what do ya want for nothing?".utf8), appSecret: "Jefe")
        #expect(signature == "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    static let body = Array(#"{"object":"whatsapp_business_account","entry":[]}"#.utf8)
    static let good = Signature.sign(body: body, appSecret: "s3cret")

    static let digits = String(good.dropFirst(7))

    static let headers: [(header: String, isGood: Bool)] = [
        (good, true),
        ("  \(good)\r\n", true),
        ("sha256=\(digits.uppercased())", true),
        (digits, false),
        ("sha1=\(digits)", false),
        (String(good.dropLast()), false),
        ("\(good)0", false),
        ("sha256=\(String(repeating: "0", count: 64))", false),
        ("sha256=\(String(repeating: "g", count: 64))", false),
        ("sha256=", false),
        ("", false),
    ]

    @Test("Which headers verify", arguments: headers)
    func verify(header: String, isGood: Bool) {
        #expect(Signature.verify(body: Self.body, header: header, appSecret: "s3cret") == isGood)
    }

    @Test("Every single changed byte breaks the signature")
    func changedBody() {
        for index in Self.body.indices {
            var changed = Self.body
            changed[index] ^= 1
            #expect(!Signature.verify(body: changed, header: Self.good, appSecret: "s3cret"))
        }
    }

    @Test("Another secret does not verify, and an empty one verifies nothing")
    func secrets() {
        #expect(!Signature.verify(body: Self.body, header: Self.good, appSecret: "s3cret "))
        let unkeyed = Signature.sign(body: Self.body, appSecret: "")
        #expect(!Signature.verify(body: Self.body, header: unkeyed, appSecret: ""))
    }
}
