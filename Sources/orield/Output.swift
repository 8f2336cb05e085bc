import Foundation
import Inbox

/// Lines to the two outputs, each written whole and at once, so that no reader waits for a buffer.
enum Output {
    /// The one line that says the server is ready.
    static func ready(_ line: String) { write(line, to: FileHandle.standardOutput) }

    /// One line of the log.
    static func log(_ line: String) { write("\(Wall.now.rfc3339) \(line)", to: FileHandle.standardError) }

    /// Why the command ends.
    static func error(_ line: String) { write("orield: \(line)", to: FileHandle.standardError) }

    private static func write(_ line: String, to handle: FileHandle) {
        // A reader that went away must not take the server down.
        try? handle.write(contentsOf: Data((line.replacing("\n", with: " ") + "\n").utf8))  // nobody listens
    }
}
