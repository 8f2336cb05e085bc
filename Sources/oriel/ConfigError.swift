/// What is wrong with the config: the file, the line, the key, and what would be right.
struct ConfigError: Error, Hashable, CustomStringConvertible {
    enum Reason: Hashable {
        case unreadable(String)
        case syntax(String)
        case unknownKey(String, nearest: String?, known: [String])
        /// The secret itself stands in the config.
        case secret(key: String, cure: String)
        case wrongType(key: String, expected: String)
        case badValue(key: String, value: String, expected: String, nearest: String?)
        case twice(key: String, other: String)
        case keys(String)
    }

    let file: String
    /// Counted from 1; nil when the trouble is the file itself.
    let line: Int?
    let reason: Reason

    var description: String { "\(line.map { "\(file):\($0)" } ?? file): \(sentence)" }

    private var sentence: String {
        switch reason {
        case .unreadable(let why): "the config cannot be read: \(why)"
        case .syntax(let why): "this is not valid TOML: \(why)"
        case .unknownKey(let key, let nearest, let known):
            "there is no setting “\(key)”; "
                + (nearest.map { "did you mean “\($0)”?" } ?? "settings are \(known.joined(separator: ", "))")
        case .secret(let key, let cure): "“\(key)” must not stand in the config: \(cure)"
        case .wrongType(let key, let expected): "“\(key)” must be \(expected)"
        case .badValue(let key, let value, let expected, let nearest):
            "“\(key)” cannot be “\(value)”: it must be \(expected)" + (nearest.map { "; did you mean “\($0)”?" } ?? "")
        case .twice(let key, let other): "“\(key)” and “\(other)” exclude each other: keep one"
        case .keys(let what): what
        }
    }
}
