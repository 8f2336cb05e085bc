import Desk
import Inbox
import TOMLKit
import Themes

extension Config {
    private static let notifySettings = ["closing", "command", "content", "failures", "messages", "ways", "when"]

    /// `[notify]`
    mutating func readNotify(_ file: ConfigFile) throws(ConfigError) {
        guard let value = file.root["notify"] else { return }
        guard let table = value.table else {
            throw file.wrongType(["notify"], "a table, as in [notify] with ways = [\"bell\"]")
        }
        for key in table.keys.sorted() where !Self.notifySettings.contains(key) {
            let nearest = Spelling.nearest(to: key, among: Self.notifySettings)
            throw file.error(
                ["notify", key], .unknownKey("notify.\(key)", nearest: nearest, known: Self.notifySettings))
        }
        if let value = table["command"] { notify.command = try file.words(value, ["notify", "command"]) }
        if let ways = try Self.choices(table, "ways", file, NotifyRules.Way.self) {
            notify.ways = ways
        } else if !notify.command.isEmpty {
            // Whoever names a command means it to be run.
            notify.ways.insert(.command)
        }
        if notify.ways.contains(.command), notify.command.isEmpty {
            throw file.error(
                ["notify", "ways"], .keys("“notify.ways” names “command”, and there is no notify.command"))
        }
        if let value = table["when"] {
            let word = try file.string(value, ["notify", "when"])
            guard let occasion = NotifyRules.Occasion(rawValue: word) else {
                let known = NotifyRules.Occasion.allCases.map(\.rawValue)
                throw file.badValue(
                    ["notify", "when"], word, known.map { "“\($0)”" }.joined(separator: " or "), among: known)
            }
            notify.occasion = occasion
        }
        if let value = table["content"] {
            guard let flag = value.bool else { throw file.wrongType(["notify", "content"], "true or false") }
            notify.showsContent = flag
        }
        for (key, event) in [("messages", News.Event.message), ("closing", .closing), ("failures", .failure)] {
            guard let audiences = try Self.choices(table, key, file, NotifyRules.Audience.self) else { continue }
            notify.audiences[event] = audiences
        }
    }

    /// A list of words of an enumeration; nil when the key is not there.
    private static func choices<Choice: RawRepresentable & CaseIterable & Hashable>(
        _ table: TOMLTable, _ key: String, _ file: ConfigFile, _ type: Choice.Type
    ) throws(ConfigError) -> Set<Choice>? where Choice.RawValue == String {
        guard let value = table[key] else { return nil }
        let known = Choice.allCases.map(\.rawValue)
        let expected = "a list of \(known.map { "“\($0)”" }.joined(separator: ", "))"
        guard let list = value.array else { throw file.wrongType(["notify", key], expected) }
        var choices: Set<Choice> = []
        for element in list {
            guard let word = element.string else { throw file.wrongType(["notify", key], expected) }
            guard let choice = Choice(rawValue: word) else {
                throw file.badValue(["notify", key], word, expected, among: known)
            }
            choices.insert(choice)
        }
        return choices
    }
}
