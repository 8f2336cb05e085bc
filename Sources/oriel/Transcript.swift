import Inbox
import Screen
import WhatsApp

/// How `export` writes what was said in a conversation.
struct Transcript {
    private let row: ThreadRow
    private let isMasked: Bool

    /// - Parameter isMasked: whether taxpayers' and cards' numbers in what people wrote are covered.
    init(_ row: ThreadRow, isMasked: Bool) {
        var row = row
        if isMasked { row.name = row.name.map { MaskedText($0).string } }
        self.row = row
        self.isMasked = isMasked
    }

    /// Whose it is, with which of our numbers.
    var heading: String {
        let names = [row.name, row.address?.value ?? row.person].compactMap(\.self).map(Self.word)
        return "# \(names.joined(separator: ", ")), with \(Self.word(row.key.number.value))"
    }

    /// A message for people: the first line says when, who and what; whatever else belongs to it is set in, so that no
    /// words of others look like a message of somebody.
    func lines(_ told: Message) -> [String] {
        let message = isMasked ? told.masked : told
        var head = "\(message.timestamp.rfc3339)  \(message.direction.rawValue)"
        if let word = message.delivery?.word { head += " (\(word))" }
        if let name = speaker(message) { head += "  \(name)" }
        head += ":"
        if message.type != "text" { head += " [\(Self.word(message.type))]" }
        if let file = message.media?.fileName { head += " \(Self.word(file))" }
        var further: [String] = []
        if let failure = message.delivery?.failure {
            let why = [failure.code.map(String.init), failure.title, failure.details].compactMap(\.self)
            further.append("! " + Self.word(why.joined(separator: ": ")))
        }
        if let quote = message.quote {
            let whose = quote.sender.map { Self.word($0) + ": " } ?? ""
            further.append("> " + whose + Self.word(quote.text ?? quote.wamid))
        }
        let words = message.text.map(Self.paragraphs) ?? []
        // One line of words is read at once; more keep their shape.
        if further.isEmpty, words.count == 1 { return [head + " " + words[0]] }
        return [head] + (further + words).map { $0.isEmpty ? "" : "    " + $0 }
    }

    /// A message for programs, exact.
    func object(_ told: Message) -> OrderedJSON {
        let message = isMasked ? told.masked : told
        return .object(
            [
                ("person", .text(row.person)), ("address", .text(row.address?.value)), ("name", .text(row.name)),
                ("phone_number_id", .text(row.key.number.value)), ("author", .text(message.author)),
                ("file", message.media.map(Self.file) ?? .null),
            ] + MessageJSON(message, isMasked: isMasked).members)
    }

    /// Nil for what happened by itself and for ours that were written elsewhere. The direction before it is never left to
    /// a name: somebody may call themselves as our agents are called.
    private func speaker(_ message: Message) -> String? {
        guard message.direction == .inbound else { return message.author.map(Self.word) }
        return Self.word(message.sender ?? row.name ?? row.address?.value ?? row.person)
    }

    private static func file(_ media: MessageMedia) -> OrderedJSON {
        .object([
            ("name", .text(media.fileName)), ("mime_type", .text(media.mimeType)),
            ("size", .number(media.size.map(Int.init))), ("sha256", .text(media.hash)),
        ])
    }

    /// Somebody's words as part of a line.
    private static func word(_ text: String) -> String { SafeText(untrusted: text).singleLine.string }

    /// Somebody's words as the lines they were written in; tabs become blanks, what is hidden becomes a sign.
    private static func paragraphs(_ text: String) -> [String] {
        SafeText(untrusted: text).string.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.map { $0 == "\t" ? " " : $0 })
        }
    }
}

extension Message {
    /// Itself, with the numbers in its words covered.
    fileprivate var masked: Message {
        var message = self
        message.text = text.map { MaskedText($0).string }
        message.sender = sender.map { MaskedText($0).string }
        message.quote?.sender = quote?.sender.map { MaskedText($0).string }
        message.quote?.text = quote?.text.map { MaskedText($0).string }
        message.media?.fileName = media?.fileName.map { MaskedText($0).string }
        return message
    }
}

extension JSONValue {
    /// Itself, with the numbers in its words covered; ids and links name things and stay.
    var masked: JSONValue {
        switch self {
        case .string(let text): .string(MaskedText(text).string)
        case .array(let elements): .array(elements.map(\.masked))
        case .object(let object): .object(Self.masked(object))
        case .null, .bool, .int, .double, .number: self
        }
    }

    private static func masked(_ object: JSONObject) -> JSONObject {
        var masked = JSONObject()
        for (key, value) in object.members {
            masked[key] = ["id", "message_id", "link", "url"].contains(key) ? value : value.masked
        }
        return masked
    }
}
