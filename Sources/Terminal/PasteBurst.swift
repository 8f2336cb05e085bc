import Screen

/// Finds pastes in what a terminal without bracketed paste sends: there a paste is nothing but keys, and its line ends
/// would send (`terminal.md` §8c). Nobody types a letter and Enter within five milliseconds.
enum PasteBurst {
    /// How long to wait for more of a burst, in milliseconds.
    static let patience: Int32 = 5

    /// - Parameter burst: everything that came without a pause.
    /// - Returns: the same, with the keys from the first typed one on as one paste when an Enter follows a typed key
    ///   at once. A lone key, and text without a line end, stay keys.
    static func events(of burst: [InputEvent]) -> [InputEvent] {
        guard hasTypedEnter(burst), let first = burst.firstIndex(where: { character($0) != nil }) else { return burst }
        var events = Array(burst[..<first])
        var text = ""
        func close() {
            // As with a marked paste: one last line end is not part of it.
            if text.hasSuffix("\n") { text.removeLast() }
            if !text.isEmpty { events.append(.paste(text)) }
            text = ""
        }
        for event in burst[first...] {
            switch event {
            case .key(let stroke) where stroke.key == .enter && stroke.modifiers.isEmpty: text += "\n"
            case .key(let stroke) where stroke.key == .tab && stroke.modifiers.isEmpty: text += "    "
            default:
                if let character = character(event) {
                    text.append(character)
                } else {
                    close()
                    events.append(event)
                }
            }
        }
        close()
        return events
    }

    private static func hasTypedEnter(_ burst: [InputEvent]) -> Bool {
        zip(burst, burst.dropFirst()).contains { before, after in
            guard case .key(let stroke) = after, stroke.key == .enter, stroke.modifiers.isEmpty else { return false }
            return character(before) != nil
        }
    }

    private static func character(_ event: InputEvent) -> Character? {
        if case .key(let stroke) = event { stroke.typed } else { nil }
    }
}
