import Foundation

/// A store copied aside, so that nothing done with it reaches the file. Gone with `remove`.
struct PrivateCopy {
    /// The copy's path.
    let store: String
    private let folder: String

    /// A store that somebody writes to all the time is given up after this many looks.
    private static let tries = 20

    /// Copies the database with its write-ahead log; the shared memory beside them is made anew.
    ///
    /// - Parameter original: nil makes room for an empty store.
    init(of original: String?) throws(Failure) {
        folder = FileManager.default.temporaryDirectory.path + "/oriel-render-" + UUID().uuidString
        store = folder + "/inbox.sqlite"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.cannotCreate, "the directory \(folder) cannot be made; check TMPDIR and the space there")
        }
        guard let original else { return }
        do throws(Failure) {
            // A link must be followed here: a copied link would lead right back to the original.
            try copy(URL(fileURLWithPath: original).resolvingSymlinksInPath().path)
        } catch {
            remove()
            throw error
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }  // the system tidies its temporary directory

    /// A writer between two reads would give halves of two states: then it is done again.
    private func copy(_ original: String) throws(Failure) {
        for _ in 0..<Self.tries {
            let before = Self.state(original)
            for (name, target) in [(original, store), (original + "-wal", store + "-wal")] {
                // What an earlier look copied is of another moment.
                unlink(target)
                guard Self.isFile(name) else { continue }
                do {
                    try FileManager.default.copyItem(atPath: name, toPath: target)
                } catch {
                    throw Failure(
                        .inputOutput, "\(name) cannot be copied to \(folder); check its mode and the space there")
                }
            }
            if Self.state(original) == before { return }
        }
        throw Failure(.temporary, "\(original) changes all the time and cannot be copied; try again")
    }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private static func state(_ path: String) -> [Int64] {
        [path, path + "-wal"].flatMap { name -> [Int64] in
            var status = stat()
            guard stat(name, &status) == 0 else { return [-1] }
            return [
                Int64(status.st_size), Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec),
                Int64(status.st_ino),
            ]
        }
    }
}
