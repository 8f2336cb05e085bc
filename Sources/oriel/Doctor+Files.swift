import Foundation
import Inbox
import Spool
import Store

// MARK: - Permissions

extension Doctor {
    /// Modes and owners of everything that holds a secret or somebody's words; a line for each that is wrong.
    func permissions() -> [Finding] {
        var findings: [Finding] = []
        var count = 0
        for (path, rule) in guarded {
            guard let finding = Self.look(at: path, rule) else { continue }
            count += 1
            if finding.level != .ok { findings.append(finding) }
        }
        guard findings.isEmpty else { return findings }
        return [
            Finding(.ok, "permissions", count == 0 ? "nothing there yet" : "\(count) files and folders, all private")
        ]
    }

    enum Rule {
        /// Others may not write it: what stands in it runs as this user.
        case notWritable
        /// Others may neither read nor write it.
        case closed
        /// As `closed`, or shared with a group by a setgid directory (design §4).
        case store
        /// Exactly 0600, and this user's: otherwise it is refused when it is read.
        case secret(setting: String)
    }

    private var guarded: [(String, Rule)] {
        var paths: [(String, Rule)] = []
        if let path = config.path { paths.append((path, .notWritable)) }
        paths.append((config.accountDirectory, .closed))
        for suffix in ["", "-wal", "-shm"] { paths.append((storePath + suffix, .store)) }
        for log in ["oriel.log", "ingest.log"] { paths.append((config.accountDirectory + "/" + log, .closed)) }
        paths.append((spoolPath, .closed))
        for folder in SpoolDirectory.Folder.allCases { paths.append((spoolPath + "/" + folder.rawValue, .closed)) }
        if let path = config.tokenFile { paths.append((path, .secret(setting: "token_file"))) }
        if let path = config.appSecretFile { paths.append((path, .secret(setting: "app_secret_file"))) }
        return paths
    }

    /// Nil when there is nothing at the path and nothing has to be.
    static func look(at path: String, _ rule: Rule) -> Finding? {
        if case .secret(let setting) = rule {
            do {
                _ = try SecretFile.read(path, called: setting)
                return Finding(.ok, "permissions", path)
            } catch {
                return Finding(.fail, "permissions", error.message)
            }
        }
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let mode = status.st_mode & 0o7777
        let isDirectory = status.st_mode & S_IFMT == S_IFDIR
        let open: mode_t
        switch rule {
        case .notWritable: open = mode & 0o022
        case .closed, .secret: open = mode & (isSharedFolder(path) ? 0o007 : 0o077)
        case .store: open = mode & (isSharedFolder((path as NSString).deletingLastPathComponent) ? 0o007 : 0o077)
        }
        guard open != 0 else { return Finding(.ok, "permissions", path) }
        let what = open & 0o022 != 0 ? "others may change it" : "others may read it"
        let cure =
            if case .notWritable = rule { "run chmod go-w on it" } else {
                "run chmod \(isDirectory ? "700" : "600") on it"
            }
        return Finding(.fail, "permissions", "\(path) has mode \(String(mode, radix: 8)): \(what)", cure: cure)
    }

    private static func isSharedFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_ISGID != 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

// MARK: - Canned replies

extension Doctor {
    /// How many there are, and a line for each file that is none; nothing where nobody keeps any.
    func cannedReplies() -> [Finding] {
        let folder = CannedFolder(path: config.cannedPath)
        guard folder.isThere else {
            guard config.canned != nil else { return [] }
            return [
                Finding(
                    .warn, "canned", "there is no directory \(folder.path)",
                    cure: "make it, or mend “canned” in the config")
            ]
        }
        let shelf = folder.shelf
        let count = shelf.replies.count
        return [Finding(.ok, "canned", "\(folder.path): \(count) \(count == 1 ? "reply" : "replies")")]
            + shelf.broken.map { Finding(.warn, "canned", CannedCommand.words($0, in: folder.path)) }
    }
}

// MARK: - Spool and receiver

extension Doctor {
    /// A backlog that a running reader takes in within moments is no news.
    private static let backlogLimit = 500

    func spool() -> [Finding] {
        guard access(spoolPath, F_OK) == 0 else {
            return [
                Finding(
                    .fail, "spool", "there is no spool at \(spoolPath), so nothing comes in",
                    cure: "run `orield receive --spool \(spoolPath)`, which makes it, or name another in the config")
            ]
        }
        let found: SpoolInspection
        do {
            found = try SpoolInspection(path: spoolPath)
        } catch {
            return [Finding(.fail, "spool", error.summary, cure: error.cure)]
        }
        let reader = found.holder.map { "read by \($0)" } ?? "nobody reads it now"
        let isLeft = found.holder == nil && found.backlog > 0 || found.backlog > Self.backlogLimit
        var findings = [
            Finding(
                isLeft ? .warn : .ok, "spool", "\(spoolPath): \(found.backlog) waiting, \(reader)",
                cure: isLeft ? "open `oriel`, or run `oriel ingest`" : nil)
        ]
        if found.quarantined > 0 {
            findings.append(
                Finding(
                    .warn, "quarantine",
                    found.quarantined == 1
                        ? "1 file could not be taken in" : "\(found.quarantined) files could not be taken in",
                    cure: "read the .reason beside each in \(spoolPath)/quarantine"))
        }
        return findings
    }

    /// Webhooks that stopped for this long are worth a look.
    private static let silence = Span.hours(24)

    func receiver(_ store: Result<InboxStore, Failure>) async -> [Finding] {
        var findings: [Finding] = []
        if let receiver { findings.append(await Receiver.ask(receiver)) }
        let cure = "see that `orield receive` runs, and that the App Dashboard has its URL and the field “messages”"
        guard case .success(let store) = store else {
            return findings + [Finding(.warn, "webhooks", "none without a store", cure: cure)]
        }
        do {
            guard let last = try store.status().lastArrival else {
                return findings + [Finding(.warn, "webhooks", "none ever arrived", cure: cure)]
            }
            let isSilent = now - last > Self.silence
            let words = "the last arrived \(Age.words(now - last)) ago"
            findings.append(Finding(isSilent ? .warn : .ok, "webhooks", words, cure: isSilent ? cure : nil))
        } catch {
            findings.append(Finding(.fail, "webhooks", Failure(reporting: error)?.message ?? "\(error)"))
        }
        return findings
    }
}
