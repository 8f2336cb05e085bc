import Foundation
import Simulator
import WhatsApp

/// Templates of one's own, as the Graph API lists them, for the simulated account.
enum TemplateFile {
    /// Every template of the file.
    static func read(_ path: String) throws(ServerFailure) -> [SimTemplate] {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw .templates(path: path, reason: isThere ? "this user may not read it" : "there is no such file")
        }
        let list: TemplateList
        do {
            list = try TemplateList(bytes: data)
        } catch {
            throw .templates(path: path, reason: error.description)
        }
        guard list.unreadable.isEmpty else {
            throw .templates(path: path, reason: "\(list.unreadable.count) of them have no name")
        }
        return list.records.enumerated().map { SimTemplate($1, number: $0 + 1) }
    }
}
