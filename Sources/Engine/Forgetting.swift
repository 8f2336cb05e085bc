import Foundation
import Inbox
import Spool
import Store

/// Erasing for good, wherever this program keeps something: spool, files, store. In that order, so that what an interrupted
/// run leaves is found by the next one; each step may be done again.
public struct Forgetting {
    /// The store.
    public let store: InboxStore
    /// Nil when there is none.
    public let spool: SpoolDirectory?
    /// Signs bodies anew that were signed; nil when none is configured.
    public let appSecret: String?

    /// The caller holds the lock of the spool.
    public init(store: InboxStore, spool: SpoolDirectory?, appSecret: String?) {
        self.store = store
        self.spool = spool
        self.appSecret = appSecret
    }

    /// What was taken out, or would be: counts only.
    public struct Account: Hashable, Sendable {
        /// Of the store and the files beside it.
        public var store = ErasureReport()
        /// Of the spool.
        public var spool = SpoolRewritingReport()
        /// The journal was emptied; false while another process was reading.
        public var isCompact = false

        /// Whether there was anything.
        public var isEmpty: Bool {
            store.counts.values.allSatisfy { $0 == 0 } && spool.rewritten == 0 && spool.removed == 0
        }
    }

    /// Erases somebody.
    ///
    /// - Parameter isTrial: counts, and changes nothing.
    /// - Throws: `StoreError` (`.beingSent` before anything is touched), `SpoolError`, `MediaShelfError`.
    public func forget(_ name: PersonName, isTrial: Bool) throws -> Account {
        let subject = try store.erasureSubject(name)
        guard !subject.isLeaving else { throw StoreError.beingSent }
        var account = Account()
        account.spool = try rewriteSpool(subject.erasure, isTrial: isTrial)
        account.store = try store.erase(name, isTrial: isTrial, sha256: Self.sha256) { hashes in
            try removeFiles(hashes, isTrial: isTrial)
        }
        if !isTrial { account.isCompact = try store.compact() }
        return account
    }

    /// Erases what was said before a time.
    ///
    /// - Parameter isTrial: counts, and changes nothing.
    /// - Throws: as `forget` does.
    public func retain(since: Instant, isTrial: Bool) throws -> Account {
        var account = Account()
        let erasure = Erasure(ids: [], messages: try store.messageIDs(before: since))
        account.spool = try rewriteSpool(erasure, isTrial: isTrial)
        account.store = try store.eraseMessages(before: since, isTrial: isTrial, sha256: Self.sha256) { hashes in
            try removeFiles(hashes, isTrial: isTrial)
        }
        if !isTrial { account.isCompact = try store.compact() }
        return account
    }

    private static func sha256(_ body: [UInt8]) -> String { Digest.sha256(body).hex }

    private func removeFiles(_ hashes: [String], isTrial: Bool) throws -> Int {
        let shelf = MediaShelf(store: store)
        return try hashes.reduce(0) { $0 + (try shelf.remove($1, isTrial: isTrial)) }
    }

    private func rewriteSpool(_ erasure: Erasure, isTrial: Bool) throws -> SpoolRewritingReport {
        guard let spool else { return SpoolRewritingReport() }
        return try SpoolArchive(directory: spool).rewrite(appSecret: appSecret, isTrial: isTrial) { file in
            Self.fate(of: file, erasure)
        }
    }

    private static func fate(of file: SpoolFile, _ erasure: Erasure) -> SpoolRewriting {
        if let envelope = file.envelope {
            switch erasure.apply(to: envelope.body) {
            case .cut(let body, _): return .body(body)
            case .emptied: return .goes
            case .untouched: break
            }
        }
        // What nobody can read cannot be cut: it goes whole.
        guard file.folder == .quarantine || file.envelope == nil else { return .stays }
        let isReadable = file.envelope.map { erasure.canRead($0.body) } ?? false
        return !isReadable && erasure.isNamed(in: file.bytes) ? .goes : .stays
    }

    // MARK: Looking

    /// What is still there of somebody.
    public struct Verification: Hashable, Sendable {
        /// In the store.
        public var store = StoreTraces()
        /// Files of the spool that still hold an item of theirs.
        public var spoolFiles = 0
        /// Files that hold the bytes of one of their ids although nobody mentions them, or that nothing here may rewrite.
        public var leftovers: [String] = []
        /// Files of the spool, and files that others sent, in which they are mentioned.
        public var mentions = 0

        /// Whether nothing of theirs is left.
        public var isClean: Bool { store.isClean && spoolFiles == 0 && leftovers.isEmpty }
    }

    /// Looks for somebody everywhere: in every table, in the search, in every file of store, shelf and spool.
    ///
    /// - Throws: `StoreError`, `SpoolError`.
    public func verify(_ subject: ErasureSubject) throws -> Verification {
        var result = Verification()
        let erasure = subject.erasure
        result.store = try store.traces(of: erasure)
        let again = try rewriteSpool(erasure, isTrial: true)
        result.spoolFiles = again.rewritten + again.removed
        if let spool {
            let read = [SpoolDirectory.Folder.done, .new, .quarantine].map { spool.path(of: $0) }
            result.mentions = ByteSearch.files(below: read, holding: erasure.ids).count
            result.leftovers += ByteSearch.files(below: [spool.path(of: .tmp)], holding: erasure.ids)
        }
        // Where others mention them the bytes are in the file rightly; the tables told what they are in.
        let own = ["", "-wal"].map { store.path + $0 }
        if result.store.mentions == 0 { result.leftovers += ByteSearch.files(below: own, holding: erasure.ids) }
        // Files of others may say anything; what was theirs alone went by its name.
        let others = ByteSearch.files(below: beside(), holding: erasure.ids).filter { !isInSpool($0) }
        let shelf = MediaShelf(store: store).path + "/"
        result.leftovers += others.filter { !$0.hasPrefix(shelf) || $0.hasPrefix(shelf + "tmp/") }
        result.mentions += others.filter { $0.hasPrefix(shelf) && !$0.hasPrefix(shelf + "tmp/") }.count
        return result
    }

    /// A spool whose name begins with the store's lies among the files that bear its name, and was looked at by itself.
    private func isInSpool(_ path: String) -> Bool {
        guard let spool else { return false }
        let root = URL(fileURLWithPath: spool.path).resolvingSymlinksInPath().path
        return URL(fileURLWithPath: path).resolvingSymlinksInPath().path.hasPrefix(root + "/")
    }

    /// Whatever else bears the store's name: its files of customers, copies that a rescue kept aside.
    private func beside() -> [String] {
        let url = URL(fileURLWithPath: store.path)
        let folder = url.deletingLastPathComponent().path
        let name = url.lastPathComponent
        // The folder was good for opening the store a moment ago.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []  // told by no leftovers
        return names.filter { $0.hasPrefix(name) && ![name, name + "-wal", name + "-shm"].contains($0) }.sorted()
            .map { "\(folder)/\($0)" }
    }
}
