import Inbox
import TOMLKit

/// What the config says of how a team works: who is not written to, how long messages are kept.
extension Config {
    mutating func readOffice(_ file: ConfigFile) throws(ConfigError) {
        if let table = try file.table("opt_out", of: ["words"]), table["words"] != nil {
            stopWords = try file.texts(
                table, ["opt_out", "words"], expected: "a list of words, as in [\"stop\", \"parar\"]")
            for word in stopWords ?? [] where StopWords.folded(word) == nil {
                throw file.badValue(["opt_out", "words"], word, "a word of at most \(StopWords.longest) letters")
            }
        }
        hooks = try file.path("hooks")
        if let value = file.root["hooks_text"] {
            guard let flag = value.bool else { throw file.wrongType(["hooks_text"], "true or false") }
            hooksText = flag
        }
        if let table = try file.table("retention", of: ["messages"]), let value = table["messages"] {
            let text = try file.string(value, ["retention", "messages"])
            guard let age = Retention.age(text) else {
                throw file.badValue(["retention", "messages"], text, Retention.expected)
            }
            retention = age
        }
    }
}
