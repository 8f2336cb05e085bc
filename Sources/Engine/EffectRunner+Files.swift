import Desk
import Foundation
import Glibc
import Inbox
import Screen
import WhatsApp

extension EffectRunner {
    /// What files are asked for: on a queue of their own, because a disk may be slow and a file long.
    func handle(_ effect: Effect) {
        switch effect {
        case .inspectFile(let path, let token):
            mailbox.post(.fileInspected(services.look.report(path), token: token))
        case .takeFile(let path, let token): answer(token) { mailbox.post(.fileTaken(try take(path), token: token)) }
        case .saveFile(let media, let path, let token):
            answer(token) { mailbox.post(.fileSaved(try save(media, as: path), token: token)) }
        case .openFile(let media): attempt { try open(media) }
        case .loadPreview(let media, let size): preview(media, size)
        default: break
        }
    }

    private func answer(_ token: Int, _ body: () throws -> Void) {
        do {
            try body()
        } catch let obstacle as FileObstacle {
            mailbox.post(.fileRefused(obstacle.obstacle, token: token))
        } catch {
            mailbox.post(.fileRefused(Obstacle(error), token: token))
        }
    }

    /// Copies a file of the agent's to our shelf: what they saw is what leaves, whatever becomes of their file.
    private func take(_ typed: String) throws -> MediaContent {
        guard let shelf = services.shelf else { throw FileObstacle(Obstacle(.mediaUnwritable)) }
        return try shelf.take(services.look.expanded(typed), typed: typed)
    }

    /// Never over a file that is there, and never through a link.
    private func save(_ media: MessageMedia, as typed: String) throws -> String {
        let source = try file(of: media)
        let path = services.look.expanded(typed)
        let input = Glibc.open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw FileObstacle(Obstacle(.mediaGone)) }
        defer { close(input) }
        let output = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard output >= 0 else { throw FileObstacle(code: errno, path: typed) }
        defer { close(output) }
        guard let code = FileCopy.copy(from: input, to: output) else { return path }
        unlink(path)
        throw FileObstacle(code: code, path: typed)
    }

    private func file(of media: MessageMedia) throws -> String {
        guard let hash = media.hash, let path = services.shelf?.file(hash, mimeType: media.mimeType) else {
            throw FileObstacle(Obstacle(.mediaGone))
        }
        return path
    }

    private func open(_ media: MessageMedia) throws {
        let path: String
        do {
            path = try file(of: media)
        } catch let error as FileObstacle {
            mailbox.post(.effectFailed(error.obstacle))
            return
        }
        let name = FileNaming.harmless(media.fileName, kind: media.kind, mimeType: media.mimeType)
        let type = media.mimeType ?? "application/octet-stream"
        switch services.opener.way(to: path, mimeType: type, name: name) {
        case .terminal(let command): mailbox.post(LoopEvent.program(command))
        case .window(let command):
            guard ToolRun.detach(command) else {
                mailbox.post(.effectFailed(Obstacle(.programMissing, command.first ?? "")))
                return
            }
            mailbox.post(.fileOpened(Self.programName(command)))
        case .line(let line): mailbox.post(.fileLine(line))
        case .none: mailbox.post(.fileUnopened(type))
        }
    }

    /// Of a command of mailcap, the words its author wrote.
    static func programName(_ command: [String]) -> String {
        guard command.first == "/bin/sh", command.count > 2 else { return command.first ?? "" }
        return String(command[2].prefix { $0 != " " })
    }

    private func preview(_ media: MessageMedia, _ size: Size) {
        guard let hash = media.hash, let path = services.shelf?.file(hash, mimeType: media.mimeType) else { return }
        mailbox.post(.previewLoaded(hash, PictureCells.draw(path, size: size)))
    }
}

/// Why a file an agent named cannot be used.
struct FileObstacle: Error {
    var obstacle: Obstacle

    init(_ obstacle: Obstacle) { self.obstacle = obstacle }

    init(code: Int32, path: String) {
        switch code {
        case EEXIST, ELOOP: obstacle = Obstacle(.fileExists, path)
        case ENOENT, ENOTDIR: obstacle = Obstacle(.fileMissing, path)
        case EACCES, EPERM, EROFS: obstacle = Obstacle(.fileForbidden, path)
        case ENOSPC, EDQUOT: obstacle = Obstacle(.fileDiskFull, path)
        case EISDIR: obstacle = Obstacle(.fileIrregular, path)
        default: obstacle = Obstacle(.fileBroken, path, "\(code)")
        }
    }
}

/// All bytes of one descriptor to another.
enum FileCopy {
    /// - Returns: nil when it is done and on the disk, else why not.
    static func copy(from input: Int32, to output: Int32) -> Int32? {
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(input, &buffer, buffer.count)
            if count == 0 { return fsync(output) == 0 ? nil : errno }
            if count < 0 { if errno == EINTR { continue } else { return errno } }
            var done = 0
            while done < count {
                let written = buffer.withUnsafeBytes { bytes in
                    write(output, bytes.baseAddress.map { $0 + done }, count - done)
                }
                if written < 0 { if errno == EINTR { continue } else { return errno } }
                done += written
            }
        }
    }
}

extension Obstacle {
    /// What was thrown about a file that was named.
    public init(file error: any Error) {
        if let error = error as? FileObstacle { self = error.obstacle } else { self.init(error) }
    }
}

extension MediaShelf {
    /// A file of this machine, copied onto the shelf, as it can be sent.
    /// - Throws: an error with words in `Obstacle(file:)`.
    public func content(ofFile path: String) throws -> MediaContent { try take(path, typed: path) }

    /// Copies a file of this machine onto the shelf, and says as what it can be sent.
    ///
    /// - Parameter typed: what the file is called in an error.
    /// - Throws: `FileObstacle`, `MediaShelfError`.
    func take(_ path: String, typed: String) throws -> MediaContent {
        // A FIFO in its place must not hold us.
        let input = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard input >= 0 else { throw FileObstacle(code: errno, path: typed) }
        defer { close(input) }
        var status = stat()
        guard fstat(input, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw FileObstacle(Obstacle(.fileIrregular, typed))
        }
        guard let head = FileLook.head(path) else { throw FileObstacle(Obstacle(.fileForbidden, typed)) }
        var content = FileLook.content(path, head: head, size: Int64(status.st_size))
        // What cannot be sent is not copied.
        if content.problem != nil { return content }
        let incoming = try begin()
        if let code = FileCopy.copy(from: input, to: incoming.descriptor) {
            incoming.discard()
            throw MediaShelfError(code, self.path)
        }
        (content.hash, content.size) = try keep(incoming, expected: nil, mimeType: content.mimeType)
        return content
    }
}
