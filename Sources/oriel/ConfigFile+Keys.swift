import Desk
import Screen
import TOMLKit
import Themes

extension ConfigFile {
    /// The key table with the changes of `[keys]`: `list.open = ["<Enter>", "o"]`, one line a command; an empty list
    /// takes its keys away.
    ///
    /// - Parameter preset: the table it begins with.
    func keyMap(of preset: KeyMap.Preset) throws(ConfigError) -> KeyMap {
        guard let value = root["keys"] else { return preset.keys }
        guard let table = value.table else { throw wrongType(["keys"], "a table of scope.command = [\"<C-n>\", …]") }
        var changes: [(Scope, Command, [[KeyStroke]])] = []
        for key in table.keys.sorted() {
            guard let value = table[key] else { continue }
            if let dot = key.firstIndex(of: ".") {
                // Written in quotes: "list.open" = …
                let (scope, command) = (String(key[..<dot]), String(key[key.index(after: dot)...]))
                changes.append(try change(scope, command, value, ["keys", key]))
            } else if let inner = value.table {
                for command in inner.keys.sorted() {
                    guard let value = inner[command] else { continue }
                    changes.append(try change(key, command, value, ["keys", key, command]))
                }
            } else {
                throw wrongType(["keys", key], "scope.command = [\"<C-n>\", …], as in list.open = [\"o\"]")
            }
        }
        do {
            return try preset.keys.rebinding(changes)
        } catch {
            throw self.error(line(of: error, changes), .keys(error.sentence))
        }
    }

    private func change(
        _ scopeName: String, _ commandName: String, _ value: any TOMLValueConvertible, _ path: [String]
    ) throws(ConfigError) -> (Scope, Command, [[KeyStroke]]) {
        guard let scope = Scope(rawValue: scopeName) else {
            let known = Scope.allCases.map(\.rawValue)
            throw badValue(path, scopeName, "one of \(known.joined(separator: ", "))", among: known)
        }
        guard let command = Command(rawValue: commandName) else {
            throw badValue(
                path, commandName, "a command that `oriel keys` lists", among: Command.allCases.map(\.rawValue))
        }
        var texts: [String] = []
        if let text = value.string {
            texts = [text]
        } else if let list = value.array {
            for element in list {
                guard let text = element.string else { throw wrongType(path, "a list of keys, as in [\"<C-n>\"]") }
                texts.append(text)
            }
        } else {
            throw wrongType(path, "a list of keys, as in [\"<C-n>\"]")
        }
        var chords: [[KeyStroke]] = []
        for text in texts {
            do {
                chords.append(try KeyNotation.parse(text))
            } catch {
                throw self.error(path, .keys("“\(path.dropFirst().joined(separator: "."))”: \(error)"))
            }
            if text.isEmpty { throw wrongType(path, "a list of keys without empty ones") }
        }
        return (scope, command, chords)
    }

    /// The changed row that the trouble is about, so that its line can be named.
    private func line(of problem: KeyMap.Problem, _ changes: [(Scope, Command, [[KeyStroke]])]) -> [String] {
        let found = changes.first { scope, command, chords in
            switch problem {
            case .conflict(let place, _, let a, let b): scope == place && (command == a || command == b)
            case .shadowed(_, let chord, let by):
                chords.contains { KeyNotation.label($0) == chord || KeyNotation.label($0) == by }
            case .unreadable, .unknownCommand, .unknownScope: false
            }
        }
        guard let found else { return ["keys"] }
        let (scope, command) = (found.0.rawValue, found.1.rawValue)
        return ["keys", scope, command]
    }
}

extension KeyMap.Problem {
    /// What is wrong with the table, and what to do.
    var sentence: String {
        switch self {
        case .conflict(let scope, let chord, let a, let b):
            "in the scope \(scope.rawValue), \(chord) would be both “\(a.rawValue)” and “\(b.rawValue)”; "
                + "give one of them other keys"
        case .shadowed(let scope, let chord, let by):
            "in the scope \(scope.rawValue), \(chord) can never be reached because \(by) does something already; "
                + "give one of them other keys"
        case .unreadable(let chord, let reason): "the keys \(chord) cannot be read: \(reason)"
        case .unknownCommand(let name, let nearest):
            "there is no command “\(name)”" + (nearest.map { "; did you mean “\($0)”?" } ?? "")
        case .unknownScope(let name, let nearest):
            "there is no scope “\(name)”" + (nearest.map { "; did you mean “\($0)”?" } ?? "")
        }
    }
}
