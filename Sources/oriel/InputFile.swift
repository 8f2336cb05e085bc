import Foundation

/// Files and streams that a command reads whole.
enum InputFile {
    /// - Parameters:
    ///   - path: `-` is standard input.
    ///   - limit: in bytes; more is refused.
    static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        let isStream = path == "-"
        let name = isStream ? "standard input" : path
        let descriptor = isStream ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno, name) }
        defer { if !isStream { close(descriptor) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(errno, name) }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= limit else {
                throw Failure(.badData, "\(name) is over \(limit >> 20) MB; it cannot be what is wanted here")
            }
        }
    }

    private static func failure(_ code: Int32, _ name: String) -> Failure {
        switch code {
        case ENOENT, ENOTDIR: Failure(.noInput, "there is no file \(name); check the path")
        case EISDIR: Failure(.noInput, "\(name) is a directory; name a file")
        case EACCES, EPERM: Failure(.noPermission, "no permission to read \(name); check its mode")
        default: Failure(.inputOutput, "\(name) cannot be read: \(String(cString: strerror(code)))")
        }
    }
}
