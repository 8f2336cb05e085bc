import Foundation
import Glibc

/// Looks for texts in files, byte by byte.
enum ByteSearch {
    /// Files below a place that hold one of the texts, sorted; a file that is gone meanwhile holds none.
    ///
    /// - Parameters:
    ///   - places: files, or directories with everything below them.
    ///   - texts: what to look for; an empty one is found nowhere. A file that cannot be read counts as one that holds
    ///     them.
    static func files(below places: [String], holding texts: Set<String>) -> [String] {
        let needles = texts.filter { !$0.isEmpty }.map { Array($0.utf8) }
        return places.flatMap(names).filter { path in
            let file = URL(fileURLWithPath: path)
            // Gone meanwhile it holds nothing; what is there and cannot be read is not proven clean.
            guard let data = try? Data(contentsOf: file, options: .alwaysMapped) else {  // see above
                return FileManager.default.fileExists(atPath: path)
            }
            return data.withUnsafeBytes { buffer in
                needles.contains { isThere($0, in: buffer) }
            }
        }.sorted()
    }

    private static func isThere(_ needle: [UInt8], in buffer: UnsafeRawBufferPointer) -> Bool {
        guard var start = buffer.baseAddress else { return false }
        let end = start + buffer.count
        while end - start >= needle.count, let hit = memchr(start, Int32(needle[0]), end - start - needle.count + 1) {
            if memcmp(hit, needle, needle.count) == 0 { return true }
            start = UnsafeRawPointer(hit) + 1
        }
        return false
    }

    private static func names(at place: String) -> [String] {
        var status = stat()
        guard lstat(place, &status) == 0 else { return [] }
        if status.st_mode & S_IFMT == S_IFREG { return [place] }
        guard status.st_mode & S_IFMT == S_IFDIR,
            let names = FileManager.default.enumerator(atPath: place)?.compactMap({ $0 as? String })
        else { return [] }
        return names.map { "\(place)/\($0)" }.filter { lstat($0, &status) == 0 && status.st_mode & S_IFMT == S_IFREG }
    }
}
