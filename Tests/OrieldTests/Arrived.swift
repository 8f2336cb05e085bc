import Foundation
import TestSupport

/// The files that have arrived in a spool, in order of their names.
func arrived(_ spool: String) throws -> [[UInt8]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: spool + "/new").sorted()
    return try names.map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: spool + "/new/" + $0))) }
}

/// The files, once there are `count` of them.
nonisolated(nonsending) func arrived(_ spool: String, count: Int) async throws -> [[UInt8]] {
    try await value("\(count) files in the spool") {
        let files = try arrived(spool)
        return files.count >= count ? files : nil
    }
}
