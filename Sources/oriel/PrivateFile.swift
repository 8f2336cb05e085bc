import Cloud
import Glibc

/// Files for this user alone, written whole or not at all.
enum PrivateFile {
    /// Writes a file that must not be there yet, mode 0600.
    static func create(_ path: String, _ text: String) throws(Failure) {
        try Directories.make(parent(path))
        if let code = TokenFile.create(path, text: text) { throw failure(path, code) }
    }

    /// Puts a new file in the place of an old one, whose copy stays beside it.
    /// - Returns: the path of the copy; nil when there was none before.
    static func replace(_ path: String, _ text: String) throws(Failure) -> String? {
        guard access(path, F_OK) == 0 else {
            try create(path, text)
            return nil
        }
        let backup = try freeName(beside: path)
        // The old one keeps its name until the new one is complete under another.
        guard link(path, backup) == 0 else { throw failure(backup, errno) }
        let draft = path + ".new-\(getpid())"
        if let code = TokenFile.create(draft, text: text) {
            unlink(backup)
            throw failure(draft, code)
        }
        guard rename(draft, path) == 0 else {
            let code = errno
            unlink(draft)
            unlink(backup)
            throw failure(path, code)
        }
        return backup
    }

    static func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    private static func freeName(beside path: String) throws(Failure) -> String {
        for number in 1...999 where access("\(path).old-\(number)", F_OK) != 0 { return "\(path).old-\(number)" }
        throw Failure(.cannotCreate, "there are 999 old copies beside \(path): move them away")
    }

    private static func failure(_ path: String, _ code: Int32) -> Failure {
        Failure(
            .cannotCreate,
            "\(path) cannot be written: \(String(cString: strerror(code))); check the directory and the disk"
        )
    }
}
