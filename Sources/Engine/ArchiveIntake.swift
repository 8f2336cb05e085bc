import Inbox
import Spool
import Store

/// Takes in again what a spool has archived, for a store that was lost: law 6 makes it what it was.
public enum ArchiveIntake {
    /// What came of reading an archive.
    public struct Totals: Hashable, Sendable {
        /// What the store took in.
        public var report = IngestReport()
        /// Archived files that can no longer be read, or that the store would not take.
        public var unreadable = 0
    }

    /// - Parameter numbers: which numbers are ours; nil adopts every number seen.
    /// - Throws: `SpoolError`, `StoreError`; what was taken in by then stays, and comes again with the next call.
    public static func restore(
        from directory: SpoolDirectory, into store: InboxStore, numbers: Set<NumberID>?
    ) throws -> Totals {
        var totals = Totals()
        try SpoolArchive(directory: directory).read { envelopes, unreadable in
            totals.unreadable += unreadable.count
            var receptions: [Reception] = []
            for envelope in envelopes {
                do {
                    receptions.append(try SpoolPipeline.reception(envelope))
                } catch {
                    totals.unreadable += 1
                }
            }
            let report = try store.apply(receptions, numbers: numbers)
            totals.unreadable += report.refused.count
            totals.report += report
        }
        return totals
    }
}
