import Glibc

/// Moves files out of `new/`. A value without state, so that the renames can be made on another thread than the
/// reading and the commit. A crash between any two calls leaves every file either in `new/` or where it goes.
public struct SpoolArchive: Sendable {
    /// The spool whose files it moves.
    public let directory: SpoolDirectory

    /// An archive of `directory`. At most one process at a time may use it: the holder of the ``ConsumerLock``.
    public init(directory: SpoolDirectory) {
        self.directory = directory
    }

    /// Moves `names` from `new/` to `done/<day>/`; a name already there gets a suffix.
    @discardableResult
    public func finish(_ names: [SpoolName], day: SpoolDay) -> FinishReport {
        var report = FinishReport(day: day)
        guard !names.isEmpty else { return report }
        do throws(SpoolError) {
            let new = try Descriptor.directory(directory.path(of: .new))
            let folder = try openDay(day)
            for name in names { move(name, from: new, into: folder, report: &report) }
        } catch {
            report.fail(names, error)
        }
        return report
    }

    private func openDay(_ day: SpoolDay) throws(SpoolError) -> Descriptor {
        let path = directory.path(of: .done) + "/" + day.description
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw SpoolError(code: errno, path: path, action: "create")
        }
        return try Descriptor.directory(path)
    }

    private func move(
        _ name: SpoolName, from new: borrowing Descriptor, into folder: borrowing Descriptor,
        report: inout FinishReport
    ) {
        let source = name.cString
        let target = Self.freeName(for: name, in: folder, reserve: 0)?.cString ?? source
        if renameat(new.raw, source, folder.raw, target) == 0 {
            report.moved.append(name)
            return
        }
        let code = errno
        if code == ENOENT, faccessat(new.raw, source, F_OK, AT_SYMLINK_NOFOLLOW) != 0, errno == ENOENT {
            report.vanished.append(name)
        } else {
            report.fail([name], SpoolError(code: code, path: "\(directory.path(of: .new))/\(name)", action: "move"))
        }
    }

    /// The name itself when it is free in `folder`, cut so that `reserve` bytes fit behind it, else the name with the
    /// first free suffix. Looking before renaming is safe because one process at a time does it. Nil when nothing
    /// can be looked up: the rename will then say why.
    static func freeName(for name: SpoolName, in folder: borrowing Descriptor, reserve: Int) -> SpoolName? {
        for number in 0...100 {
            // A name with a hundred namesakes gets a random suffix, so that looking stays short.
            let suffix = number == 0 ? "" : number < 100 ? "~\(number)" : "~" + Unique.text()
            let candidate = name.appending(suffix, reserve: reserve)
            if faccessat(folder.raw, candidate.cString, F_OK, AT_SYMLINK_NOFOLLOW) != 0 {
                return errno == ENOENT ? candidate : nil
            }
        }
        return nil
    }
}
