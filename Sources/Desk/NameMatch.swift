import Inbox

/// Which of some things a typed name means: the one it names whole, else the only one that it begins, else the only one of which it
/// begins a word. Where several are meant alike it is for whoever typed it to say more.
enum NameMatch<Thing> {
    case none
    case one(Thing)
    case several([Thing])

    /// - Parameter name: of a thing; letters count without case and marks.
    init(_ typed: String, among things: [Thing], by name: (Thing) -> String) {
        let sought = Self.folded(typed)
        let names = things.map { Self.folded(name($0)) }
        let steps: [(String) -> Bool] = [
            { $0 == sought },
            { $0.split { !$0.isLetter && !$0.isNumber }.contains { $0 == sought } },
            { $0.hasPrefix(sought) },
            { $0.split { !$0.isLetter && !$0.isNumber }.contains { $0.hasPrefix(sought) } },
        ]
        self = .none
        guard !sought.isEmpty else { return }
        for step in steps {
            let found = things.indices.filter { step(names[$0]) }.map { things[$0] }
            guard let first = found.first else { continue }
            self = found.count == 1 ? .one(first) : .several(found)
            return
        }
    }

    private static func folded(_ text: String) -> String { String(FoldedText(text).characters) }
}
