import Inbox
import Screen

/// What `oriel init` writes: a config with the few keys it asked for. No secret can be in it.
struct ConfigText {
    /// Where the token comes from.
    enum TokenChoice: Hashable {
        case environment
        case command(String)
        case file(String)
    }

    var number = Config.Number(id: NumberID(""))
    var waba = ""
    var token = TokenChoice.environment
    /// Nil when webhooks are to be taken unsigned.
    var appSecretFile: String?
    var spool = ""
    /// Nil for the usual one.
    var base: String?

    var lines: [String] {
        var fields = ["phone_number_id = \(Self.quoted(number.id.value))"]
        if !number.name.isEmpty { fields.append("name = \(Self.quoted(number.name))") }
        if !number.display.isEmpty { fields.append("display = \(Self.quoted(number.display))") }
        var lines = [
            "# Written by `oriel init`. Every other key has its default; `oriel doctor` checks what is here.",
            "numbers = [{ \(fields.joined(separator: ", ")) }]",
            "waba = \(Self.quoted(waba))",
            "spool = \(Self.quoted(spool))",
        ]
        if let appSecretFile { lines.append("app_secret_file = \(Self.quoted(appSecretFile))") }
        switch token {
        case .environment: lines.append("# The token comes from ORIEL_TOKEN.")
        case .command(let line): lines.append("token_command = \(Self.quoted(line))")
        case .file(let path): lines.append("token_file = \(Self.quoted(path))")
        }
        if let base { lines.append("api_base = \(Self.quoted(base))") }
        return lines
    }

    /// A basic string of TOML; what nobody could see in it is an escape.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where ScalarClass(scalar) == .hidden:
                let digits = String(scalar.value, radix: 16)
                let (sign, length) = digits.count > 4 ? ("U", 8) : ("u", 4)
                quoted += "\\" + sign + String(repeating: "0", count: length - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
