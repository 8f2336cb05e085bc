import Desk
import Inbox
import Screen

/// The manual: every page from what the program itself goes by, so that none can say something else.
enum Manual {
    /// Everything there is a page for.
    ///
    /// - Parameters:
    ///   - orield: what the server's program tells of itself; nil leaves its page out.
    ///   - keys: those of the page on `oriel`.
    static func pages(oriel: CommandHelp, orield: CommandHelp?, keys: KeyMap = .standard) -> [ManualPage] {
        let commands = oriel.shownSubcommands.filter { $0.commandName != oriel.defaultSubcommand }
        var pages = [inbox(oriel, commands, keys, hasServer: orield != nil)]
        pages += commands.map { command($0) }
        pages.append(config())
        if let orield { pages.append(server(orield)) }
        return pages
    }

    // MARK: oriel(1)

    private static func inbox(
        _ oriel: CommandHelp, _ commands: [CommandHelp], _ keys: KeyMap, hasServer: Bool
    ) -> ManualPage {
        var page = ManualPage("oriel", section: 1, summary: oriel.abstract ?? "")
        page.heading("SYNOPSIS")
        let inbox = oriel.shownSubcommands.first { $0.commandName == oriel.defaultSubcommand }
        synopsis(&page, "oriel", inbox?.shownArguments ?? [])
        page.macro(".Nm oriel")
        page.macro(".Ar command")
        page.macro(".Op Ar argument ...")
        page.heading("DESCRIPTION")
        page.words("Without a command it opens the inbox on this terminal.")
        if let words = inbox?.discussion, !words.isEmpty {
            page.paragraph()
            page.words(words)
        }
        page.paragraph()
        options(&page, inbox?.shownArguments ?? [])
        page.subheading("Commands")
        page.words("Each has a page of its own.")
        page.list(
            commands.map { ("Xr oriel\\-\($0.commandName) 1", [$0.abstract ?? ""]) })
        page.subheading("Keys")
        page.words("Those of the standard table; every one can be changed in the config.")
        for scope in Scope.allCases { keyList(&page, scope, keys) }
        page.heading("ENVIRONMENT")
        page.list([
            ("Ev ORIEL_TOKEN", ["The access token, when the config names neither token_command nor token_file."]),
            ("Ev NO_COLOR", ["Set, no colour is drawn unless the config asks for it."]),
            ("Ev XDG_CONFIG_HOME", ["Where oriel/config.toml is; ~/.config if not set."]),
            ("Ev XDG_STATE_HOME", ["Where stores, spools and logs are; ~/.local/state if not set."]),
        ])
        page.heading("FILES")
        page.list([
            ("Pa \(ManualPage.word("~/.config/oriel/config.toml"))", ["The config."]),
            ("Pa \(ManualPage.word("~/.local/state/oriel"))", ["A directory for each account: store, spool, logs."]),
        ])
        exitStatus(&page)
        let server = hasServer ? [("orield", 1)] : []
        page.seeAlso(
            commands.map { ("oriel-\($0.commandName)", 1) }.sorted { $0.0 < $1.0 } + server + [("oriel.toml", 5)])
        return page
    }

    private static func keyList(_ page: inout ManualPage, _ scope: Scope, _ keys: KeyMap) {
        var rows: [(command: Command, chords: [String])] = []
        for binding in keys.bindings where binding.scope == scope {
            let chord = KeyNotation.label(binding.chord)
            if let index = rows.firstIndex(where: { $0.command == binding.command }) {
                rows[index].chords.append(chord)
            } else {
                rows.append((binding.command, [chord]))
            }
        }
        guard !rows.isEmpty else { return }
        page.paragraph()
        page.words("In: \(Words.english.scope(scope).string)")
        page.list(
            rows.map { row in
                let chords = row.chords.map { "Ic \(ManualPage.word($0))" }.joined(separator: " , ")
                return (chords, ["\(Words.english.command(row.command).string) (\(row.command.rawValue))"])
            })
    }

    // MARK: oriel-COMMAND(1)

    private static func command(_ command: CommandHelp) -> ManualPage {
        let name = "oriel-\(command.commandName)"
        var page = ManualPage(name, section: 1, summary: command.abstract ?? "")
        describe(&page, command, called: "oriel \(command.commandName)")
        exitStatus(&page)
        page.seeAlso([("oriel", 1), ("oriel.toml", 5)])
        return page
    }

