import Inbox

extension Config {
    /// The settings that another version of the file has otherwise, and that a running inbox cannot change: its store and
    /// spool are open, its token is in use, its clock and its numbers are everywhere.
    func fixedDifferences(from old: Config) -> [String] {
        func differs(_ key: KeyPath<Config, some Equatable>) -> Bool { self[keyPath: key] != old[keyPath: key] }
        let fixed: [(String, Bool)] = [
            ("account", differs(\.account)), ("accounts", differs(\.accounts)), ("agent", differs(\.agent)),
            ("api_base", differs(\.base)), ("app_secret_file", differs(\.appSecretFile)), ("canned", differs(\.canned)),
            ("color", differs(\.color)), ("numbers", differs(\.numbers)), ("poll_interval", differs(\.pollInterval)),
            ("role", differs(\.role)), ("read_receipts", differs(\.readReceipts)),
            ("typing", differs(\.showsTyping)), ("spool", differs(\.spool)),
            ("store", differs(\.store)),
            ("timezone", differs(\.timezone)), ("token_command", differs(\.tokenCommand)),
            ("token_file", differs(\.tokenFile)), ("undo_delay", differs(\.undoDelay)), ("waba", differs(\.waba)),
            ("window_guard", differs(\.gate.keyPressGuard)), ("direct_send", differs(\.gate.allowsDirectSend)),
            ("hooks", differs(\.hooks)), ("hooks_text", differs(\.hooksText)), ("opt_out", differs(\.stopWords)),
            ("media_limit", differs(\.files.limit)), ("editor", differs(\.files.editor)),
            ("open", differs(\.files.openers)), ("ssh_host", differs(\.files.host)),
            ("transcribe or describe", differs(\.files.tools)), ("theme", theme != old.theme && namedTheme == nil),
        ]
        return fixed.filter(\.1).map(\.0)
    }

    /// The same with what a running inbox goes on by, where other settings follow from it: hours without a zone of their own
    /// are those of the zone on the wall.
    func running(as old: Config) -> Config {
        var config = self
        config.timezone = old.timezone
        return config
    }

    /// The one theme it names; nil when it leaves that to the terminal.
    var namedTheme: String? { if case .named(let name) = theme { name } else { nil } }
}
