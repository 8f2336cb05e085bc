import ArgumentParser
import Inbox
import Store

struct TemplatesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the templates in the store, unusable ones with their reason.",
        discussion: "With --json, one object a line: waba, name, language, status, category, quality, usable, reason, "
            + "parameters.")

    @OptionGroup var at: StoreArguments

    @Option(help: ArgumentHelp("Only this account's.", valueName: "id"))
    var waba: String?

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
        let store = try at.openStore(at.loadConfig(), missing: .isAnError)
        var output = StandardOutput()
        var table = TextTable(["NAME", "LANGUAGE", "STATUS", "CATEGORY", "QUALITY", "PARAMETERS", "BODY"])
        for template in try store.templates(waba: waba).sorted(by: { $0.key < $1.key }) {
            let entry = TemplateJSON(template: template)
            if json {
                try output.line(entry.line)
            } else {
                table.add([
                    template.key.name, template.key.language, template.status, template.category,
                    template.quality ?? "",
                    entry.parameters.joined(separator: " "), entry.reason ?? template.body,
                ])
            }
        }
        if !json { for line in table.lines { try output.line(line) } }
        try output.flush()
    }
}
