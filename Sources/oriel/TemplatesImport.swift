import ArgumentParser
import Cloud
import Foundation
import Inbox
import Store
import WhatsApp

struct TemplatesImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take templates from a file, so that the inbox works without the platform.",
        discussion:
            "The file holds what the Graph API's message_templates list returns: {\"data\": [ … ]}, a list, or one "
            + "template. Templates that are not in the file stay as they are; a file with a bad record changes nothing."
    )

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Option(help: ArgumentHelp("The account whose templates they are.", valueName: "id"))
    var waba: String

    @Argument(help: "The file; - reads standard input.")
    var file: String

    @Flag(help: "Print {\"waba\",\"templates\"} when done.")
    var json = false

    private static let sizeLimit = 64 << 20

    func validate() throws {
        guard !waba.isEmpty, waba.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") })
        else { throw ValidationError("--waba: '\(waba)' is no account id; it is made of digits") }
    }

    func run() throws {
        let templates = try read()
        let store = try at.openStore(at.loadConfig(), missing: .isMade, writes: true)
        try store.importTemplates(templates, at: clock.frozen)
        guard json else { return }
        var output = StandardOutput()
        try output.line(OrderedJSON.object([("waba", .text(waba)), ("templates", .number(templates.count))]).line)
        try output.flush()
    }

    private func read() throws(Failure) -> [Template] {
        let json: JSONValue
        let list: TemplateList
        do {
            json = try JSONValue(bytes: InputFile.read(file, limit: Self.sizeLimit))
            list = try TemplateList(json: json)
        } catch let failure as Failure {
            throw failure
        } catch TemplateList.Failure.refused(let error) where error.code != nil {
            throw Failure(.badData, "\(file): \(Failure.words(GraphFailure.refused(error, httpStatus: 200)))")
        } catch let error as TemplateList.Failure {
            throw Failure(.badData, "\(file): \(error)")
        } catch {
            throw Failure(.badData, "\(file) is not JSON: write what the Graph API's message_templates list returns")
        }
        let elements = json["data"]?.array ?? json.array ?? [json]
        if let bad = elements.firstIndex(where: { TemplateRecord(json: $0) == nil }) {
            throw Failure(.badData, "\(file): record \(bad + 1) of \(elements.count) has no name, so it is no template")
        }
        for (index, record) in list.records.enumerated() where record.language.isEmpty {
            throw Failure(
                .badData, "\(file): record \(index + 1) of \(elements.count) (“\(record.name)”) names no language")
        }
        return list.records.map { TemplateReader.template($0, waba: waba) }
    }
}
