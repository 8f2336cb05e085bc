import ArgumentParser
import Foundation
import Inbox
import Store

/// `--config` and `--store`: what nearly every command takes.
struct StoreArguments: ParsableArguments {
    @Option(help: ArgumentHelp("The config; $XDG_CONFIG_HOME/oriel/config.toml if not given.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("One of the config's accounts; its own choice if not given.", valueName: "name"))
    var account: String?

    @Option(help: ArgumentHelp("The store; the config's, or the account's own, if not given.", valueName: "file"))
    var store: String?

    /// Whether a missing store is made.
    enum Missing {
        case isMade
        case isAnError
    }

    var environment: [String: String] { ProcessInfo.processInfo.environment }

    func loadConfig() throws(Failure) -> Config {
        try Config.load(path: config, environment: environment, account: account)
    }

    /// The path of the store, which may not be there.
    func storePath(_ config: Config) -> String { store ?? config.storePath }

    /// Opens the store; for whoever only reads, to be read only.
    ///
    /// - Parameters:
    ///   - writes: whether the command would write: not to whoever only reads.
    ///   - isReadOnly: an argument said so, whatever the config says.
    /// - Throws: `Failure` about the path, `StoreError` about what is there.
    func openStore(
        _ config: Config, missing: Missing, writes: Bool = false, isReadOnly: Bool = false
    ) throws -> InboxStore {
        let path = storePath(config)
        let isReadOnly = isReadOnly || config.role == .reader
        guard !isReadOnly || !writes else {
            throw Failure(
                .noPermission,
                "the role in \(config.path ?? "the config") is “reader”: it reads, and changes and sends nothing")
        }
        guard !path.isEmpty else { throw Failure(.usage, "--store is empty: name a file") }
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw Failure(.noInput, "\(path) is not a file; name the store's file")
            }
            let wanted = isReadOnly ? R_OK : R_OK | W_OK
            guard access(path, wanted) == 0 else { throw StoreError.noPermission(path: path) }
        } else {
            let code = errno
            guard code == ENOENT || code == ENOTDIR else { throw StoreError.noPermission(path: path) }
            guard missing == .isMade, !isReadOnly else { throw StoreError.noSuchFile(path: path) }
            if store == nil, config.store == nil {
                try Directories.make(parent)
            } else if stat(parent, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR {
                throw Failure(
                    .cannotCreate, "there is no directory \(parent) for the store; make it, or name another file")
            }
            guard access(parent, W_OK | X_OK) == 0 else {
                throw Failure(.noPermission, "the store cannot be made in \(parent): no permission; check its mode")
            }
        }
        return try InboxStore(
            path: path, options: StoreOptions(isShared: isSetgid(parent), isReadOnly: isReadOnly))
    }

    /// What takes webhooks in decides which words count, the config's, or the standard ones where it names none, and which
    /// numbers are ours, also of what came before. Others leave both alone, or two configs of one store would take turns.
    func settle(_ config: Config, _ store: InboxStore) throws {
        try store.setStopWords(config.stopWords ?? StopWords.standard)
        if let numbers = config.numberIDs { try store.adopt(numbers) }
    }

    /// A team shares a store by putting it into a setgid directory (design §4).
    private func isSetgid(_ directory: String) -> Bool {
        var status = stat()
        return stat(directory, &status) == 0 && status.st_mode & S_ISGID != 0
    }
}
