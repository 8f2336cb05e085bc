import Foundation

/// A secret kept in a file of its own, so that it shows in no list of processes.
enum SecretFile {
    /// The first line of the file, without blanks around it.
    static func read(_ path: String) throws(ServerFailure) -> String {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw .secretMissing(path: path, reason: isThere ? "this user may not read it" : "there is no such file")
        }
        let text = String(decoding: data, as: UTF8.self)
        let secret = text.prefix { !$0.isNewline }.trimmingCharacters(in: .whitespaces)
        guard !secret.isEmpty else { throw .secretMissing(path: path, reason: "its first line is empty") }
        return secret
    }
}
