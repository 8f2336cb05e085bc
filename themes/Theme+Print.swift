import Screen

extension Theme {
    /// The whole theme as a file: every role with what it became, and a comment saying where that came from. Loading
    /// the text gives the same palettes.
    public func resolved() -> String {
        let name = Self.comment(self.name)
        var lines = [
            "# Theme “\(name)”, resolved: what every role became, and where it was said.",
            "# Copy the lines you want to change into a file of your own that says inherits = \"\(name)\".",
            "appearance = \"\(appearance.rawValue)\"",
        ]
        var group = ""
        for role in Role.allCases.sorted(by: { Self.printOrder($0) < Self.printOrder($1) }) {
            let next = String(role.rawValue.prefix { $0 != "." })
            if next != group {
                group = next
                lines.append("")
                lines.append("# \(Self.groupWords[group] ?? group)")
            }
            let origin = origins[role].map { "  # \(Self.comment($0))" } ?? ""
            lines.append("\"\(role.rawValue)\" = \(Self.text(of: sheets[role] ?? RoleSheet()))\(origin)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Names of files as they may stand behind a `#`: of one line, without what TOML and terminals do not take.
    private static func comment(_ name: String) -> String { SafeText(untrusted: name, limit: 500).singleLine.string }

    private static let groupWords = [
        "default": "The ground and plain text; every other role lies on it.",
        "border": "The one vertical line, and the rule of the pane with the keys.",
        "title": "Names of panes and people at the head of one.",
        "top": "The top line: queues and their counts, age of the spool, the clock.",
        "hint": "The bottom line: keys and what they do.",
        "status": "What the program says about itself.",
        "notice": "A sentence that passes by.",
        "list": "The conversation list. Layers: row, then unread, then selected.",
        "window": "What is left of a customer's 24 hours.",
        "gauge": "The hourglass above the compose box.",
        "msg": "The message pane.",
        "state": "Delivery: how far a message got.",
        "compose": "The compose box.",
        "draft": "The draft kept beside a template.",
        "form": "The template form.",
        "picker": "Pickers: templates, canned replies, people, commands.",
        "help": "The help page.",
        "divider": "Rules between days, and above what is new.",
        "unsafe": "Stand-ins for hidden or dangerous characters.",
    ]

    /// Groups stand together, `default` first, otherwise by name.
    private static func printOrder(_ role: Role) -> String {
        role == .`default` ? "" : role.rawValue
    }

    private static func text(of sheet: RoleSheet) -> String {
        var fields: [String] = []
        if let color = sheet.foreground { fields.append("fg = \(text(of: color))") }
        if let color = sheet.background { fields.append("bg = \(text(of: color))") }
        if !sheet.attributes.isEmpty { fields.append("attrs = \(text(of: sheet.attributes))") }
        if let level = sheet.index { fields.append("index = \(text(of: level))") }
        if let level = sheet.ansi { fields.append("ansi = \(text(of: level))") }
        if let mono = sheet.mono { fields.append("mono = \(text(of: mono))") }
        return braces(fields)
    }

    private static func text(of level: RoleSheet.Level) -> String {
        var fields: [String] = []
        if let ink = level.foreground { fields.append("fg = \(text(of: ink))") }
        if let ink = level.background { fields.append("bg = \(text(of: ink))") }
        if let attributes = level.attributes { fields.append("attrs = \(text(of: attributes))") }
        return braces(fields)
    }

    private static func text(of color: ThemeColor) -> String {
        if color == .standard { return "\"default\"" }
        var fields: [String] = []
        if let ink = color.truecolor { fields.append("rgb = \(text(of: ink))") }
        if let ink = color.indexed { fields.append("index = \(text(of: ink))") }
        if let ink = color.ansi { fields.append("ansi = \(text(of: ink))") }
        return braces(fields)
    }

    private static func text(of ink: Ink) -> String {
        switch ink {
        case .standard: "\"default\""
        case .ansi(let index): "\"\(ThemeColor.ansiNames[Int(index)])\""
        case .indexed(let index): "\(index)"
        case .rgb(let red, let green, let blue): "\"\(RGB(red: red, green: green, blue: blue).hex)\""
        }
    }

    private static func text(of attributes: Attributes) -> String {
        "[" + AttributeName.names(of: attributes).map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }

    private static func braces(_ fields: [String]) -> String {
        fields.isEmpty ? "{}" : "{ \(fields.joined(separator: ", ")) }"
    }
}
