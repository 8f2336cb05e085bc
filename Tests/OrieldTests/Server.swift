import Foundation
import Glibc
import WhatsApp

/// What a test was waiting for and did not get in time.
struct Overdue: Error {
    var what: String
}

/// A directory of its own for one test.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("orield-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }  // the system clears it otherwise

    func file(_ name: String, _ text: String) throws -> String {
        let file = path + "/" + name
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }
}

/// The real program as a process of its own, ended by its id with the test.
final class Server {
    private let process = Process()
    private let output = Pipe()
    private let log: String

    /// Beside this test program, where the build puts both.
    static let program: String = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""  // fails below
        return (own as NSString).deletingLastPathComponent + "/orield"
    }()

    init(_ arguments: [String], in scratch: Scratch) throws {
        log = scratch.path + "/log-\(UUID().uuidString)"
        try "".write(toFile: log, atomically: false, encoding: .utf8)
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle(forWritingAtPath: log)
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    /// What went to standard error so far.
    var errors: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }  // gone: nothing was said

    /// The line that says the server is ready.
    func ready() throws -> JSONValue {
        var bytes: [UInt8] = []
        let end = Deadline()
        while !bytes.contains(UInt8(ascii: "\n")) {
            var watched = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&watched, 1, end.milliseconds) > 0 else { throw Overdue(what: "the ready line; \(errors)") }
            let part = output.fileHandleForReading.availableData
            if part.isEmpty { throw Overdue(what: "the ready line of a program that ended; \(errors)") }
            bytes += part
        }
        return try JSONValue(bytes: bytes)
    }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// The exit code.
    func end() throws -> Int32 {
        let end = Deadline()
        while process.isRunning { try end.pause("the program's end") }
        return process.terminationStatus
    }
}

/// A bound for waiting: no test waits longer.
struct Deadline {
    private let until = ContinuousClock.now + .seconds(30)

    /// What is left, for `poll`.
    var milliseconds: Int32 {
        let left = ContinuousClock.now.duration(to: until)
        return Int32(max(0, left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000))
    }

    func pause(_ what: String) throws {
        guard ContinuousClock.now < until else { throw Overdue(what: what) }
        usleep(5_000)  // between two looks
    }
}

/// The files that have arrived in a spool, in order of their names.
func arrived(_ spool: String) throws -> [[UInt8]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: spool + "/new").sorted()
    return try names.map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: spool + "/new/" + $0))) }
}

/// The files, once there are `count` of them.
func arrived(_ spool: String, count: Int) throws -> [[UInt8]] {
    let end = Deadline()
    while true {
        let files = try arrived(spool)
        if files.count >= count { return files }
        try end.pause("\(count) files in the spool, there are \(files.count)")
    }
}
