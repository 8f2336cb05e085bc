import ArgumentParser

struct TemplatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates",
        abstract: "Fetch, import and look at message templates.",
        subcommands: [TemplatesImport.self, TemplatesSync.self, TemplatesList.self, TemplatesShow.self])
}
