import Foundation
import Glibc

/// The directory whose programs are told what happens. It and they must be nobody else's to write.
public struct HookFolder: Hashable, Sendable {
    /// Why something in it is not run.
    public enum Problem: Hashable, Sendable {
        case missing(path: String)
        /// Others than its owner may write it.
        case open(path: String)
        /// It belongs to somebody else than root and whoever runs this.
        case foreign(path: String)
    }

    /// Where it is.
    public let path: String

    /// A directory, which may not be there.
    public init(path: String) { self.path = path }

    /// Its programs, by name: regular files that may be executed; dot files and backups of editors are none. A link is what
    /// it leads to.
    ///
    /// - Returns: what may be run, and what is wrong with the others, or with the directory; then nothing may be run.
    public func look() -> (programs: [String], problems: [Problem]) {
        if let problem = problem(of: path, kind: S_IFDIR) { return ([], [problem]) }
        // One that is gone this moment has nothing to run.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []  // as said
        var programs: [String] = []
        var problems: [Problem] = []
        for name in names.sorted() where !name.hasPrefix(".") && !name.hasSuffix("~") {
            let file = path + "/" + name
            var status = stat()
            guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(file, X_OK) == 0 else {
                continue
            }
            if let problem = problem(of: file, kind: S_IFREG) {
                problems.append(problem)
            } else {
                programs.append(file)
            }
        }
        return (programs, problems)
    }

    private func problem(of path: String, kind: mode_t) -> Problem? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == kind else { return .missing(path: path) }
        if status.st_mode & (S_IWGRP | S_IWOTH) != 0 { return .open(path: path) }
        return status.st_uid == 0 || status.st_uid == geteuid() ? nil : .foreign(path: path)
    }
}
