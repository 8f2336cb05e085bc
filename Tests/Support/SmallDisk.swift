import Foundation
import Glibc

/// A file system of its own in memory, small enough to be filled; gone with the value. Only root can make one.
public final class SmallDisk: Sendable {
    public enum Failure: Error {
        case cannotMount(Int32)
    }

    /// Whether this machine lets us; tests that need it are skipped elsewhere, and say so.
    public static let isPossible = (try? SmallDisk(kilobytes: 64)) != nil  // why not does not matter

    private static let program = "/usr/bin/mount"
    public let path: String

    public init(kilobytes: Int) throws {
        path = NSTemporaryDirectory() + "oriel-disk-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let status = try Self.run(Self.program, ["-t", "tmpfs", "-o", "size=\(kilobytes)k,mode=0700", "tmpfs", path])
        guard status == 0 else {
            rmdir(path)
            throw Failure.cannotMount(status)
        }
    }

    deinit {
        // Lazily: a program that is being killed may still have files open.
        _ = try? Self.run("/usr/bin/umount", ["--lazy", path])  // a leftover is a little memory
        rmdir(path)
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
        let process = try ChildProcess(program, arguments)
        for _ in 0..<10_000 {
            if let status = process.status { return status }
            poll(nil, 0, 1)
        }
        return -1
    }

    public func path(_ name: String) -> String { path + "/" + name }

    /// Takes the room that is left.
    public func fill() {
        let file = open(path("filler"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        defer { close(file) }
        for size in [65_536, 4_096, 512, 1] {
            let block = [UInt8](repeating: 0, count: size)
            while write(file, block, size) == size {}
        }
    }

    /// Gives the room back.
    public func clear() { unlink(path("filler")) }

    /// - Throws: `Failure.cannotMount` while somebody has a file open for writing.
    public func setReadOnly(_ isReadOnly: Bool) throws {
        let status = try Self.run(Self.program, ["-o", "remount,\(isReadOnly ? "ro" : "rw")", path])
        guard status == 0 else { throw Failure.cannotMount(status) }
    }
}
