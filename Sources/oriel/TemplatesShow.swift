import ArgumentParser
import Inbox
import Screen
import Store
import Themes
import WhatsApp

struct TemplatesShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a template as the customer would read it, with its placeholders.")

    @OptionGroup var at: StoreArguments

    @Argument(help: "Its name.")
    var name: String

    @Option(help: "Its language, as in pt_BR; all of them if not given.")
    var language: String?

    @Option(help: ArgumentHelp("Only this account's.", valueName: "id"))
    var waba: String?

    @Flag(help: "One JSON object a template.")
    var json = false

    func run() throws {
        let store = try at.openStore(at.loadConfig(), missing: .isAnError)
        let found = try TemplateLookup(store: store).all(name, language: language, waba: waba)
        var output = StandardOutput()
        for (index, template) in found.enumerated() {
            let entry = TemplateJSON(template: template)
            if json {
                try output.line(entry.whole)
            } else {
                if index > 0 { try output.line("") }
                for line in Self.lines(entry) { try output.line(line) }
            }
        }
        try output.flush()
    }

    private static func lines(_ entry: TemplateJSON) -> [String] {
        let template = entry.template
        let preview = entry.preview
        var lines = ["\(template.key.name) (\(template.key.language)), \(template.category), \(template.status)"]
        if let quality = template.quality { lines.append("quality \(quality)") }
        if let category = template.previousCategory { lines.append("was \(category)") }
        if let category = template.correctCategory, category != template.category {
            lines.append("the platform says it should be \(category)")
        }
        if let reason = entry.reason { lines.append(reason) }
        lines.append("")
        lines += [preview.mediaHeader.map { "[\($0)]" }, preview.header].compactMap(\.self)
        lines += [preview.offer].compactMap(\.self)
        lines += preview.body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines += [preview.footer].compactMap(\.self)
        lines += preview.buttons.map { "[ \($0.text) ]" + ($0.target.map { " → \($0)" } ?? "") }
        for (index, card) in preview.cards.enumerated() {
            lines.append("card \(index + 1)" + (card.mediaHeader.map { " [\($0)]" } ?? ""))
            lines += [card.body].filter { !$0.isEmpty }.map { "  \($0)" }
            lines += card.buttons.map { "  [ \($0.text) ]" + ($0.target.map { " → \($0)" } ?? "") }
        }
        lines.append("")
        lines += TemplateForm(template: template).fields.map { field in
            let example = template.examples[field.key].map { ", for example “\($0)”" } ?? ""
            let optional = field.isOptional ? ", may be left out" : ""
            return "--param \(field.key)=…  (\(field.kind.word)\(example)\(optional))"
        }
        // Templates are written by others: nothing in them reaches the terminal as it came.
        return lines.map { SafeText(untrusted: $0).singleLine.string }
    }
}

/// Finds templates by name and language.
struct TemplateLookup {
    let store: InboxStore

    /// At least one, sorted by account and language.
    ///
    /// - Throws: `Failure` with the nearest name, or with the languages there are.
    func all(_ name: String, language: String?, waba: String?) throws -> [Template] {
        let templates = try store.templates(waba: waba).sorted { $0.key < $1.key }
        let named = templates.filter { $0.key.name == name }
        guard !named.isEmpty else {
            let nearest = Spelling.nearest(to: name, among: templates.map(\.key.name))
            let cure =
                nearest.map { "did you mean “\($0)”?" }
                ?? (templates.isEmpty
                    ? "the store has none; run `oriel templates sync`" : "`oriel templates list` lists them")
            throw Failure(.badData, "there is no template “\(name)”; \(cure)")
        }
        guard let language else { return named }
        let wanted = LanguageCode.normalised(language)
        let found = named.filter { $0.key.language == wanted }
        guard !found.isEmpty else {
            let languages = Set(named.map(\.key.language)).sorted().joined(separator: ", ")
            throw Failure(.badData, "the template “\(name)” is not there in “\(language)”; it is in \(languages)")
        }
        return found
    }
}
