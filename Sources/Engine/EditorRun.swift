import Desk
import Foundation
import Glibc

/// One look into an agent's own editor: a file for this user alone, the command that opens it, and what it left.
struct EditorRun: Sendable {
    /// Scalars that a text may have: as many as a box takes.
    static let longest = Model.longestDraft
    private static let name = "message.txt"

    /// Made for this run, mode 0700.
    let folder: String
    /// The editor and the file it is to open.
    let command: [String]
    /// What the editor is called.
    let editor: String

    private var path: String { folder + "/" + Self.name }

    /// Writes the text into a file of mode 0600, in a directory of its own.
    ///
    /// - Parameters:
    ///   - editor: a command line, as `$EDITOR` has it; a shell reads it.
    ///   - place: where temporary files are.
    /// - Throws: `FileObstacle`.
    init(_ text: String, editor: String, in place: String) throws {
        var template = Array((place + "/oriel-edit-XXXXXX").utf8CString)
        guard let made = mkdtemp(&template) else { throw FileObstacle(code: errno, path: place) }
        folder = String(cString: made)
        self.editor = editor.split(separator: " ").first.map(String.init) ?? editor
        command = ["/bin/sh", "-c", editor + " \"$@\"", "sh", folder + "/" + Self.name]
        do {
            try Self.write(text, to: path)
        } catch {
            remove()
            throw error
        }
    }

    private static func write(_ text: String, to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw FileObstacle(code: errno, path: path) }
        defer { close(file) }
        // A file of lines ends with one; what comes back is cut the same way.
        let bytes = Array((text.isEmpty ? "" : text + "\n").utf8)
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress.map { $0 + done }, bytes.count - done)
            }
            guard written >= 0 else {
                if errno == EINTR { continue }
                throw FileObstacle(code: errno, path: path)
            }
            done += written
        }
    }

    /// What there is to use, once the editor has ended.
    ///
    /// - Parameter end: how it ended.
    /// - Returns: the text, or why it is not to be used. A text that is somebody's work and cannot be used stays where it
    ///   is, and the reason names the place.
    func result(_ end: ProgramEnd) -> EditedText {
        switch end {
        case .exited(0): break
        case .notStarted, .exited(126), .exited(127):
            remove()
            return .failed(Obstacle(.editorMissing, editor))
        case .exited(let status):
            remove()
            return .failed(Obstacle(.editorFailed, editor, "\(status)"))
        case .broughtDown: return saved
        }
        return use()
    }

    /// What was saved by then.
    private var saved: EditedText {
        guard rescued == nil else {
            do {
                return .text(try read())
            } catch let error as FileObstacle {
                return .failed(error.obstacle)
            } catch {
                return .failed(Obstacle(error))
            }
        }
        return use()
    }

    /// Where it left what it rescued for itself, a swap file or the like, besides the text; nil when it left nothing.
    var rescued: String? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []  // it is gone, then
        return names.contains { $0 != Self.name } ? folder : nil
    }

    private func use() -> EditedText {
        do {
            let text = try read()
            remove()
            return .text(text)
        } catch let error as FileObstacle {
            return .failed(error.obstacle)
        } catch {
            return .failed(Obstacle(error))
        }
    }

    private func read() throws -> String {
        // An editor may have put anything in its place.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else {
            let code = errno
            if rescued == nil { remove() }
            throw code == ENOENT ? FileObstacle(Obstacle(.editorGone, editor)) : FileObstacle(code: code, path: path)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw FileObstacle(Obstacle(.fileIrregular, path))
        }
        // Four bytes a scalar, a mark of the byte order and the last line's end.
        let most = Self.longest * 4 + 8
        guard status.st_size <= most else { throw FileObstacle(Obstacle(.editorLong, "\(Self.longest)", path)) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= most {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count == 0 { break }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw FileObstacle(code: errno, path: path)
            }
            bytes += buffer[..<count]
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw FileObstacle(Obstacle(.editorNotText, path))
        }
        guard text.unicodeScalars.count <= Self.longest + 1 else {
            throw FileObstacle(Obstacle(.editorLong, "\(Self.longest)", path))
        }
        return text
    }

    /// Swap files and backups go with it.
    private func remove() {
        try? FileManager.default.removeItem(atPath: folder)  // a private temporary directory; there is nothing to do
    }
}

extension EffectRunner {
    /// Writes the file for an editor, off the main actor.
    func begin(_ edit: OutsideEdit) async -> Result<EditorRun, FileObstacle> {
        await onFiles { [services] in
            do {
                return .success(try EditorRun(edit.text, editor: services.editor, in: services.temporary))
            } catch let error as FileObstacle {
                return .failure(error)
            } catch {
                return .failure(FileObstacle(Obstacle(error)))
            }
        }
    }

    /// Reads what it left.
    ///
    /// - Returns: the text, and where something else was left that is somebody's work.
    func end(_ run: EditorRun, _ end: ProgramEnd) async -> (text: EditedText, left: String?) {
        await onFiles { (run.result(end), end == .broughtDown ? run.rescued : nil) }
    }
}