    private static func describe(_ page: inout ManualPage, _ command: CommandHelp, called name: String) {
        page.heading("SYNOPSIS")
        let parts = command.shownSubcommands
        if parts.isEmpty || command.defaultSubcommand != nil { synopsis(&page, name, command.shownArguments) }
        for part in parts { synopsis(&page, "\(name) \(part.commandName)", part.shownArguments) }
        page.heading("DESCRIPTION")
        page.words(
            [command.abstract, command.discussion].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n\n"))
        if !command.shownArguments.isEmpty {
            page.paragraph()
            options(&page, command.shownArguments)
        }
        for part in parts {
            page.subheading("\(name) \(part.commandName)")
            page.words(
                [part.abstract, part.discussion].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n\n"))
            options(&page, part.shownArguments)
        }
    }

    private static func synopsis(_ page: inout ManualPage, _ name: String, _ arguments: [CommandHelp.Argument]) {
        page.macro(".Nm \(ManualPage.word(name))")
        for argument in arguments {
            let body = term(argument, isShort: true) + (argument.isRepeating ? " ..." : "")
            page.macro(argument.isOptional ? ".Op \(body)" : ".\(body)")
        }
    }

    private static func options(_ page: inout ManualPage, _ arguments: [CommandHelp.Argument]) {
        page.list(
            arguments.map { argument in
                var words = argument.abstract ?? ""
                if let values = argument.allValues, !values.isEmpty {
                    words += (words.isEmpty ? "" : " ") + "One of \(values.joined(separator: ", "))."
                }
                if let value = argument.defaultValue, argument.kind == "option" {
                    words += (words.isEmpty ? "" : " ") + "Default: \(value)."
                }
                return (term(argument, isShort: false), [words, argument.discussion ?? ""])
            })
    }

    /// An argument as a macro's line has it.
    ///
    /// - Parameter isShort: by one name only.
    private static func term(_ argument: CommandHelp.Argument, isShort: Bool) -> String {
        let value = argument.valueName.map { "Ar \(ManualPage.word($0))" } ?? "Ar value"
        guard argument.kind != "positional" else { return value }
        let names =
            (argument.names ?? []).filter { $0.kind == "long" } + (argument.names ?? []).filter { $0.kind != "long" }
        let flags = (isShort ? Array(names.prefix(1)) : names).map { name in
            "Fl \(ManualPage.word(String(name.text.dropFirst())))"
        }
        return flags.joined(separator: " , ") + (argument.kind == "option" ? " \(value)" : "")
    }

    private static func exitStatus(_ page: inout ManualPage) {
        page.heading("EXIT STATUS")
        page.list(ExitStatus.allCases.map { ("\($0.rawValue)", [$0.words + "."]) })
    }

    // MARK: oriel.toml(5)

    private static func config() -> ManualPage {
        var page = ManualPage("oriel.toml", section: 5, summary: "what Oriel goes by")
        page.heading("DESCRIPTION")
        page.words(
            """
            A file in TOML, ~/.config/oriel/config.toml unless it is named with --config. Everything has a default; a mistake
            is reported with its line and the nearest key there is. The token is never written here.

            Its keys are:
            """)
        page.list(
            ConfigSetting.all.map { setting in
                (
                    "Cm \(ManualPage.word(setting.key))",
                    [sentence(plain(setting.words)), "Default: \(plain(setting.fallback))."]
                )
            })
        page.heading("FILES")
        page.list([("Pa \(ManualPage.word("~/.config/oriel/config.toml"))", ["The config."])])
        page.seeAlso([("oriel", 1), ("oriel-doctor", 1), ("oriel-init", 1)])
        return page
    }

    /// Without the marks of Markdown; of a link its words.
    static func plain(_ markdown: String) -> String {
        var text = markdown
        while let middle = text.firstRange(of: "]("), let end = text[middle.upperBound...].firstIndex(of: ")"),
            let start = text[..<middle.lowerBound].lastIndex(of: "[")
        {
            let words = text[text.index(after: start)..<middle.lowerBound]
            text = String(text[..<start] + words + text[text.index(after: end)...])
        }
        return text.filter { $0 != "`" }
    }

    private static func sentence(_ text: String) -> String {
        guard let first = text.first else { return text }
        let end = text.hasSuffix(".") || text.hasSuffix(":") ? "" : "."
        return first.uppercased() + text.dropFirst() + end
    }

    // MARK: orield(1)

    private static func server(_ orield: CommandHelp) -> ManualPage {
        var page = ManualPage("orield", section: 1, summary: orield.abstract ?? "")
        describe(&page, orield, called: "orield")
        page.seeAlso([("oriel", 1)])
        return page
    }
}
