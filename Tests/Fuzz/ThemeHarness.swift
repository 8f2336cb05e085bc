import Screen
import Themes

/// A theme file: it loads or says where it is wrong, and what it became can be written down and read again.
enum ThemeHarness {
    static func run(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        let theme: Theme
        do {
            theme = try Theme(text: text, file: label)
        } catch {
            isHelpful(error.description, line: error.line, file: error.file, text)
            return
        }
        for warning in theme.warnings { isHelpful(warning.description, line: warning.line, file: warning.file, text) }
        do {
            let again = try Theme(text: theme.resolved(), file: label)
            for depth in [ColorDepth.truecolor, .indexed256, .ansi16, .mono] {
                promise(again.palette(depth: depth) == theme.palette(depth: depth), "written down it looks otherwise")
            }
            promise(again.appearance == theme.appearance, "written down it is for another ground")
        } catch {
            promise(false, "written down it cannot be read: \(error)")
        }
    }

    private static let label = "fuzz.toml"

    private static func isHelpful(_ words: String, line: Int?, file: String, _ text: String) {
        promise(!words.isEmpty, "nothing is said")
        guard let line, file == label else { return }
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).count
        promise((1...lines + 1).contains(line), "line \(line) is not there")
    }

    /// The shipped ones, which the script adds as they lie in their folder, say the rest.
    static let seeds: [[UInt8]] = [
        "inherits = \"dark\"\nappearance = \"light\"\ndescription = \"x\"\n[palette]\na = \"#102030\"\nb = \"a\"\n",
        "[list.row]\nfg = { rgb = \"#fff\", index = 3, ansi = \"red\" }\nselected = { attrs = [\"bold\"] }\n",
        "\"list.row\" = { fg = \"#111\", index = { fg = 7, attrs = [\"reverse\"] }, ansi = \"cyan\", mono = [] }\n",
        "msg.in = \"msg.out\"\nmsg.out.fg = 117\n",
    ].map { Array($0.utf8) }
}
