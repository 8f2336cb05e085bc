import Desk
import TOMLKit

extension Config {
    /// `[pipes]`: a name and the command it stands for, one a line.
    static func pipes(_ file: ConfigFile) throws(ConfigError) -> [NamedPipe] {
        guard let value = file.root["pipes"] else { return [] }
        guard let table = value.table else {
            throw file.wrongType(["pipes"], "a table of commands, as in [pipes] with count = \"wc -w\"")
        }
        var pipes: [NamedPipe] = []
        for name in table.keys.sorted() {
            guard let value = table[name] else { continue }
            pipes.append(NamedPipe(name: name, command: try file.string(value, ["pipes", name])))
        }
        return pipes
    }
}
