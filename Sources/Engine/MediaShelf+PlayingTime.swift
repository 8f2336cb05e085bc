import Glibc
import WhatsApp

extension MediaShelf {
    /// How long the sound or film in a file plays, in milliseconds; nil when it is none, or does not tell.
    public static func playingTime(_ path: String) -> Int64? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return PlayingTime.milliseconds(size: Int64(status.st_size)) { offset, count in
            guard offset >= 0, count > 0 else { return [] }
            return [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
                filled = max(0, pread(descriptor, bytes.baseAddress, count, off_t(offset)))
            }
        }
    }
}
