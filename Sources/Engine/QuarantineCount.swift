import Foundation
import Spool

/// How many files lie in a spool's quarantine, whoever put them there and whenever (law 5: counted on screen). Listed
/// again only when the folder changed.
struct QuarantineCount {
    private let path: String
    private var stamp: timespec?
    private(set) var count = 0

    init(_ directory: SpoolDirectory) { path = directory.path(of: .quarantine) }

    mutating func refresh() {
        var status = stat()
        // A folder that is gone is told by whoever reads the spool.
        guard stat(path, &status) == 0 else { return }
        let now = status.st_mtim
        if let stamp, stamp.tv_sec == now.tv_sec, stamp.tv_nsec == now.tv_nsec { return }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return }  // the same
        stamp = now
        // Each file lies beside its `.reason`.
        count = names.count { $0.hasSuffix(".reason") }
    }
}
