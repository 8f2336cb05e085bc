import ArgumentParser

struct TemplatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates",
        abstract: "Fetch, import, look at and look over message templates.",
        subcommands: [
            TemplatesImport.self, TemplatesSync.self, TemplatesList.self, TemplatesShow.self, TemplatesLint.self,
            TemplatesDiff.self,
        ])
}
