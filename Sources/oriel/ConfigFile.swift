import Foundation
import Inbox
import TOMLKit
import Themes

/// A config file with typed reads; every error knows its line.
struct ConfigFile {
    let label: String
    let root: TOMLTable
    /// The account whose own values stand before those of the root; nil while none is chosen.
    private(set) var account: (name: String, values: TOMLTable)?
    /// What relative paths in it are relative to.
    private let directory: String
    private let home: String
    private let lines: KeyLines

    init(path: String, home: String) throws(ConfigError) {
        try self.init(text: Self.text(path), path: path, home: home)
    }

    /// A config of these words, as if it stood at a path.
    init(text: String, path: String, home: String) throws(ConfigError) {
        label = path
        self.home = home
        directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard !text.utf8.contains(0) else {
            throw ConfigError(file: path, line: nil, reason: .unreadable("it contains a zero byte"))
        }
        if let hazard = TOMLHazard.first(in: text) {
            throw ConfigError(file: path, line: hazard.line, reason: .syntax(hazard.reason))
        }
        lines = KeyLines(text)
        do {
            root = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            let why = error.description.split(separator: "\n").first.map(String.init) ?? "the parser gives no reason"
            throw ConfigError(file: path, line: error.source.begin.line, reason: .syntax(why))
        } catch {
            throw ConfigError(file: path, line: nil, reason: .syntax("\(error)"))
        }
    }

    private static func text(_ path: String) throws(ConfigError) -> String {
        do {
            return try HandWrittenFile.text(path)
        } catch {
            let why =
                switch error {
                case .missing: "there is no such file; check the path"
                case .closed: "permission denied, or not a file; check its mode"
                case .notText: "it is over 1 MB or not UTF-8 text"
                }
            throw ConfigError(file: path, line: nil, reason: .unreadable(why))
        }
    }

    // MARK: Accounts

    /// The same file as one of its accounts reads it.
    func read(as name: String, _ values: TOMLTable) -> ConfigFile {
        var file = self
        file.account = (name, values)
        return file
    }

    /// Two ways of saying one thing: an account that says it one way does not mean the root's other.
    private static let twins = [
        "number": "numbers", "numbers": "number", "token_file": "token_command", "token_command": "token_file",
    ]

    /// What the account says, else what the root says.
    func value(_ key: String) -> (any TOMLValueConvertible)? {
        if let values = account?.values {
            if let own = values[key] { return own }
            if let twin = Self.twins[key], values[twin] != nil { return nil }
        }
        return root[key]
    }

    // MARK: Errors

    func error(_ key: [String], _ reason: ConfigError.Reason) -> ConfigError {
        let isAccounts = key.first.map { account?.values[$0] != nil } ?? false
        let place = isAccounts ? ["accounts", account?.name ?? ""] + key : key
        return ConfigError(file: label, line: lines.line(of: place), reason: reason)
    }

    func wrongType(_ key: [String], _ expected: String) -> ConfigError {
        error(key, .wrongType(key: key.joined(separator: "."), expected: expected))
    }

    func badValue(_ key: [String], _ value: String, _ expected: String, among known: [String] = []) -> ConfigError {
        let nearest = Spelling.nearest(to: value, among: known)
        return error(
            key, .badValue(key: key.joined(separator: "."), value: value, expected: expected, nearest: nearest))
    }

    // MARK: Values

    func string(_ key: String) throws(ConfigError) -> String? {
        guard let value = value(key) else { return nil }
        return try string(value, [key])
    }

    func string(_ value: any TOMLValueConvertible, _ key: [String]) throws(ConfigError) -> String {
        guard let text = value.string else { throw wrongType(key, "a text in quotes") }
        guard text.contains(where: { !$0.isWhitespace }) else { throw wrongType(key, "a text that is not empty") }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw wrongType(key, "a text without line breaks and control characters")
        }
        return text
    }

    /// An absolute path: `~/` is the home directory, anything else without a slash in front is beside the config.
    func path(_ key: String) throws(ConfigError) -> String? {
        guard let text = try string(key) else { return nil }
        if text.hasPrefix("~/") { return home + text.dropFirst() }
        return text.hasPrefix("/") ? text : directory + "/" + text
    }

    /// One of the words of an enumeration.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Choice.Type = Choice.self
    ) throws(ConfigError) -> Choice? where Choice.RawValue == String {
        guard let word = try string(key) else { return nil }
        if let choice = Choice(rawValue: word) { return choice }
        let known = Choice.allCases.map(\.rawValue)
        throw badValue([key], word, known.map { "“\($0)”" }.joined(separator: " or "), among: known)
    }

    /// A program and its arguments.
    func words(_ value: any TOMLValueConvertible, _ key: [String]) throws(ConfigError) -> [String] {
        let expected = "a list of words, the program first, as in [\"feh\", \"{}\"]"
        guard let list = value.array, !list.isEmpty else { throw wrongType(key, expected) }
        var words: [String] = []
        for element in list {
            guard let word = element.string, !word.isEmpty else { throw wrongType(key, expected) }
            words.append(word)
        }
        return words
    }

    /// A table of its own, with no other keys than these.
    func table(_ key: String, of known: [String]) throws(ConfigError) -> TOMLTable? {
        guard let value = root[key] else { return nil }
        guard let table = value.table else {
            throw wrongType([key], "a table, as in [\(key)] with \(known.joined(separator: ", ")) below it")
        }
        for name in table.keys.sorted() where !known.contains(name) {
            let nearest = Spelling.nearest(to: name, among: known)
            throw error([key, name], .unknownKey("\(key).\(name)", nearest: nearest, known: known))
        }
        return table
    }

    /// A list of texts below a table.
    func texts(_ table: TOMLTable, _ path: [String], expected: String) throws(ConfigError) -> [String]? {
        guard let value = path.last.flatMap({ table[$0] }) else { return nil }
        guard let list = value.array else { throw wrongType(path, expected) }
        var texts: [String] = []
        for element in list {
            guard element.string != nil else { throw wrongType(path, expected) }
            texts.append(try string(element, path))
        }
        return texts
    }

    /// A length of time, written in seconds.
    func seconds(_ key: String, in range: ClosedRange<Double>) throws(ConfigError) -> Span? {
        guard let value = value(key) else { return nil }
        let expected = "seconds between \(Self.text(range.lowerBound)) and \(Self.text(range.upperBound))"
        guard let number = value.double ?? value.int.map(Double.init) else {
            throw wrongType([key], "a number of \(expected)")
        }
        guard range.contains(number) else { throw badValue([key], Self.text(number), expected) }
        return Span(milliseconds: Int64((number * 1_000).rounded()))
    }

    private static func text(_ number: Double) -> String {
        Int64(exactly: number).map(String.init) ?? String(number)
    }
}
