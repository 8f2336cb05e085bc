import Glibc
import Inbox
import Logging

/// The log of a long-running command: a file for this user alone, never the screen. Nothing a customer wrote and no
/// secret is ever handed to it.
final class LogFile: Sendable {
    private let descriptor: Int32

    /// A log that outgrew this is put aside as `NAME.1` when it is opened the next time.
    private static let longest = 8 << 20

    init(path: String) throws(Failure) {
        var status = stat()
        if lstat(path, &status) == 0, status.st_size > Self.longest { rename(path, path + ".1") }
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw Failure(.cannotCreate, "the log \(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(descriptor) }

    /// A logger that writes here.
    func logger(_ label: String) -> Logger { Logger(label: label) { _ in Handler(file: self) } }

    private func write(_ line: String) {
        // One call a line, so that lines of several processes do not mix. A full disk costs the line, not the work.
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }

    private struct Handler: LogHandler {
        let file: LogFile
        var logLevel = Logger.Level.info
        var metadata: Logger.Metadata = [:]
        var metadataProvider: Logger.MetadataProvider?

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { _, own in own }
            let fields = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
            let text = "\(Instant.wallClock.rfc3339) \(event.level) \(event.message)\(fields)"
            file.write(HarmlessText.line(text))
        }
    }
}
