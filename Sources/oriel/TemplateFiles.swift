import Foundation
import Inbox
import WhatsApp

/// Templates kept as files: every `*.json` under a directory, by path. Dot files and links to directories are not looked at.
struct TemplateFiles {
    struct File {
        /// As the user would name it.
        let path: String
        /// Nil when it cannot be read as JSON.
        let json: JSONValue?
        var findings: [TemplateLint.Finding]

        /// Name and language, the key of a template.
        var key: (name: String, language: String)? {
            guard let json, let record = TemplateRecord(json: json) else { return nil }
            return (record.name, record.language)
        }
    }

    let all: [File]

    private static let sizeLimit = 1 << 20
    /// No account has more (`whatsapp.md` §6.2).
    private static let most = 10_000

    /// - Throws: `Failure` when there is no such directory, or nothing in it.
    init(_ directory: String) throws(Failure) {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory) else {
            throw Failure(.noInput, "there is no directory \(directory); check the path")
        }
        guard isDirectory.boolValue else { throw Failure(.noInput, "\(directory) is not a directory; name one") }
        let root = directory.count > 1 && directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        let names = (FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".json") && !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            .sorted().prefix(Self.most)
        if names.isEmpty { throw Failure(.noInput, "\(directory) has no *.json file; write one template a file") }
        var files: [File] = []
        var paths: [String: String] = [:]
        for name in names {
            var file = try Self.read("\(root)/\(name)")
            if let key = file.key {
                let id = "\(key.name)/\(key.language)"
                if let other = paths[id] {
                    file.findings.append(.init(rule: .repeatedTemplate, place: "name", parts: [other]))
                } else {
                    paths[id] = file.path
                }
            }
            files.append(file)
        }
        all = files
    }

    /// What the platform would refuse; then what it takes and this program cannot send.
    private static func findings(in json: JSONValue) -> [TemplateLint.Finding] {
        let message = json["interactive"]?.object == nil ? json : json["interactive"] ?? json
        if json["components"] == nil, message["action"]?.object != nil, let kind = message["type"]?.text {
            return [.init(rule: .notTemplate, place: "", parts: [kind] + Self.instead(of: message))]
        }
        let findings = TemplateLint.findings(in: json)
        guard let record = TemplateRecord(json: json) else { return findings }
        let parts = TemplateReader.template(record, waba: "").unsupported
        return findings
            + parts.map { TemplateLint.Finding(rule: .notSentFromHere, place: "components", parts: [$0]) }
    }

    /// The kinds that can be made, of a message whose kind cannot; empty for one that may be wrong in other ways.
    private static func instead(of message: JSONValue) -> [String] {
        do {
            _ = try Interactive(json: message, isDirect: true)
        } catch {
            if case .unknown = error.rule, error.field == .kind {
                return [Interactive.Action.words.joined(separator: ", ")]
            }
        }
        return []
    }

    private static func read(_ path: String) throws(Failure) -> File {
        let bytes = try InputFile.read(path, limit: sizeLimit)
        do {
            let json = try JSONValue(bytes: bytes)
            return File(path: path, json: json, findings: findings(in: json))
        } catch {
            return File(path: path, json: nil, findings: [.init(rule: .notTemplate, place: "", parts: [])])
        }
    }
}
