import Foundation
import TestSupport

/// A systemd unit as the README gives it.
struct ServiceUnit {
    let name: String
    let text: String
    /// In order; a key may come more than once.
    let settings: [(key: String, value: String)]

    private static let readme = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("README.md")

    /// The block that follows the unit's path.
    init(_ name: String) throws {
        self.name = name
        let parts = try String(contentsOf: Self.readme, encoding: .utf8).components(
            separatedBy: "`/etc/systemd/system/\(name)`")
        guard parts.count == 2, let block = parts[1].components(separatedBy: "```ini\n").dropFirst().first else {
            throw Overdue(what: "\(name) in the README")
        }
        text = block.components(separatedBy: "```")[0]
        settings = text.split(separator: "\n").compactMap { line in
            guard let mark = line.firstIndex(of: "="), !line.hasPrefix("#") else { return nil }
            return (String(line[..<mark]), String(line[line.index(after: mark)...]))
        }
    }

    func values(_ key: String) -> [String] { settings.filter { $0.key == key }.map(\.value) }

    func value(_ key: String) -> String { values(key).first ?? "" }

    /// The unit with everything of the system below a folder, and the program that was built.
    func moved(to folder: String) -> String {
        let program = name == "orield.service" ? "orield" : "oriel"
        // The program last: it may have been built below one of these.
        return text.replacing("/var/", with: folder + "/var/").replacing("/etc/", with: folder + "/etc/")
            .replacing("/usr/local/bin/\(program) ", with: ChildProcess.built(program) + " ")
    }

    /// What it starts, in the words of `moved`: `%d` are the credentials, `%S` is where state is kept.
    func command(in folder: String) -> [String] {
        let line = moved(to: folder).split(separator: "\n").first { $0.hasPrefix("ExecStart=") } ?? ""
        return line.dropFirst("ExecStart=".count).replacing("%d", with: credentials(in: folder)).split(separator: " ")
            .map(String.init)
    }

    func credentials(in folder: String) -> String { "\(folder)/run/credentials/\(name)" }

    /// What systemd gives it: nothing of a login, and what the unit sets.
    func environment(in folder: String) -> [String: String] {
        var variables = [
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent",
            "USER": value("User"), "LOGNAME": value("User"), "INVOCATION_ID": "0123456789abcdef0123456789abcdef",
            "JOURNAL_STREAM": "8:12345", "CREDENTIALS_DIRECTORY": credentials(in: folder),
        ]
        for assignment in values("Environment") {
            let parts = assignment.split(separator: "=", maxSplits: 1).map(String.init)
            variables[parts[0]] = parts[1].replacing("%S", with: folder + "/var/lib")
        }
        return variables
    }
}
