import Screen
import TOMLKit

/// One theme file as written: colours and links not yet resolved, because a child's palette may change a parent's.
struct ThemeFile {
    /// A thing and the line it stands on.
    struct Located<Value> {
        let value: Value
        let file: String
        let line: Int?
    }

    /// A colour as written: a word (literal or palette name) or one word a depth.
    enum Color: Hashable {
        case word(String)
        case table(rgb: String?, index: String?, ansi: String?)
    }

    /// What overrides the derived colours at one depth.
    struct Level: Hashable {
        var foreground: Color?
        var background: Color?
        var attributes: Attributes?
    }

    struct Style: Hashable {
        var foreground: Color?
        var background: Color?
        var attributes: Attributes = []
        var index: Level?
        var ansi: Level?
        var mono: Attributes?
    }

    enum Entry: Hashable {
        /// A role's name or a colour; which one is known only when the whole chain is read.
        case word(String)
        case style(Style)
    }

    static let styleFields = ["fg", "bg", "attrs", "index", "ansi", "mono"]
    private static let levelFields = ["fg", "bg", "attrs"]
    private static let colorFields = ["rgb", "index", "ansi"]

    let label: String
    private let lines: KeyLines
    private(set) var inherits: Located<String>?
    private(set) var appearance: Located<String>?
    private(set) var summary = ""
    private(set) var palette: [String: Located<Color>] = [:]
    private(set) var entries: [String: Located<Entry>] = [:]
    private(set) var warnings: [ThemeWarning] = []

    /// - Parameters:
    ///   - text: the TOML document.
    ///   - label: how messages name the file.
    init(text: String, label: String) throws(ThemeError) {
        self.label = label
        lines = KeyLines(text)
        guard !text.utf8.contains(0) else {
            throw ThemeError(file: label, line: nil, reason: .unreadable("it contains a zero byte"))
        }
        if let hazard = TOMLHazard.first(in: text) {
            throw ThemeError(file: label, line: hazard.line, reason: .syntax(hazard.reason))
        }
        let root: TOMLTable
        do {
            root = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw ThemeError(file: label, line: error.source.begin.line, reason: .syntax(error.description))
        } catch {
            throw ThemeError(file: label, line: nil, reason: .syntax("\(error)"))
        }
        for key in root.keys.sorted() {
            guard let value = root[key] else { continue }
            switch key {
            case "inherits": inherits = located(try string(value, [key]), [key])
            case "appearance":
                let word = try string(value, [key])
                guard Theme.Appearance(rawValue: word) != nil else {
                    throw wrongType([key], "\"dark\" or \"light\"")
                }
                appearance = located(word, [key])
            case "description": summary = try string(value, [key])
            case "palette": try readPalette(value)
            default: try readEntry(value, [key])
            }
        }
    }

    private mutating func readPalette(_ value: any TOMLValueConvertible) throws(ThemeError) {
        guard let table = value.table else { throw wrongType(["palette"], "a table of colours") }
        for key in table.keys.sorted() {
            guard let value = table[key] else { continue }
            let path = ["palette", key]
            if Vocabulary.isKey(key) {
                throw ThemeError(file: label, line: lines.line(of: path), reason: .ambiguousName(key))
            }
            palette[key] = located(try color(value, path), path)
        }
    }

    /// A role's value, or a table that holds a role's fields, deeper roles, or both: `"list.row".fg`, `[list.row]`
    /// and `"list.row" = { fg = … }` say the same.
    private mutating func readEntry(_ value: any TOMLValueConvertible, _ path: [String]) throws(ThemeError) {
        let key = path.joined(separator: ".")
        let isKnown = Vocabulary.isKey(key)
        if let word = value.string {
            guard isKnown else { return warn(path) }
            entries[key] = located(.word(word), path)
        } else if let index = value.int {
            guard isKnown else { return warn(path) }
            entries[key] = located(.word(String(index)), path)
        } else if let table = value.table {
            guard isKnown else { return warn(path) }
            try readTable(table, path)
        } else {
            throw wrongType(path, "a colour, a role's name or a table { fg, bg, attrs, index, ansi, mono }")
        }
    }

