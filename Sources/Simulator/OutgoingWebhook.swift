import CCrypto
import Inbox

/// A webhook the simulated platform wants to deliver: the exact body, and when it left.
public struct OutgoingWebhook: Hashable, Sendable {
    /// When it left the platform.
    public var at: Instant
    /// What is posted, byte for byte: the signature is over this.
    public var body: [UInt8]

    /// A webhook whose body somebody else has written.
    public init(at: Instant, body: [UInt8]) {
        self.at = at
        self.body = body
    }

    /// The value of `X-Hub-Signature-256` for this body (`whatsapp.md` §1.2).
    public func signature(appSecret: String) -> String {
        let key = Array(appSecret.utf8)
        var code = [UInt8](repeating: 0, count: Int(ORIEL_SHA256_LENGTH))
        let succeeded = oriel_hmac_sha256(key, key.count, body, body.count, &code)
        // Only a broken libcrypto refuses, and a signature of zeros would hide it.
        precondition(succeeded == 1, "libcrypto cannot compute HMAC: reinstall the package that provides libcrypto")
        let digits = Array("0123456789abcdef".utf8)
        let hex = code.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "sha256=" + String(decoding: hex, as: UTF8.self)
    }
}
