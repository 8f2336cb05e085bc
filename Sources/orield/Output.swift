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
        try? handle.write(contentsOf: Data((harmless(line) + "\n").utf8))  // nobody listens
    }

    /// A line may quote whoever called, and may be read in a terminal: what could steer one or hide becomes a blank.
    static func harmless(_ line: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in line.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
                shown.append(" ")
            default: shown.append(scalar)
            }
        }
        return String(shown)
    }
}
