import CCrypto

/// The signature the platform puts on a webhook: `sha256=` and HMAC-SHA-256 of the exact body bytes under the app
/// secret, in the header `X-Hub-Signature-256` (`whatsapp.md` §1.2).
public enum Signature {
    /// The name of the header that carries it.
    public static let headerName = "X-Hub-Signature-256"

    /// The header value for `body`: `sha256=` and 64 lower-case hexadecimal digits.
    public static func sign(body: some Sequence<UInt8>, appSecret: String) -> String {
        "sha256=" + Hexadecimal.encode(authenticationCode(body: body, appSecret: appSecret))
    }

    /// Whether `header` is the signature of exactly these bytes. The comparison takes the same time wherever they
    /// differ. Space around the value and upper-case digits are accepted; an empty secret verifies nothing.
    public static func verify(body: some Sequence<UInt8>, header: String, appSecret: String) -> Bool {
        guard !appSecret.isEmpty, let claimed = claimedCode(in: header) else { return false }
        let actual = authenticationCode(body: body, appSecret: appSecret)
        return claimed.withUnsafeBytes { left in
            actual.withUnsafeBytes { right in
                oriel_equal(left.baseAddress, right.baseAddress, left.count) == 1
            }
        }
    }

    private static func claimedCode(in header: String) -> [UInt8]? {
        let value = header.utf8.trimmingBlanks()
        guard value.starts(with: "sha256=".utf8) else { return nil }
        return Hexadecimal.decode(value.dropFirst(7), count: Int(ORIEL_SHA256_LENGTH))
    }

    private static func authenticationCode(body: some Sequence<UInt8>, appSecret: String) -> [UInt8] {
        if let code = body.withContiguousStorageIfAvailable({ authenticationCode(buffer: $0, appSecret: appSecret) }) {
            return code
        }
        return Array(body).withUnsafeBufferPointer { authenticationCode(buffer: $0, appSecret: appSecret) }
    }

    private static func authenticationCode(buffer: UnsafeBufferPointer<UInt8>, appSecret: String) -> [UInt8] {
        let key = Array(appSecret.utf8)
        var code = [UInt8](repeating: 0, count: Int(ORIEL_SHA256_LENGTH))
        let succeeded = oriel_hmac_sha256(key, key.count, buffer.baseAddress, buffer.count, &code)
        // Only a broken libcrypto gets here, and going on would accept a signature of zeros.
        precondition(succeeded == 1, "libcrypto cannot compute HMAC: reinstall the package that provides libcrypto")
        return code
    }
}

extension BidirectionalCollection where Element == UInt8 {
    /// Without the spaces, tabs and line ends at both ends.
    func trimmingBlanks() -> SubSequence {
        var slice = self[...]
        while let first = slice.first, first.isBlank { slice = slice.dropFirst() }
        while let last = slice.last, last.isBlank { slice = slice.dropLast() }
        return slice
    }
}

extension UInt8 {
    /// Space, tab, line feed or carriage return: what JSON and header lines call white space.
    var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
