import Foundation

/// Reads a token file, refusing every one that somebody else could read or replace.
package enum TokenFile {
    package static func read(_ path: String) throws(TokenError.Reason) -> String {
        // Checked on the open file, not on the name: nobody can swap it in between. Not blocking, in case it is a pipe.
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw reason(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegularFile }
        guard status.st_uid == geteuid() else { throw .foreignOwner }
        let mode = status.st_mode & 0o7777
        guard mode == 0o600 else { throw .openMode(mode) }
        return try text(of: descriptor)
    }

    /// Makes a file of mode 0600 that must not be there yet, whole or not at all.
    /// - Returns: the system's error code, or nil when it is there.
    package static func create(_ path: String, text: String) -> Int32? {
        let draft = path + ".\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return errno }
        defer { unlink(draft) }
        let failure = write(Array(text.utf8), to: descriptor)
        close(descriptor)
        if let failure { return failure }
        // Unlike a rename, a link never takes the place of a file that came up meanwhile.
        return link(draft, path) == 0 ? nil : errno
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        guard fchmod(descriptor, 0o600) == 0 else { return errno }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return errno }
            rest = rest.dropFirst(count)
        }
        return fsync(descriptor) == 0 ? nil : errno
    }

    private static func text(of descriptor: Int32) throws(TokenError.Reason) -> String {
        var bytes = [UInt8](repeating: 0, count: 4 * Token.longest)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Foundation.read(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(errno: errno) }
            if count == 0 { return String(decoding: bytes[..<filled], as: UTF8.self) }
            filled += count
        }
        throw .malformed
    }

    private static func reason(_ error: Int32) -> TokenError.Reason {
        switch error {
        case ENOENT, ENOTDIR: .fileNotFound
        case ELOOP, ENXIO: .notRegularFile
        default: .unreadable(errno: error)
        }
    }
}
