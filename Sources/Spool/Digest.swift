import CCrypto

/// SHA-256 over exact bytes: the identity of an envelope.
public enum Digest {
    /// The SHA-256 of `bytes`, which may be empty.
    public static func sha256(_ bytes: some Sequence<UInt8>) -> SHA256Digest {
        if let digest = bytes.withContiguousStorageIfAvailable({ sha256(buffer: $0) }) { return digest }
        return Array(bytes).withUnsafeBufferPointer { sha256(buffer: $0) }
    }

    private static func sha256(buffer: UnsafeBufferPointer<UInt8>) -> SHA256Digest {
        var digest = SHA256Digest.zero
        let succeeded = withUnsafeMutableBytes(of: &digest.words) { output in
            oriel_sha256(buffer.baseAddress, buffer.count, output.baseAddress)
        }
        // Only a broken libcrypto gets here, and going on would give every envelope the same identity.
        precondition(succeeded == 1, "libcrypto cannot compute SHA-256: reinstall the package that provides libcrypto")
        return digest
    }
}
