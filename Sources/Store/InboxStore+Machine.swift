import GRDB
import Inbox

/// What tools of this machine read in files: kept by the file's content, beside the files, never among what people wrote.
extension InboxStore {
    /// The longest text of a tool that is kept, in characters.
    public static let longestMachineText = 16_384

    /// Keeps what a tool read in a file, and makes it findable in every message with that file.
    ///
    /// - Returns: the threads that show it.
    public func noteMachineText(_ text: MachineText, hash: String, at: Instant) throws -> Set<ThreadKey> {
        try write { ledger in
            try ledger.db.run(
                "INSERT OR REPLACE INTO machineText(hash, task, text, at) VALUES (?, ?, ?, ?)",
                [hash, text.task.rawValue, text.text, at.milliseconds])
            for row in try ledger.db.integers("SELECT id FROM media WHERE hash = ?", [hash]) {
                try ledger.indexMachineText(row, hash: hash)
                try ledger.touchFile(row)
            }
            return ledger.changed
        }
    }

    /// Whether a tool's text of a file is kept already.
    public func hasMachineText(_ task: MachineText.Task, hash: String) throws -> Bool {
        try read {
            try $0.integer("SELECT 1 FROM machineText WHERE hash = ? AND task = ?", [hash, task.rawValue]) != nil
        }
    }
}

extension Ledger {
    /// The words of a file's texts are found by its message.
    func indexMachineText(_ row: Int64, hash: String) throws {
        guard
            let message = try db.integer(
                """
                SELECT m.id FROM media x JOIN message m ON m.number = x.number AND m.wamid = x.wamid
                WHERE x.id = ?
                """, [row])
        else { return }
        let texts = try db.machineTexts(of: hash).map(\.text)
        guard !texts.isEmpty else { return }
        try db.run("DELETE FROM machineIndex WHERE rowid = ?", [message])
        try db.run(
            "INSERT INTO machineIndex(rowid, text) VALUES (?, ?)", [message, texts.joined(separator: "\n")])
    }
}
