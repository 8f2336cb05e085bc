import Glibc

/// Puts webhooks into a spool so that each is there whole or not at all, whatever happens to the machine.
/// Any number of writers, in any number of processes, may write into one spool.
public struct SpoolWriter: Sendable {
    /// The spool written to.
    public let directory: SpoolDirectory

    /// A writer into `directory`.
    public init(directory: SpoolDirectory) {
        self.directory = directory
    }

    /// Writes one file: `Received-At`, `headers`, a blank line and the exact bytes of `body`. When this returns, the
    /// file is in `new/` and has reached the disk; when it throws, nothing was written.
    ///
    /// - Parameters:
    ///   - body: The exact bytes received; over ``BatchLimits/fileSize`` with the headers they are refused.
    ///   - receivedAtMilliseconds: When they were received, since 1970; also the front of the name.
    ///   - headers: Further lines, such as `X-Hub-Signature-256`. A `Received-At` among them is left out.
    /// - Returns: The name of the file in `new/`: 13 digits, a hyphen, 16 random digits and `.json`.
    @discardableResult
    public func write(
        body: [UInt8], receivedAtMilliseconds: Int64, headers: [HeaderField] = []
    ) throws(SpoolError) -> SpoolName {
        let content = Self.content(body: body, receivedAtMilliseconds: receivedAtMilliseconds, headers: headers)
        guard content.count <= BatchLimits.fileSize else {
            throw .bodyTooLarge(size: body.count, limit: BatchLimits.fileSize)
        }
        let name = Self.fileName(milliseconds: receivedAtMilliseconds)
        let tmpPath = directory.path(of: .tmp)
        let newPath = directory.path(of: .new)
        let tmp = try Descriptor.directory(tmpPath)
        let new = try Descriptor.directory(newPath)
        let file = try tmp.create(name, path: tmpPath)
        do throws(SpoolError) {
            try file.write(content, path: tmpPath + "/" + name)
            try file.synchronize(path: tmpPath + "/" + name)
            guard renameat(tmp.raw, name, new.raw, name) == 0 else {
                throw SpoolError(code: errno, path: newPath + "/" + name, action: "rename into")
            }
        } catch {
            unlinkat(tmp.raw, name, 0)
            throw error
        }
        do throws(SpoolError) {
            try new.synchronize(path: newPath)
        } catch {
            // The sender is told that it failed and will send it again, so it must not be taken in as well.
            unlinkat(new.raw, name, 0)
            throw error
        }
        return SpoolName(entry: Array(name.utf8))
    }

    private static func content(
        body: [UInt8], receivedAtMilliseconds: Int64, headers: [HeaderField]
    ) -> [UInt8] {
        var content = Array("\(HeaderField.receivedAt): \(UTCTime.format(receivedAtMilliseconds))\n".utf8)
        for header in headers where !header.isNamed(HeaderField.receivedAt) {
            content += "\(header.name): \(header.value)\n".utf8
        }
        content.append(UInt8(ascii: "\n"))
        return content + body
    }

    private static func fileName(milliseconds: Int64) -> String {
        let digits = String(min(max(milliseconds, 0), 9_999_999_999_999))
        return String(repeating: "0", count: 13 - digits.utf8.count) + digits + "-" + Unique.text() + ".json"
    }
}
