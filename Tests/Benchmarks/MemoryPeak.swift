import Foundation

/// The most memory this process held at once, as the kernel counts it.
enum MemoryPeak {
    /// Forgets the peak so far; what is held now counts again.
    static func reset() {
        guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
        file.write(Data("5".utf8))
        file.closeFile()
    }

    /// In megabytes; nil when the kernel does not tell.
    static var megabytes: Double? {
        guard let data = FileManager.default.contents(atPath: "/proc/self/status") else { return nil }
        let line = String(decoding: data, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Double($0) }.map {
            $0 / 1_024
        }
    }
}
