import Desk
import Inbox
import Screen
import WhatsApp

extension EffectRunner {
    /// How long a notification command may take before it is ended.
    static let announcingSeconds = 10

    /// Runs the agent's command with one JSON object on its standard input. What the command says is of no interest; that
    /// it failed is told.
    func tell(_ program: [String], _ announcement: Announcement) {
        let name = Self.programName(program)
        let output = ToolRun.run(
            program, input: Array((announcement.json + "\n").utf8), limit: 1 << 20,
            seconds: Self.announcingSeconds)
        guard let output else { return mailbox.post(.effectFailed(Obstacle(.programMissing, name))) }
        switch (output.status, output.cut) {
        case (0, nil): break
        case (_, .time?): mailbox.post(.effectFailed(Obstacle(.programSlow, name, "\(Self.announcingSeconds)")))
        case (let status?, _): mailbox.post(.effectFailed(Obstacle(.programFailed, name, "\(status)")))
        case (nil, _): mailbox.post(.effectFailed(Obstacle(.programFailed, name, "?")))
        }
    }
}

extension Announcement {
    /// One object on one line: `title`, `body`, `at`, how many of each event there are, and `person` and `text` where content
    /// may be shown.
    var json: String {
        var members: [(String, JSONValue)] = [
            ("title", .string(title.string)), ("body", .string(body.string)), ("at", .string(at.rfc3339)),
        ]
        members += News.Event.allCases.map { ($0.plural, .int(Int64(counts[$0] ?? 0))) }
        if let person { members.append(("person", .string(person.string))) }
        if let text { members.append(("text", .string(text.string))) }
        return JSONValue.object(JSONObject(members)).canonicalText
    }
}

extension News.Event {
    /// The name of its count.
    fileprivate var plural: String {
        switch self {
        case .message: "messages"
        case .closing: "closing"
        case .failure: "failures"
        }
    }
}
