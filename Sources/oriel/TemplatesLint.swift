import ArgumentParser
import WhatsApp

struct TemplatesLint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Look over templates kept as files before the platform does.",
        discussion: """
            One template a file, in the Graph API's shape, every *.json under the directory. One line a finding: file, \
            place, rule, cure; with --json one object a line: file, rule, place, message. Exit status 0 when there is \
            none, 65 when there is.
            """)

    @Argument(help: ArgumentHelp("The directory.", valueName: "dir"))
    var directory: String

    @Flag(help: "One JSON object a finding.")
    var json = false

    func run() throws {
        var output = StandardOutput()
        var count = 0
        for file in try TemplateFiles(directory).all {
            for finding in file.findings {
                count += 1
                try output.line(json ? Self.object(finding, file) : Self.line(finding, file))
            }
        }
        try output.flush()
        if count > 0 {
            throw Failure(.badData, "\(directory): \(count) \(count == 1 ? "finding" : "findings")")
        }
    }

    private static func line(_ finding: TemplateLint.Finding, _ file: TemplateFiles.File) -> String {
        let place = finding.place.isEmpty ? "" : "\(finding.place): "
        return HarmlessText.line("\(file.path): \(place)\(finding.sentence) [\(finding.rule.rawValue)]")
    }

    private static func object(_ finding: TemplateLint.Finding, _ file: TemplateFiles.File) -> String {
        OrderedJSON.object([
            ("file", .text(file.path)), ("rule", .text(finding.rule.rawValue)), ("place", .text(finding.place)),
            ("message", .text(finding.sentence)),
        ]).line
    }
}

extension TemplateLint.Finding {
    /// What is wrong, and the cure.
    var sentence: String {
        func part(_ index: Int) -> String { parts.indices.contains(index) ? parts[index] : "?" }
        switch rule {
        case .notTemplate where parts.count == 1:
            return "this is an interactive message (“\(part(0))”), no template: send it with `oriel send --interactive`"
        case .notTemplate where parts.count > 1:
            return "this is an interactive message, no template, and “\(part(0))” is a kind that does not leave from "
                + "here: use \(part(1))"
        case .notTemplate: return "this is no template: write {\"name\", \"language\", \"category\", \"components\"}"
        case .severalTemplates: return "a list of templates: write each to a file of its own"
        case .missing: return "missing: write it"
        case .malformed: return "not of the right type: look at the platform's documentation"
        case .tooLong: return "\(part(0)) characters, \(part(1)) are allowed: take \(part(2)) away"
        case .tooMany: return "\(part(0)) \(part(2)), \(part(1)) allowed: take some away"
        case .tooFew: return "\(part(0)) \(part(2)), at least \(part(1)) needed: add some"
        case .outOfRange: return "\(part(0)) is not between \(part(1)) and \(part(2)): choose another"
        case .unknownWord: return "“\(part(0))” is none of \(part(1)): use one of them"
        case .nameCharacters: return "“\(part(0))” has other than small letters, digits and underscores: rename it"
        case .languageCode: return "“\(part(0))” is no language code: write it as in pt_BR, perhaps \(part(1))"
        case .repeatedComponent: return "a second \(part(0)): keep one"
        case .brokenVariable: return "braces that make no variable: write {{1}} or {{name}}, of letters, digits and _"
        case .mixedVariables: return "numbers and names are mixed: use one kind"
        case .gapInVariables: return "variables are \(part(0)): number them from 1 without a gap"
        case .variableAtEdge: return "begins or ends with a variable: put words there"
        case .adjacentVariables: return "two variables side by side: put words between them, or make them one"
        case .tooManyVariables:
            return "\(part(0)) words for so many variables, about \(part(1)) needed: write more, or use fewer variables"
        case .variableName: return "“\(part(0))” has capital letters: call it \(part(1))"
        case .variableNotAllowed: return "no variable is allowed here: write words"
        case .variableNotLast: return "the variable is not the end of the address: put it last"
        case .wrongFormat: return "“\(part(0))”, but there is a variable {{\(part(1))}}: make them agree"
        case .exampleMissing: return "\(part(1)) of \(part(0)) sample values: the review wants one each, so add them"
        case .repliesApart: return "quick replies stand among other buttons: put them side by side"
        case .notLink: return "“\(part(0))” is no web address: begin it with https://"
        case .notInCategory: return "\(part(0)) does not go with the category \(part(1)): change one of them"
        case .cardsDiffer: return "cards are built differently: give all the same header and the same buttons"
        case .notSentFromHere:
            return "\(part(0)): the platform takes it, but there is no form for its values here, so it will be listed "
                + "grey: leave that part out, or send it by another program"
        case .repeatedTemplate: return "the same name and language as \(part(0)): keep one"
        }
    }
}
