import Foundation
import Spool
import Store
import WhatsApp

/// What a run left behind: the files of the spool, the store's own account of itself (`oriel dump`), and the platform's
/// record of what it sent and took. Read while nothing writes.
public struct Evidence: Sendable {
    /// A webhook in the spool, with what it tells.
    public struct File: Sendable {
        public var path: String
        public var digest: String
        public var messages: [String]
        public var statuses: [String]
    }

    /// A message the platform took from us.
    public struct Acceptance: Sendable {
        public var wamid: String
        /// The UUID of our outbox row.
        public var callback: String
    }

    public var done: [File] = []
    public var waiting: [File] = []
    public var quarantined: [String] = []
    /// The lines of the dump.
    public var rows: [JSONValue] = []
    /// What SQLite finds wrong with the file.
    public var damage: [String] = []
    /// Texts in the boxes of agents.
    public var drafts: [String] = []
    public var accepted: [Acceptance] = []
    /// The ids of what customers wrote.
    public var written: [String] = []

    /// - Parameters:
    ///   - record: `GET /_sim/record` of the simulated platform; nil when none took part.
    ///   - agents: whose drafts are looked for.
    /// - Throws: what the file system, the store or a JSON reader says.
    public init(spool: String, store path: String, record: JSONValue?, agents: [String] = []) throws {
        let store = try InboxStore(path: path)
        damage = try store.damage()
        try store.dump { rows.append(try JSONValue(bytes: $0.utf8)) }
        for agent in agents { drafts += try store.drafts(agent: agent).values }
        let files = FileManager.default
        for day in try files.contentsOfDirectory(atPath: spool + "/done").sorted() {
            done += try Self.files(in: spool + "/done/" + day)
        }
        waiting = try Self.files(in: spool + "/new")
        quarantined = try files.contentsOfDirectory(atPath: spool + "/quarantine").sorted()
        accepted = (record?["accepted"]?.list ?? []).map {
            Acceptance(wamid: $0["wamid"]?.text ?? "", callback: $0["callback"]?.text ?? "")
        }
        written = (record?["written"]?.list ?? []).compactMap(\.text)
    }

    private static func files(in folder: String) throws -> [File] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted().compactMap { name in
            guard let entry = SpoolName(name) else { return nil }
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
            return try File(path: folder + "/" + name, body: Envelope.parse(name: entry, bytes: bytes).body)
        }
    }
}

extension Evidence.File {
    /// Reads the ids without the product's own readers of webhooks, which may be what is broken.
    init(path: String, body: [UInt8]) throws {
        self.init(path: path, digest: Digest.sha256(body).hex, messages: [], statuses: [])
        let json = try JSONValue(bytes: body)
        for entry in json["entry"]?.list ?? [] {
            for change in entry["changes"]?.list ?? [] {
                let value = change["value"]
                let number = value?["metadata"]?["phone_number_id"]?.text ?? ""
                messages += (value?["messages"]?.list ?? []).compactMap { $0["id"]?.text.map { "\(number) \($0)" } }
                // The withdrawn notice of a new id has no id of its own (`whatsapp.md` §1.7.17).
                messages += (value?["user_id_update"]?.list ?? []).map { update in
                    let id = update["user_id"]
                    return "\(number) user_id_update:\(id?["previous"]?.text ?? ""):\(id?["current"]?.text ?? "")"
                }
                statuses += (value?["statuses"]?.list ?? []).map {
                    "\(number) \($0["id"]?.text ?? "") \($0["status"]?.text ?? "")"
                }
            }
        }
    }
}
