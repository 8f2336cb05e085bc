/// The rules for variables in a template's words, and for the samples the review wants (`whatsapp.md` §6.2).
extension TemplateLint {
    mutating func checkVariables(_ text: String, at place: String) {
        checkBraces(text, place)
        let pieces = Placeholder.pieces(of: text)
        let names = Placeholder.names(in: text)
        guard !names.isEmpty else { return }
        let numbers = names.compactMap { Int($0) }
        if !numbers.isEmpty, numbers.count < names.count { find(.mixedVariables, place) }
        if numbers.count == names.count, numbers.sorted() != Array(1...numbers.count) {
            find(.gapInVariables, place, names.joined(separator: ", "))
        }
        for name in names where Int(name) == nil && name.utf8.contains(where: { 0x41...0x5A ~= $0 }) {
            find(.variableName, place, name, name.lowercased())
        }
        if isVariable(pieces.first) || isVariable(pieces.last) { find(.variableAtEdge, place) }
        if Self.hasAdjacent(pieces) { find(.adjacentVariables, place) }
        let words = pieces.reduce(0) { count, piece in
            guard case .literal(let text) = piece else { return count }
            return count + text.split { !$0.isLetter && !$0.isNumber }.count
        }
        // The platform limits the ratio and does not say where; twice as many words as variables have passed.
        let needed = 2 * pieces.count(where: { isVariable($0) })
        if words < needed { find(.tooManyVariables, place, "\(words)", "\(needed)") }
    }

    /// White space and punctuation at the edge count as nothing: `Hello {{1}}.` ends with words for nobody.
    private func isVariable(_ piece: Placeholder.Piece?) -> Bool {
        if case .placeholder = piece { true } else { false }
    }

    private static func hasAdjacent(_ pieces: [Placeholder.Piece]) -> Bool {
        var wasVariable = false
        for piece in pieces {
            switch piece {
            case .placeholder:
                if wasVariable { return true }
                wasVariable = true
            case .literal(let text):
                if !text.allSatisfy(\.isWhitespace) { wasVariable = false }
            }
        }
        return false
    }

    /// Braces that make no variable are sent to people as they stand.
    mutating func checkBraces(_ text: String, _ place: String) {
        let rest = Placeholder.pieces(of: text).compactMap { piece -> String? in
            if case .literal(let text) = piece { text } else { nil }
        }.joined(separator: " ")
        if rest.contains("{{") || rest.contains("}}") { find(.brokenVariable, place) }
    }

    /// - Parameters:
    ///   - positional: one list, or a list in a list.
    ///   - named: objects of `param_name` and `example`.
    mutating func checkExamples(_ names: [String], positional: JSONValue?, named: JSONValue?, at place: String) {
        guard !names.isEmpty else { return }
        var given = 0
        if let named = named?.array {
            let told = Set(named.compactMap { $0["param_name"]?.text })
            given = names.count { told.contains($0) }
        } else {
            let list = positional?.list ?? []
            given = (list.first?.array ?? list).count
        }
        if given < names.count { find(.exampleMissing, place, "\(names.count)", "\(given)") }
    }
}
