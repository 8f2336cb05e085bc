import ArgumentParser
import Inbox
import Store
import WhatsApp

struct TemplatesDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare templates kept as files with those synced into the store.",
        discussion: """
            Lines begin with + (only a file), - (only the account), ~ (both, with what differs); with --json one object a \
            line: change (added, removed, changed), file, waba, name, language, fields of {field, file, synced}. Exit \
            status 0 whatever differs, and with --check 65 when anything does.
            """)

    @OptionGroup var at: StoreArguments

    @Argument(help: ArgumentHelp("The directory.", valueName: "dir"))
    var directory: String

    @Option(help: ArgumentHelp("The account; the only one of the store if not given.", valueName: "id"))
    var waba: String?

    @Flag(help: "Exit with 65 when anything differs.")
    var check = false

    @Flag(help: "One JSON object a difference.")
    var json = false

    func run() throws {
        let files = try TemplateFiles(directory)
        let store = try at.openStore(at.loadConfig(), missing: .isAnError)
        let account = try account(in: store)
        var synced: [TemplateKey: Template] = [:]
        for template in try store.templates(waba: account) { synced[template.key] = template }
        var changes: [TemplateChange] = []
        var seen: Set<TemplateKey> = []
        for file in files.all {
            guard let json = file.json, let record = TemplateRecord(json: json) else {
                throw Failure(.badData, "\(file.path) is no template; `oriel templates lint` says why")
            }
            let template = TemplateReader.template(record, waba: account)
            guard seen.insert(template.key).inserted else {
                throw Failure(.badData, "\(file.path): another file holds the same name and language")
            }
            guard let other = synced[template.key] else {
                changes.append(TemplateChange(key: template.key, file: file.path, kind: .added))
                continue
            }
            let fields = TemplateChange.fields(template, other)
            guard !fields.isEmpty else { continue }
            changes.append(TemplateChange(key: template.key, file: file.path, kind: .changed, fields: fields))
        }
        changes += synced.keys.filter { !seen.contains($0) }.sorted().map {
            TemplateChange(key: $0, file: nil, kind: .removed)
        }
        var output = StandardOutput()
        for change in changes {
            if json {
                try output.line(change.object)
            } else {
                for line in change.lines { try output.line(HarmlessText.line(line)) }
            }
        }
        try output.flush()
        if check, !changes.isEmpty { throw Failure(.badData, "\(directory): \(changes.count) templates differ") }
    }

    private func account(in store: InboxStore) throws -> String {
        if let waba { return waba }
        let accounts = Set(try store.templates().map(\.key.waba)).sorted()
        guard accounts.count <= 1 else {
            throw Failure(.usage, "the store has templates of \(accounts.joined(separator: ", ")): choose with --waba")
        }
        return accounts.first ?? ""
    }
}

/// What differs between a file and the account.
struct TemplateChange {
    enum Kind: String { case added, removed, changed }

    struct Field: Hashable {
        let name: String
        let file: String?
        let synced: String?
    }

    let key: TemplateKey
    let file: String?
    let kind: Kind
    var fields: [Field] = []

    /// The parts that are not the same. Status and quality are the platform's, so files have none.
    static func fields(_ file: Template, _ synced: Template) -> [Field] {
        var fields: [Field] = []
        func compare(_ name: String, _ a: String?, _ b: String?) {
            if a != b { fields.append(Field(name: name, file: a, synced: b)) }
        }
        func compareButtons(_ place: String, _ a: [Template.Button], _ b: [Template.Button]) {
            for index in 0..<max(a.count, b.count) {
                let word = { (buttons: [Template.Button]) in
                    buttons.indices.contains(index) ? words(buttons[index]) : nil
                }
                compare("\(place)buttons[\(index)]", word(a), word(b))
            }
        }
        compare("category", file.category, synced.category)
        compare("header", words(file.header), words(synced.header))
        compare("body", file.body, synced.body)
        compare("footer", file.footer, synced.footer)
        compare("offer", words(file.offer), words(synced.offer))
        compareButtons("", file.buttons, synced.buttons)
        for index in 0..<max(file.cards.count, synced.cards.count) {
            let place = "cards[\(index)]"
            let (one, other) = (card(index, of: file), card(index, of: synced))
            guard let one, let other else {
                compare(place, one.map(summary), other.map(summary))
                continue
            }
            compare("\(place).header", words(one.header), words(other.header))
            compare("\(place).body", one.body, other.body)
            compareButtons("\(place).", one.buttons, other.buttons)
        }
        compare("others", others(file), others(synced))
        return fields
    }

    private static func words(_ header: Template.Header?) -> String? {
        switch header {
        case .text(let text): text
        case .media(let kind): "[\(kind)]"
        case .location: "[location]"
        case nil: nil
        }
    }

    private static func words(_ offer: Template.Offer?) -> String? {
        offer.map { "“\($0.text)”" + ($0.expires ? " [expires]" : "") }
    }

    private static func card(_ index: Int, of template: Template) -> Template.Card? {
        template.cards.indices.contains(index) ? template.cards[index] : nil
    }

    /// A card that only one of the two has, on one line.
    private static func summary(_ card: Template.Card) -> String {
        ([words(card.header), card.body].compactMap { $0 } + card.buttons.map(words)).joined(separator: " · ")
    }

    private static func words(_ button: Template.Button) -> String {
        "\(button.kind) “\(button.text)”" + (button.target.map { " \($0)" } ?? "")
    }

    private static func others(_ template: Template) -> String? {
        template.unsupported.isEmpty ? nil : template.unsupported.sorted().joined(separator: ", ")
    }

    var lines: [String] {
        let sign =
            switch kind {
            case .added: "+"
            case .removed: "-"
            case .changed: "~"
            }
        let place = file.map { "  \($0)" } ?? ""
        return ["\(sign) \(key.name) \(key.language)\(place)"]
            + fields.flatMap { field in
                [
                    "    \(field.name)", "      file:   \(Self.oneLine(field.file))",
                    "      synced: \(Self.oneLine(field.synced))",
                ]
            }
    }

    private static func oneLine(_ text: String?) -> String {
        text.map { $0.replacing("\n", with: "⏎") } ?? "–"
    }

    var object: String {
        OrderedJSON.object([
            ("change", .text(kind.rawValue)), ("file", .text(file)), ("waba", .text(key.waba)),
            ("name", .text(key.name)), ("language", .text(key.language)),
            (
                "fields",
                .list(
                    fields.map {
                        .object([("field", .text($0.name)), ("file", .text($0.file)), ("synced", .text($0.synced))])
                    })
            ),
        ]).line
    }
}
