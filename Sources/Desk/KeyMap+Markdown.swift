import Screen

extension KeyMap {
    /// The whole table as Markdown, for `oriel keys --markdown` and the README. Rows that are the same in several
    /// scopes stand once, under a heading that names those scopes; scopes come in the order of `Scope.allCases`.
    ///
    /// - Returns: headings and tables, each line ended, nothing before the first heading.
    public func markdown(words: Words) -> String {
        var groups: [(scopes: [Scope], rows: [Row])] = []
        for (row, scopes) in rowsWithScopes {
            if let index = groups.firstIndex(where: { $0.scopes == scopes }) {
                groups[index].rows.append(row)
            } else {
                groups.append((scopes, [row]))
            }
        }
        return groups.map { group in
            let title = Self.title(group.scopes, words)
            let lines = group.rows.map { row in
                "| \(row.chords) | `\(row.command.rawValue)` | \(Self.escaped(words.command(row.command).string)) |"
            }
            return (["#### \(title)", "", "| keys | command | what it does |", "|---|---|---|"] + lines)
                .joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    /// The scopes by name; one word for all of them.
    private static func title(_ scopes: [Scope], _ words: Words) -> String {
        // Scopes that stand before others have what those have.
        let before = Scope.allCases.filter(\.isBeforeAnother)
        if scopes.contains(.global), Set(scopes).union(panes + before).count == Scope.allCases.count {
            return words(.hintEverywhere).string
        }
        return scopes.map { "\(words.scope($0).string) (`\($0.rawValue)`)" }.joined(separator: ", ")
    }

    /// One line of a table: a command and every chord it has.
    private struct Row: Hashable {
        var command: Command
        var chords: String
    }

    /// Every row with the scopes that have it, in the order rows are first met.
    private var rowsWithScopes: [(Row, [Scope])] {
        var order: [Row] = []
        var scopes: [Row: [Scope]] = [:]
        for scope in Scope.allCases {
            var seen: Set<Command> = []
            for binding in bindings where binding.scope == scope && seen.insert(binding.command).inserted {
                let chords = bindings.filter { $0.scope == scope && $0.command == binding.command }
                let row = Row(
                    command: binding.command, chords: chords.map { Self.code($0.label) }.joined(separator: " "))
                if scopes[row] == nil { order.append(row) }
                scopes[row, default: []].append(scope)
            }
        }
        return order.map { ($0, scopes[$0] ?? []) }
    }

    private static func code(_ label: String) -> String {
        let text = escaped(label)
        return label.contains("`") ? "`` \(text) ``" : "`\(text)`"
    }

    /// A bar would end the table's cell, in code too.
    private static func escaped(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
