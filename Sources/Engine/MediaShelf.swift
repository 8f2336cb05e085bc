import Foundation
import Glibc
import Inbox
import Spool
import Store
import WhatsApp

/// The files of a store: a directory beside it, in which each file lies under the SHA-256 of its content. No name of a
/// stranger's is ever part of a path.
public struct MediaShelf: Sendable {
    /// The directory.
    public let path: String
    /// Members of the store's group may read what is here, as they may read the store.
    private let isShared: Bool

    /// The shelf of an open store. Nothing is made before the first file comes.
    public init(store: InboxStore) {
        var status = stat()
        let mode = stat(store.path, &status) == 0 ? status.st_mode : 0
        self.init(path: store.path + ".media", isShared: mode & 0o060 != 0)
    }

    /// - Parameter isShared: whether the group may read and write, as for a team's store.
    public init(path: String, isShared: Bool = false) {
        self.path = path
        self.isShared = isShared
    }

    private var directoryMode: mode_t { isShared ? 0o2770 : 0o700 }
    private var fileMode: mode_t { isShared ? 0o660 : 0o600 }

    /// Where a file is, or would be.
    ///
    /// - Parameters:
    ///   - hash: 64 lower-case hexadecimal digits; anything else has no place here.
    ///   - mimeType: gives the ending, for programs that go by it.
    public func place(of hash: String, mimeType: String?) -> String? {
        guard SHA256Digest(hex: hash)?.hex == hash else { return nil }
        return "\(path)/\(hash.prefix(2))/\(hash).\(MediaType.fileEnding(of: mimeType))"
    }

    /// The file's path when it is here, whole as far as its name tells.
    public func file(_ hash: String, mimeType: String?) -> String? {
        guard let place = place(of: hash, mimeType: mimeType) else { return nil }
        var status = stat()
        return lstat(place, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? place : nil
    }

    /// A new file that is being written, under a name of no meaning.
    /// - Throws: `MediaShelfError`.
    public func begin() throws(MediaShelfError) -> Incoming {
        let folder = try scratch()
        let name = "\(folder)/\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 16))"
        let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, fileMode)
        guard descriptor >= 0 else { throw MediaShelfError(errno, name) }
        // The umask may have taken the group's bits away.
        if isShared { fchmod(descriptor, fileMode) }
        return Incoming(path: name, descriptor: descriptor)
    }

    /// A directory of our own for what is not a file yet.
    /// - Throws: `MediaShelfError`.
    public func scratch() throws(MediaShelfError) -> String {
        try make(path)
        let folder = path + "/tmp"
        try make(folder)
        return folder
    }

    /// Puts a written file in its place, under the hash of what is on the disk by now.
    ///
    /// - Parameters:
    ///   - expected: what its SHA-256 must be; nil takes any.
    ///   - mimeType: gives the ending.
    /// - Returns: its hash and its size.
    /// - Throws: `MediaShelfError`; `wrongHash` when it is not what was expected. The written file is gone then.
    public func keep(
        _ incoming: Incoming, expected: String?, mimeType: String?
    ) throws(MediaShelfError) -> (hash: String, size: Int64) {
        defer { incoming.discard() }
        guard fsync(incoming.descriptor) == 0 else { throw MediaShelfError(errno, incoming.path) }
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: incoming.path), options: .alwaysMapped)
        } catch {
            throw .unreadable(incoming.path)
        }
        let hash = Digest.sha256(data).hex
        if let expected, expected != hash { throw .wrongHash }
        guard let place = place(of: hash, mimeType: mimeType) else { throw .wrongHash }
        try make("\(path)/\(hash.prefix(2))")
        guard rename(incoming.path, place) == 0 else { throw MediaShelfError(errno, place) }
        return (hash, Int64(data.count))
    }

    /// Removes a file of that content, whatever its ending.
    ///
    /// - Parameter isTrial: only looks whether it is there.
    /// - Returns: how many files there were.
    /// - Throws: `MediaShelfError` when one is there and cannot be removed.
    public func remove(_ hash: String, isTrial: Bool) throws(MediaShelfError) -> Int {
        let folder = "\(path)/\(hash.prefix(2))"
        guard SHA256Digest(hex: hash)?.hex == hash, let listing = opendir(folder) else { return 0 }
        defer { closedir(listing) }
        var count = 0
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix(hash) else { continue }
            count += 1
            if !isTrial, unlink("\(folder)/\(name)") != 0, errno != ENOENT {
                throw MediaShelfError(errno, "\(folder)/\(name)")
            }
        }
        return count
    }

    private func make(_ folder: String) throws(MediaShelfError) {
        guard mkdir(folder, directoryMode) != 0 else {
            chmod(folder, directoryMode)
            return
        }
        guard errno == EEXIST else { throw MediaShelfError(errno, folder) }
    }

    /// A file being written.
    public final class Incoming: Sendable {
        /// Where it is until it is kept.
        public let path: String
        /// Open for writing until it is kept or discarded.
        public let descriptor: Int32

        init(path: String, descriptor: Int32) {
            self.path = path
            self.descriptor = descriptor
        }

        /// Appends; false when the disk will not take it.
        public func write(_ data: Data) -> Bool {
            data.withUnsafeBytes { buffer in
                var done = 0
                while done < buffer.count {
                    let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                    if count < 0 { if errno == EINTR { continue } else { return false } }
                    done += count
                }
                return true
            }
        }

        /// Forgets it. A file that was kept is not under this name any more.
        public func discard() { unlink(path) }

        deinit { close(descriptor) }
    }
}

/// Why a file could not be kept.
public enum MediaShelfError: Error, Hashable, Sendable {
    case diskFull(String)
    case noPermission(String)
    case noSuchFile(String)
    case unreadable(String)
    /// Its content is not what the platform said it would be.
    case wrongHash
    case system(String, code: Int32)

    init(_ code: Int32, _ path: String) {
        switch code {
        case ENOSPC, EDQUOT: self = .diskFull(path)
        case EACCES, EPERM, EROFS: self = .noPermission(path)
        case ENOENT, ENOTDIR: self = .noSuchFile(path)
        default: self = .system(path, code: code)
        }
    }

    /// The short word that is kept with a row.
    var code: String {
        switch self {
        case .diskFull: "media_disk_full"
        case .noPermission, .noSuchFile, .unreadable, .system: "media_unwritable"
        case .wrongHash: "media_wrong_hash"
        }
    }
}
