import Glibc

/// An open file descriptor that closes itself.
struct Descriptor: ~Copyable {
    let raw: Int32

    deinit { close(raw) }

    /// Opens a directory for use with the `…at` calls.
    static func directory(_ path: String) throws(SpoolError) -> Descriptor {
        let raw = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard raw >= 0 else { throw SpoolError(code: errno, path: path, action: "open") }
        return Descriptor(raw: raw)
    }

    /// Writes all of `bytes`, whatever the kernel takes at a time.
    func write(_ bytes: [UInt8], path: String) throws(SpoolError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(raw, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                throw SpoolError(code: errno, path: path, action: "write")
            }
            rest = rest.dropFirst(written)
        }
    }

    /// Waits until what was written has reached the disk.
    func synchronize(path: String) throws(SpoolError) {
        guard fsync(raw) == 0 else { throw SpoolError(code: errno, path: path, action: "flush to disk") }
    }

    /// Creates a file that must not exist yet, with mode 0600, in the directory this descriptor stands for.
    func create(_ name: String, path: String) throws(SpoolError) -> Descriptor {
        let file = openat(raw, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            // A name that does not exist yet can only be missing because its directory is.
            throw SpoolError(code: errno, path: errno == ENOENT ? path : path + "/" + name, action: "create")
        }
        return Descriptor(raw: file)
    }
}
