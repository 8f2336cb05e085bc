import GRDB
import Inbox

extension Database {
    /// The messages with what was done to them later: edits with their words, a deletion, reactions that still stand.
    /// Found when they are read, by the id they name, so that it does not matter which came first.
    func answered(_ messages: [Message]) throws -> [Message] {
        var messages = messages
        for index in messages.indices {
            guard let wamid = messages[index].wamid else { continue }
            messages[index].details += try responses(to: wamid, like: messages[index].key)
        }
        return messages
    }

    /// The most responses to one message that are looked at, newest first: nobody reads more, and somebody may send more.
    private static let mostResponses = 500

    /// Nobody changes or takes back the words of another conversation, or of the other side.
    private func responses(to wamid: String, like key: MessageKey) throws -> [MessageDetail] {
        let rows = try rows(
            """
            SELECT w.text, m.text, s.person, coalesce(m.name, p.name, ''), s.members, ifnull(m.username, ''),
                m.direction, ifnull(m.author, '')
            FROM message m JOIN word w ON w.id = m.type JOIN aliasSet s ON s.id = m.aliasSet
                LEFT JOIN person p ON p.id = s.person
                JOIN message o ON o.id = ?1
            WHERE m.number = o.number AND m.quotes = ?2 AND m.thread IS o.thread
                AND (w.text = 'reaction' OR m.direction = o.direction)
                AND ((m.direction = 0 OR m.source <> \(Telling.live.rawValue)) AND w.text IN ('reaction', 'edit', 'revoke')
                    OR m.direction = 1 AND w.text = 'reaction' AND m.lane = 0)
            ORDER BY m.timestamp DESC, m.tie DESC LIMIT \(Self.mostResponses)
            """, [key.row, wamid])
        var (edits, reactions): ([MessageDetail], [MessageDetail]) = ([], [])
        var isRevoked = false
        var reacted: Set<Reactor> = []
        for row in rows {
            let (type, text, person, name): (String, String?, Int64?, String) = (row[0], row[1], row[2], row[3])
            let (members, username): (String, String) = (row[4], row[5])
            let isGroup = Alias.set(code: members).contains { $0.kind == .group }
            let (isOurs, author): (Bool, String) = (row[6], row[7])
            // The business is one party, whoever of its agents reacts.
            let reactor =
                isOurs
                ? Reactor(person: nil, name: "", username: "")
                : Reactor(person: person, name: isGroup ? name : "", username: isGroup ? username : "")
            switch type {
            case "edit": edits.append(MessageDetail(.edited, text ?? ""))
            case "revoke": isRevoked = true
            default:
                // Of each person the newest reaction stands, and an empty one takes it back (`whatsapp.md` §2.3.5).
                guard reacted.insert(reactor).inserted, let text, !text.isEmpty else { continue }
                reactions.append(MessageDetail(.reaction, text, columns: [isOurs ? author : name]))
            }
        }
        var told = Array(edits.prefix(MessageDetail.longestList).reversed())
        if isRevoked { told.append(MessageDetail(.revoked)) }
        return told + MessageDetail.listed(Array(reactions.reversed())) { [$0] }
    }

    /// Whose reaction it is. A group is one party: its people are told apart by the names they give themselves.
    private struct Reactor: Hashable {
        let person: Int64?
        let name: String
        let username: String
    }
}
