import GRDB
import Inbox
import WhatsApp

extension Database {
    /// The messages with their files and where those are. Texts, which most are, cost nothing.
    func withFiles(_ messages: [Message]) throws -> [Message] {
        var messages = messages
        for index in messages.indices where Schema.mediaTypes.contains(messages[index].type) {
            let key = messages[index].key.row
            messages[index].media =
                messages[index].direction == .inbound ? try fetchedFile(key) : try fileOfOurs(key) ?? fetchedFile(key)
        }
        return messages
    }

    private func fetchedFile(_ message: Int64) throws -> MessageMedia? {
        guard
            let row = try row(
                """
                SELECT x.kind, x.mimeType, x.fileName, x.size, x.hash, x.state, x.dueAt, x.moved, x.failureCode,
                    x.failureTitle, x.failureDetails
                FROM message m JOIN media x ON x.number = m.number AND x.wamid = m.wamid WHERE m.id = ?
                """, [message])
        else { return nil }
        let hash: String? = row["hash"]
        return MessageMedia(
            kind: MediaAttachment.Kind(rawValue: row["kind"]) ?? .document, mimeType: row["mimeType"],
            fileName: row["fileName"], size: row["size"], playingTime: try hash.flatMap(playingTime), hash: hash,
            state: MessageMedia.State(row), machineTexts: try hash.map { try machineTexts(of: $0) } ?? [])
    }

    private func fileOfOurs(_ message: Int64) throws -> MessageMedia? {
        guard let row = try row("SELECT content, number, state FROM outbox WHERE message = ?", [message]),
            case .media(let file)? = ContentCode.content(row[0])
        else { return nil }
        var media = MessageMedia(
            kind: file.kind, mimeType: file.mimeType, fileName: file.fileName, size: file.size,
            playingTime: try playingTime(of: file.hash), hash: file.hash, state: .here,
            machineTexts: try machineTexts(of: file.hash))
        let state = OutboxState(code: row[2])
        guard state == .queued || state == .leaving else { return media }
        let upload = try self.row(
            """
            SELECT state, dueAt, moved, size, failureCode, failureTitle, failureDetails FROM upload
            WHERE number = ? AND hash = ?
            """, [row[1] as Int64, file.hash])
        media.state = upload.map { MessageMedia.State($0) } ?? .waiting
        return media
    }

    private func playingTime(of hash: String) throws -> Int64? {
        try integer("SELECT milliseconds FROM playingTime WHERE hash = ?", [hash])
    }

    func note(playingTime: Int64?, of hash: String) throws {
        guard let playingTime else { return }
        try run("INSERT OR REPLACE INTO playingTime(hash, milliseconds) VALUES (?, ?)", [hash, playingTime])
    }

    func machineTexts(of hash: String) throws -> [MachineText] {
        try rows("SELECT task, text FROM machineText WHERE hash = ? ORDER BY task DESC", [hash]).compactMap { row in
            MachineText.Task(rawValue: row[0]).map { MachineText($0, row[1]) }
        }
    }
}
