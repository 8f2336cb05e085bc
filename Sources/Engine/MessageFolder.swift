import Desk
import Foundation
import Glibc
import Inbox
import WhatsApp

/// Interactive messages kept as files, one each, in the platform's shape: `NAME.json` under one directory.
public struct MessageFolder: Hashable, Sendable {
    /// The directory; it is made when the first message is kept.
    public let path: String

    /// A folder that may not be there yet.
    public init(path: String) { self.path = path }

    /// Why a message was not kept.
    public enum Failure: Error, Hashable, Sendable {
        /// There is a file of that name.
        case taken
        /// The name is no plain name of a file.
        case badName
        /// The system's `errno`, and what could not be written.
        case system(Int32, path: String)
    }

    private static let sizeLimit = 1 << 20
    private static let ending = ".json"
    /// More files than anybody chooses from.
    private static let most = 500

    /// Every message there is, by name, those that cannot be sent with the reason. Empty when there is no directory.
    public func messages() -> [SavedMessage] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory), names.count < Self.most {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(Self.ending), !name.hasPrefix(".") { names.append(String(name.dropLast(5))) }
        }
        return names.sorted().map { SavedMessage(name: $0, message: message($0)) }
    }

    private func message(_ name: String) -> Result<Interactive, SavedMessage.Defect> {
        let file = "\(path)/\(name)\(Self.ending)"
        var about = stat()
        guard stat(file, &about) == 0, about.st_mode & S_IFMT == S_IFREG, about.st_size <= Self.sizeLimit,
            let data = FileManager.default.contents(atPath: file)
        else { return .failure(.unreadable) }
        let json: JSONValue
        do {
            json = try JSONValue(bytes: data)
        } catch {
            return .failure(.unreadable)
        }
        do {
            return .success(try Interactive(json: json, isDirect: true))
        } catch {
            return .failure(.field(error))
        }
    }

    /// Keeps a message under a name: whole or not at all.
    ///
    /// - Parameter replaces: whether a file of that name may go.
    /// - Throws: `Failure`; `taken` when there is such a file and it may not go.
    public func save(_ message: Interactive, as name: String, replaces: Bool) throws(Failure) {
        guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/"), name.utf8.count <= 200 else { throw .badName }
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw .system(errno, path: path) }
        let file = "\(path)/\(name)\(Self.ending)"
        let draft = "\(path)/.\(name).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(errno, path: draft) }
        defer { unlink(draft) }
        let bytes = Array((message.json.canonicalText + "\n").utf8)
        let written = write(descriptor, bytes, bytes.count)
        let code = written == bytes.count && fsync(descriptor) == 0 ? 0 : max(errno, ENOSPC)
        close(descriptor)
        guard code == 0 else { throw .system(code, path: file) }
        // A link never replaces what is there; a renaming does.
        guard (replaces ? rename(draft, file) : link(draft, file)) == 0 else {
            if errno == EEXIST { throw .taken }
            throw .system(errno, path: file)
        }
    }
}