    private mutating func readTable(_ table: TOMLTable, _ path: [String]) throws(ThemeError) {
        var style = Style()
        var hasFields = table.isEmpty
        for field in table.keys.sorted() {
            guard let value = table[field] else { continue }
            let inner = path + [field]
            switch field {
            case "fg": style.foreground = try color(value, inner)
            case "bg": style.background = try color(value, inner)
            case "attrs": style.attributes = try attributes(value, inner)
            case "mono": style.mono = try attributes(value, inner)
            case "index": style.index = try level(value, inner)
            case "ansi": style.ansi = try level(value, inner)
            default:
                let isMisspelt = Spelling.nearest(to: field, among: Self.styleFields) != nil || table.inline
                if isMisspelt, !Vocabulary.isKey(inner.joined(separator: ".")) {
                    throw unknownField(inner, among: Self.styleFields)
                }
                try readEntry(value, inner)
                continue
            }
            hasFields = true
        }
        if hasFields { entries[path.joined(separator: ".")] = located(.style(style), path) }
    }

    private func level(_ value: any TOMLValueConvertible, _ path: [String]) throws(ThemeError) -> Level {
        guard let table = value.table else { return Level(foreground: .word(try word(value, path))) }
        var level = Level()
        for field in table.keys.sorted() {
            guard let value = table[field] else { continue }
            let inner = path + [field]
            switch field {
            case "fg": level.foreground = .word(try word(value, inner))
            case "bg": level.background = .word(try word(value, inner))
            case "attrs": level.attributes = try attributes(value, inner)
            default: throw unknownField(inner, among: Self.levelFields)
            }
        }
        return level
    }

    private func color(_ value: any TOMLValueConvertible, _ path: [String]) throws(ThemeError) -> Color {
        guard let table = value.table else { return .word(try word(value, path)) }
        var words: [String: String] = [:]
        for field in table.keys.sorted() {
            guard let value = table[field] else { continue }
            guard Self.colorFields.contains(field) else {
                throw unknownField(path + [field], among: Self.colorFields)
            }
            words[field] = try word(value, path + [field])
        }
        guard words["rgb"] != nil || words["index"] != nil else {
            throw wrongType(path, "a colour with at least rgb or index")
        }
        return .table(rgb: words["rgb"], index: words["index"], ansi: words["ansi"])
    }

    private func attributes(_ value: any TOMLValueConvertible, _ path: [String]) throws(ThemeError) -> Attributes {
        guard let array = value.array else { throw wrongType(path, "a list such as [\"bold\"]") }
        var result: Attributes = []
        for element in array {
            let name = try string(element, path)
            guard let known = AttributeName.all.first(where: { $0.name == name }) else {
                let nearest = Spelling.nearest(to: name, among: AttributeName.all.map(\.name))
                throw ThemeError(
                    file: label, line: lines.line(of: path),
                    reason: .unknownAttribute(key: path.joined(separator: "."), value: name, nearest: nearest))
            }
            result.insert(known.attribute)
        }
        return result
    }

    /// A colour's word: a string, or an index written as a number.
    private func word(_ value: any TOMLValueConvertible, _ path: [String]) throws(ThemeError) -> String {
        if let index = value.int { return String(index) }
        guard let text = value.string else { throw wrongType(path, "a colour") }
        return text
    }

    private func string(_ value: any TOMLValueConvertible, _ path: [String]) throws(ThemeError) -> String {
        guard let text = value.string else { throw wrongType(path, "a string") }
        return text
    }

    private func located<Value>(_ value: Value, _ path: [String]) -> Located<Value> {
        Located(value: value, file: label, line: lines.line(of: path))
    }

    private mutating func warn(_ path: [String]) {
        let key = path.joined(separator: ".")
        let nearest = Spelling.nearest(to: key, among: Role.allCases.map(\.rawValue))
        warnings.append(ThemeWarning(file: label, line: lines.line(of: path), key: key, nearest: nearest))
    }

    private func wrongType(_ path: [String], _ expected: String) -> ThemeError {
        ThemeError(
            file: label, line: lines.line(of: path),
            reason: .wrongType(key: path.joined(separator: "."), expected: expected))
    }

    private func unknownField(_ path: [String], among fields: [String]) -> ThemeError {
        let nearest = Spelling.nearest(to: path.last ?? "", among: fields)
        return ThemeError(
            file: label, line: lines.line(of: path),
            reason: .unknownField(key: path.joined(separator: "."), nearest: nearest))
    }
}

/// The keys a theme may style: every role, and every dotted beginning of one.
enum Vocabulary {
    static func isKey(_ key: String) -> Bool { keys.contains(key) }

    private static let keys: Set<String> = {
        var keys: Set<String> = []
        for role in Role.allCases {
            var parts = role.rawValue.split(separator: ".")
            while !parts.isEmpty {
                keys.insert(parts.joined(separator: "."))
                parts.removeLast()
            }
        }
        return keys
    }()
}
