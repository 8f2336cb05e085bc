/// Keys as people write them: `<C-n>hello<Enter>` in commands and config, `^N` in hints.
public enum KeyNotation {
    /// Reads keys. Plain characters stand for themselves; the rest is between `<` and `>`: `<Enter> <Esc> <Tab>
    /// <Space> <BS> <Del> <Ins> <Up> <Down> <Left> <Right> <Home> <End> <PageUp> <PageDown> <F1>…<F35>`, with `C-`,
    /// `M-` and `S-` before a name or character, and `<lt>` for `<`. Names are read in any case.
    ///
    /// Chords that reach a program as the byte of another key are that key: `<C-i>` is Tab, `<C-m>` Enter, `<C-[>` Esc,
    /// `<C-h>` BS.
    /// - Throws: `KeyNotationError` for a name that is none, and for `<` without `>`.
    public static func parse(_ notation: String) throws(KeyNotationError) -> [KeyStroke] {
        var strokes: [KeyStroke] = []
        var rest = notation[...]
        while let character = rest.first {
            guard character == "<" else {
                strokes.append(plain(character))
                rest.removeFirst()
                continue
            }
            // `<C->>` is the character `>`: look for the closing one behind at least one character.
            let inside = rest.dropFirst()
            guard let close = inside.dropFirst().firstIndex(of: ">") else {
                throw KeyNotationError(notation: notation, key: String(rest.prefix(12)), reason: .unclosed)
            }
            let isCharacter = isModifiers(inside[..<close]) && inside[inside.index(after: close)...].first == ">"
            let end = isCharacter ? inside.index(after: close) : close
            let name = String(inside[..<end])
            guard let stroke = stroke(named: name) else {
                throw KeyNotationError(notation: notation, key: name, reason: .unknown)
            }
            strokes.append(stroke)
            rest = inside[inside.index(after: end)...]
        }
        return strokes
    }

    /// The notation of one key, which `parse` reads back.
    public static func print(_ stroke: KeyStroke) -> String {
        let name = name(of: stroke.key)
        if stroke.modifiers.isEmpty, case .character(let character) = stroke.key, character != "<", character != " " {
            return name
        }
        var prefix = ""
        if stroke.modifiers.contains(.control) { prefix += "C-" }
        if stroke.modifiers.contains(.alt) { prefix += "M-" }
        if stroke.modifiers.contains(.shift) { prefix += "S-" }
        return "<\(prefix)\(name)>"
    }

    /// The notation of several keys.
    public static func print(_ strokes: [KeyStroke]) -> String {
        strokes.map(print).joined()
    }

    /// How a hint shows a key: `^N`, `M-a`, `F1`, `Enter`, `S-Tab`.
    public static func label(_ stroke: KeyStroke) -> String {
        var label = ""
        if stroke.modifiers.contains(.alt) { label += "M-" }
        if stroke.modifiers.contains(.shift) { label += "S-" }
        switch stroke.key {
        case .character(let character):
            let isControl = stroke.modifiers.contains(.control)
            let shown = character == " " ? "Space" : isControl ? String(character).uppercased() : String(character)
            return label + (isControl ? "^" : "") + shown
        default:
            return label + (stroke.modifiers.contains(.control) ? "C-" : "") + name(of: stroke.key)
        }
    }

    /// The labels of several keys pressed one after another: `^X u`.
    public static func label(_ strokes: [KeyStroke]) -> String {
        strokes.map(label).joined(separator: " ")
    }

    private static let names: [(key: Key, name: String)] = [
        (.enter, "Enter"), (.escape, "Esc"), (.tab, "Tab"), (.character(" "), "Space"), (.backspace, "BS"),
        (.delete, "Del"), (.insert, "Ins"), (.up, "Up"), (.down, "Down"), (.left, "Left"), (.right, "Right"),
        (.home, "Home"), (.end, "End"), (.pageUp, "PageUp"), (.pageDown, "PageDown"), (.character("<"), "lt"),
    ]

    /// Other spellings people try.
    private static let synonyms: [String: Key] = [
        "escape": .escape, "return": .enter, "cr": .enter, "backspace": .backspace, "delete": .delete,
        "insert": .insert, "pgup": .pageUp, "pgdn": .pageDown, "pagedn": .pageDown, "gt": .character(">"),
    ]

    private static let highestFunctionKey = 35

    private static func name(of key: Key) -> String {
        if let named = names.first(where: { $0.key == key }) { return named.name }
        switch key {
        case .function(let number): return "F\(number)"
        case .character(let character): return String(character)
        default: return ""
        }
    }

    /// A character by itself; controls are the keys that send them.
    private static func plain(_ character: Character) -> KeyStroke {
        if character == "\r\n" { return KeyStroke(.enter) }
        guard let value = character.asciiValue, let stroke = KeyStroke(controlByte: value) else {
            return KeyStroke(character)
        }
        return stroke
    }

    /// Whether there is nothing but `C-`, `M-` and the like, so that the key itself is yet to come.
    private static func isModifiers(_ text: Substring) -> Bool {
        !text.isEmpty && text.count.isMultiple(of: 2)
            && text.enumerated().allSatisfy { $0.offset.isMultiple(of: 2) || $0.element == "-" }
    }

    private static func stroke(named notation: String) -> KeyStroke? {
        var modifiers: Modifiers = []
        var name = notation[...]
        while name.count > 2, name.dropFirst().first == "-" {
            switch name.first {
            case "C", "c": modifiers.insert(.control)
            case "M", "m", "A", "a": modifiers.insert(.alt)
            case "S", "s": modifiers.insert(.shift)
            default: return nil
            }
            name = name.dropFirst(2)
        }
        if let key = key(named: name.lowercased()) { return KeyStroke(key, modifiers) }
        guard name.count == 1, let character = name.first, !modifiers.isEmpty else { return nil }
        return chord(character, modifiers)
    }

    private static func key(named name: String) -> Key? {
        if let named = names.first(where: { $0.name.lowercased() == name }) { return named.key }
        if let key = synonyms[name] { return key }
        guard name.first == "f", let number = Int(name.dropFirst()), 1...highestFunctionKey ~= number else {
            return nil
        }
        return .function(number)
    }

    /// A character with modifiers, as a terminal would send it.
    private static func chord(_ character: Character, _ modifiers: Modifiers) -> KeyStroke {
        guard modifiers.contains(.control) else {
            guard modifiers.contains(.shift) else { return KeyStroke(character, modifiers) }
            let upper = String(character).uppercased()
            return KeyStroke(upper.count == 1 ? Character(upper) : character, modifiers.subtracting(.shift))
        }
        let lower = String(character).lowercased()
        let base = lower.count == 1 ? Character(lower) : character
        let others = modifiers.subtracting(.control)
        switch base {
        case "i": return KeyStroke(.tab, others)
        case "m": return KeyStroke(.enter, others)
        case "[": return KeyStroke(.escape, others)
        case "h": return KeyStroke(.backspace, others)
        case "@": return KeyStroke(" ", modifiers)
        default: return KeyStroke(base, modifiers)
        }
    }
}
