import Foundation
import Inbox
import Store

/// Prints what things cost at growing sizes (`.scripts/bench`). A benchmark is no test: it never fails for being slow.
@main
enum OrielBench {
    static func main() {
        do {
            let options = try BenchOptions(Array(CommandLine.arguments.dropFirst()))
            if options.wantsHelp { return print(BenchOptions.help) }
            var table = BenchTable()
            if let path = options.memoryOf {
                try ScreenBench(path: path).run(into: &table)
                return print(memory)
            }
            if let path = options.inboxOf { return try InboxesBench.inbox(path, seconds: options.seconds) }
            for size in options.sizes { try measure(size, options, into: &table) }
            print(table.text)
        } catch {
            FileHandle.standardError.write(Data("oriel-bench: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func measure(_ size: Int, _ options: BenchOptions, into table: inout BenchTable) throws {
        let directory =
            FileManager.default.temporaryDirectory.path(percentEncoded: false)
            + "/oriel-bench-\(ProcessInfo.processInfo.processIdentifier)-\(size)"
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: directory) }  // the system clears what stays
        let path = directory + "/inbox.sqlite"

        table.begin(size >= 1_000_000 && size % 1_000_000 == 0 ? "\(size / 1_000_000) M" : "\(size / 1_000) k")
        var traffic = Traffic(people: max(200, size / 10), seed: 17)
        tell("\(size) messages: loading")
        if let inboxes = options.inboxes {
            let store = try InboxStore(path: path)
            try IngestBench(store: store, directory: directory, files: options.files)
                .load(size, from: &traffic, into: &table)
            tell("\(size) messages: \(inboxes) inboxes for \(options.seconds) s")
            return try InboxesBench(
                path: path, directory: directory, count: inboxes, rate: options.rate, seconds: options.seconds
            ).run(into: &table)
        }
        MemoryPeak.reset()
        do {
            let store = try InboxStore(path: path)
            let ingest = IngestBench(store: store, directory: directory, files: options.files)
            try ingest.load(size, from: &traffic, into: &table)
            tell("\(size) messages: ingesting")
            try ingest.stages(&traffic, into: &table)
            try ingest.whole(&traffic, into: &table)
            table.put("ingest: peak memory, MB", memory)
        }
        tell("\(size) messages: reading")
        try ReadingBench(store: try InboxStore(path: path)).run(into: &table)
        tell("\(size) messages: drawing")
        try ScreenBench(path: path).run(into: &table)
        table.put("inbox: peak memory, MB", try memoryOfAnInbox(path))
        table.put("store on disk, MB", Samples.short(diskMegabytes(path)))
    }

    private static var memory: String { MemoryPeak.megabytes.map(Samples.short) ?? "–" }

    /// What a process holds that only opens the store and draws; this one still has what ingesting left behind.
    private static func memoryOfAnInbox(_ path: String) throws -> String {
        let child = Process()
        let output = Pipe()
        child.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        child.arguments = ["--memory-of", path]
        child.standardOutput = output
        try child.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        child.waitUntilExit()
        return child.terminationStatus == 0 ? String(text.prefix { !$0.isNewline }) : "–"
    }

    private static func diskMegabytes(_ path: String) -> Double {
        ["", "-wal", "-shm"].reduce(0) { sum, suffix in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path + suffix)  // not there: no bytes
            return sum + Double((attributes?[.size] as? NSNumber)?.int64Value ?? 0) / 1_048_576
        }
    }

    private static func tell(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
