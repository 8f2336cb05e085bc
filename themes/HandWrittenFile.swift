import Glibc

/// Text files that people write by hand, themes and configs: small, and read no further than that.
package enum HandWrittenFile {
    /// Why there is no text.
    package enum Problem: Error, Hashable {
        case missing
        /// No permission, a directory, or something that is no file.
        case closed
        /// Over the limit, or not UTF-8.
        case notText
    }

    /// In bytes; more is something else.
    package static let limit = 1 << 20

    /// A regular file's text, or what comes down a pipe. Of a device, which may never end, nothing is read.
    package static func text(_ path: String) throws(Problem) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw errno == ENOENT || errno == ENOTDIR ? .missing : .closed }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, [S_IFREG, S_IFIFO].contains(status.st_mode & S_IFMT) else {
            throw .closed
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= limit {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .closed }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        guard bytes.count <= limit, let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        return text
    }
}
