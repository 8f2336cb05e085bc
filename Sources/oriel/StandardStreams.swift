import Glibc

/// Buffered standard output that tells when it cannot be written; `print` swallows that.
struct StandardOutput {
    private var buffer: [UInt8] = []
    private static let capacity = 1 << 16
    /// The system's code of the write that failed; nil while none did.
    private(set) var failure: Int32?

    /// Adds a line; it may come out later. Words of others in it have been made safe, JSON has been escaped.
    mutating func line(_ text: String) throws(Failure) {
        buffer += HarmlessText.lines(text).utf8
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.capacity { try flush() }
    }

    /// Writes everything. Call it before the command ends.
    mutating func flush() throws(Failure) {
        let ended = StandardError.write(buffer, to: STDOUT_FILENO)
        buffer.removeAll(keepingCapacity: true)
        if let code = ended {
            failure = code
            throw Failure(
                .inputOutput,
                "standard output: \(String(cString: strerror(code))); free some space or name another file")
        }
    }
}

/// One line for people.
enum StandardError {
    /// Writes `oriel: …` as one line. It may quote anybody.
    static func tell(_ message: String) {
        // When stderr itself is gone, the exit status still tells.
        _ = write(Array("oriel: \(HarmlessText.line(message))\n".utf8), to: STDERR_FILENO)
    }

    /// - Returns: the system's error code, or nil when everything was written.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return errno }
            rest = rest.dropFirst(count)
        }
        return nil
    }
}
