import Cloud
import Desk
import Foundation
import Inbox
import Store
import Synchronization

/// Brings our own files to the platform, each before the first message with it leaves. Nothing of a message leaves with its
/// file: the gate is passed after it, as for any other.
final class MediaUploads: Sendable {
    private struct Key: Hashable {
        var number: NumberID
        var hash: String
    }

    private let store: InboxStore
    private let client: GraphClient
    private let shelf: MediaShelf
    private let clock: @Sendable () -> Instant
    private let mailbox: Mailbox
    private let identity: WorkerIdentity
    private let flying = Mutex<[Key: Task<Void, Never>]>([:])

    /// Files that leave at once.
    private static let atOnce = 2

    init(
        store: InboxStore, client: GraphClient, shelf: MediaShelf, clock: @escaping @Sendable () -> Instant,
        mailbox: Mailbox, identity: WorkerIdentity
    ) {
        self.store = store
        self.client = client
        self.shelf = shelf
        self.clock = clock
        self.mailbox = mailbox
        self.identity = identity
    }

    /// Gives up what is under way; it is begun anew another time.
    func stop() {
        for task in flying.withLock({ $0.values }) { task.cancel() }
    }

    /// A row as the dispatcher may see it: one whose file is not at the platform is not due yet, and its file is sent there
    /// once its undo delay is over.
    ///
    /// - Parameters:
    ///   - count: how many files are on their way; one more when this begins one.
    ///   - ended: called when a file's way ended, however it did.
    func held(
        _ item: OutboxItem, now: Instant, count: inout Int, ended: @escaping @Sendable () -> Void
    ) throws -> OutboxItem {
        guard let file = item.content.ownFile, item.state == .queued, item.dueAt <= now, item.notAfter > now,
            try store.uploadedMedia(number: item.number, hash: file.hash, now: now) == nil
        else { return item }
        var item = item
        item.dueAt = now + .seconds(2)
        let key = Key(number: item.number, hash: file.hash)
        let isTaken = flying.withLock { $0[key] != nil || $0.count >= Self.atOnce }
        guard !isTaken else { return item }
        if let at = try store.claimUpload(
            number: item.number, hash: file.hash, size: file.size, worker: identity.word, now: now,
            isAlive: { [identity] in $0 != identity.word && WorkerIdentity.isAlive($0) })
        {
            item.dueAt = at
            return item
        }
        mailbox.post(.storeChanged(nil))
        count += 1
        flying.withLock { flying in
            flying[key] = Task { [self] in
                await upload(file, key)
                _ = self.flying.withLock { $0.removeValue(forKey: key) }
                ended()
            }
        }
        return item
    }

    private func upload(_ file: MediaContent, _ key: Key) async {
        let outcome = await outcome(file, key)
        do {
            let changed = try store.finishUpload(
                number: key.number, hash: key.hash, worker: identity.word, outcome, at: clock())
            mailbox.post(.storeChanged(changed.isEmpty ? nil : changed))
        } catch {
            mailbox.post(.effectFailed(Obstacle(error)))
        }
    }

    private func outcome(_ file: MediaContent, _ key: Key) async -> MediaOutcome {
        do {
            guard let path = shelf.file(file.hash, mimeType: file.mimeType) else {
                return .failed(FailureNote(code: nil, title: "media_gone"))
            }
            let told = Mutex<Int64>(0)
            let id = try await client.upload(
                path, mimeType: file.mimeType, number: key.number, scratch: try shelf.scratch()
            ) { [self] moved, _ in
                let step = max(256 << 10, file.size / 20)
                let isNews = told.withLock { last in
                    guard moved - last >= step || last == 0 else { return false }
                    last = max(1, moved)
                    return true
                }
                return isNews ? note(key, moved) : true
            }
            return .done(
                hash: file.hash, size: file.size, mimeType: file.mimeType, mediaID: id,
                playingTime: MediaShelf.playingTime(path))
        } catch {
            let attempts = (try? store.uploadAttempts(number: key.number, hash: key.hash)) ?? 0  // tried once more then
            let retry = MediaRetry(attempts: attempts, now: clock(), random: Double.random(in: 0..<1))
            switch error {
            case let error as GraphFailure: return retry.outcome(of: error)
            case let error as MediaShelfError: return retry.outcome(of: error)
            default: return .failed(FailureNote(code: nil, title: "\(error)"))
            }
        }
    }

    /// - Returns: whether to go on: false once nobody waits for the file any more.
    private func note(_ key: Key, _ moved: Int64) -> Bool {
        do {
            let goesOn = try store.noteUpload(
                number: key.number, hash: key.hash, worker: identity.word, moved: moved)
            if goesOn { mailbox.post(.storeChanged(nil)) }
            return goesOn
        } catch {
            return true  // a busy store hides the progress, and stops nothing
        }
    }
}
