import Desk
import Store

/// Notices what other processes changed in the store, within a second (design §4).
public enum ChangeWatch {
    /// How often `PRAGMA data_version` is read.
    static let interval = Duration.milliseconds(700)

    /// Tells the screen; runs until the task is cancelled.
    public static func run(store: InboxStore, mailbox: Mailbox) async {
        await run(store: store) { mailbox.post(.storeChanged(nil)) }
    }

    /// Runs until the task is cancelled. Tells once at the start, too: between what the caller read before and the
    /// first look here anything may have happened.
    static func run(store: InboxStore, changed: @Sendable () -> Void) async {
        // The number counts for one connection only, and a pool answers from any of its readers.
        let options = StoreOptions(readers: 1, createsFile: false, isReadOnly: store.isReadOnly)
        let own = (try? InboxStore(path: store.path, options: options)) ?? store  // better than not to watch at all
        var last = try? own.dataVersion()  // a store that cannot be read is told by whoever needs it
        changed()
        while !Task.isCancelled {
            do { try await Task.sleep(for: interval) } catch { return }  // cancelled
            guard let version = try? own.dataVersion() else { continue }  // the same
            if version != last { changed() }
            last = version
        }
    }
}
