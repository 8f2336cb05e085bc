import WhatsApp

/// The rest of what the platform lets no template be, samples among it (`whatsapp.md` §6.1, §6.2): the rules that a template
/// of one's own can be looked over by beforehand, told with the platform's codes (§9.2).
extension SimTemplate {
    /// - Parameter parts: what the template is to be made of.
    /// - Throws: the first thing found.
    func checkByRules(_ parts: [JSONValue]) throws(SimError) {
        let whole: JSONValue = [
            "name": .string(name), "language": .string(language), "category": .string(category),
            "components": .array(parts),
        ]
        guard let finding = TemplateLint.findings(in: whole).first else { return }
        throw Self.error(finding, in: parts)
    }

    private static func error(_ finding: TemplateLint.Finding, in parts: [JSONValue]) -> SimError {
        let told = ([finding.rule.rawValue] + finding.parts).joined(separator: ", ")
        let details = "\(finding.place): \(told)"
        guard let code = code(of: finding.rule, in: type(at: finding.place, of: parts)) else {
            return .invalidParameter("Param \(details)")
        }
        return SimError(code, details)
    }

    /// Of the component whose place it is, `BODY` of `components[1].text`; empty for anything else.
    private static func type(at place: String, of parts: [JSONValue]) -> String {
        let digits = place.dropFirst("components[".count).prefix { $0.isNumber }
        guard place.hasPrefix("components["), let index = Int(digits), parts.indices.contains(index) else { return "" }
        return parts[index]["type"]?.text?.uppercased() ?? ""
    }

    /// The code of a text that is not as it may be; nil for what is a parameter like any other.
    private static func code(of rule: TemplateLint.Rule, in type: String) -> Int? {
        switch (type, rule) {
        case ("BODY", .tooLong): 2_388_040
        case ("BODY", .variableAtEdge): 2_388_299
        case ("BODY", .tooManyVariables): 2_388_293
        case ("BODY", .brokenVariable), ("BODY", .mixedVariables), ("BODY", .gapInVariables),
            ("BODY", .adjacentVariables), ("BODY", .variableName):
            2_388_072
        case ("HEADER", .tooLong), ("HEADER", .tooMany), ("HEADER", .brokenVariable): 2_388_047
        case ("FOOTER", .tooLong), ("FOOTER", .variableNotAllowed): 2_388_073
        default: nil
        }
    }
}
