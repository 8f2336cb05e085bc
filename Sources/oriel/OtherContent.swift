import ArgumentParser
import Desk
import Inbox
import Screen
import Store
import WhatsApp

/// What `send` sends besides text and templates: places, cards, interactive messages, reactions; and what it answers.
struct OtherContent: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "A place; its name and address may follow, the name without a comma.", valueName: "lat,lon[,name[,address]]"
        ))
    var location: String?

    @Option(
        help: ArgumentHelp(
            "One to five business cards, in the platform's shape; - reads standard input.", valueName: "file"))
    var contact: String?

    @Option(
        help: ArgumentHelp(
            "Buttons, a list, cards, a link, a flow or a question for a place or number: the platform's “interactive” object; - "
                + "reads standard input.", valueName: "file"))
    var interactive: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("A reaction to --to-message; an empty one takes ours back.", valueName: "emoji"))
    var react: String?

    @Option(help: ArgumentHelp("The message that --react is for.", valueName: "wamid"))
    var toMessage: String?

    @Option(help: ArgumentHelp("The message this one answers; it is quoted.", valueName: "wamid"))
    var replyTo: String?

    private static let sizeLimit = 1 << 20

    /// How many kinds of content are asked for.
    var kinds: Int { [location, contact, interactive, react].count { $0 != nil } }

    /// - Throws: `ValidationError` for options that do not fit together.
    func validate(isTemplate: Bool) throws {
        guard (react == nil) == (toMessage == nil) else {
            throw ValidationError("--react and --to-message go together")
        }
        if replyTo != nil, react != nil || isTemplate {
            throw ValidationError("--reply-to: neither a reaction nor a template quotes a message")
        }
        if let replyTo, replyTo.allSatisfy(\.isWhitespace) { throw ValidationError("--reply-to names no message") }
    }

    /// The content; nil when none of these was asked for.
    ///
    /// - Parameter isDirect: whether it goes without a window: then more buttons may be on it.
    /// - Throws: `Failure`, bad data, for what the platform would refuse: the part, the limit, the cure.
    func content(to recipient: Recipient, in store: InboxStore, isDirect: Bool = false) throws -> Content? {
        if let location {
            return .location(try Self.checked("--location") { try Self.place(location) }, replyTo: replyTo)
        }
        if let contact {
            let json = try Self.json(contact)
            return .contacts(try Self.checked(contact) { try OutgoingContacts(json: json) }, replyTo: replyTo)
        }
        if let interactive {
            let json = try Self.json(interactive)
            let message = try Self.checked(interactive) { try Interactive(json: json, isDirect: isDirect) }
            return .interactive(message, replyTo: replyTo)
        }
        guard let react, let toMessage else { return nil }
        let reaction = try Self.checked("--react") {
            try OutgoingReaction(to: toMessage, emoji: react.isEmpty ? nil : react)
        }
        let target = try recipient.row.flatMap { try store.message(wamid: toMessage, in: $0.key) }
        return .reaction(ReactionContent(reaction, targetAt: target?.timestamp))
    }

    private static func checked<Value>(_ source: String, _ make: () throws -> Value) throws -> Value {
        do {
            return try make()
        } catch let error as FieldError {
            let name = source == "-" ? "standard input" : source
            throw Failure(.badData, "\(name): \(Words.english.fieldError(error).string)")
        }
    }

    private static func json(_ path: String) throws -> JSONValue {
        let bytes = try InputFile.read(path, limit: sizeLimit)
        let name = path == "-" ? "standard input" : path
        let json: JSONValue
        do {
            json = try JSONValue(bytes: bytes)
        } catch {
            throw Failure(.badData, "\(name) is not JSON: \(fault(error)); give the platform's object, whole")
        }
        guard !holdsNUL(json) else { throw Failure(.badData, "\(name): \(Words.english(.refusedNUL).string)") }
        return json
    }

    private static func fault(_ error: JSONError) -> String {
        switch error {
        case .empty: "it is empty"
        case .tooDeep(let depth): "it is nested \(depth) levels deep, at most \(JSONValue.deepestNesting) can be read"
        case .malformed(let reason): reason
        }
    }

    private static func holdsNUL(_ json: JSONValue) -> Bool {
        switch json {
        case .string(let text): text.utf8.contains(0)
        case .array(let elements): elements.contains(where: holdsNUL)
        case .object(let object): object.members.contains { $0.key.utf8.contains(0) || holdsNUL($0.value) }
        case .null, .bool, .int, .double, .number: false
        }
    }

    private static func place(_ text: String) throws -> OutgoingLocation {
        let parts = text.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false)
            .map { $0.drop(while: \.isWhitespace) }
        // A name that is a number has been a degree with a comma.
        guard parts.count >= 2, let latitude = OutgoingLocation.degrees(parts[0]),
            let longitude = OutgoingLocation.degrees(parts[1]),
            parts.count < 4 || OutgoingLocation.degrees(parts[2]) == nil
        else {
            throw Failure(.badData, "--location '\(text)' is not LAT,LON[,NAME[,ADDRESS]], as in -23.55,-46.63,Loja")
        }
        return try OutgoingLocation(
            latitude: latitude, longitude: longitude, name: parts.count > 2 ? String(parts[2]) : nil,
            address: parts.count > 3 ? String(parts[3]) : nil)
    }
}
