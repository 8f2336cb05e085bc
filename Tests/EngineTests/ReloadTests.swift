import Desk
import Foundation
import Inbox
import Store
import Testing

@testable import oriel

/// What is read again does something, or is named: no setting is passed over in silence.
struct ReloadTests {
    /// For each key of the config what a changed file says; keys that no inbox goes by are left out.
    private static let changes: [String: String] = [
        "agent": "agent = 'zoe'", "role": "role = 'reader'", "account": "account = 'x'",
        "accounts": "[accounts.b]\nnumber = '2'", "number": "number = '7'",
        "numbers": "numbers = [{ phone_number_id = '7' }]", "waba": "waba = '9'", "store": "store = '/tmp/x.sqlite'",
        "spool": "spool = '/tmp/x'", "app_secret_file": "app_secret_file = '/tmp/s'",
        "token_command": "token_command = 'x'",
        "token_file": "token_file = '/tmp/t'", "api_base": "api_base = 'http://127.0.0.1:9'",
        "undo_delay": "undo_delay = 9",
        "direct_send": "direct_send = 'on'", "window_guard": "window_guard = 60",
        "read_receipts": "read_receipts = 'never'",
        "enter": "enter = 'newline'", "typing": "typing = 'on'", "theme": "theme = 'light'", "color": "color = 'never'",
        "emoji": "emoji = 'text'",
        "glyphs": "glyphs = 'ascii'", "borders": "borders = 'none'", "motion": "motion = 'reduced'",
        "notify": "[notify]\ncontent = true", "mouse": "mouse = 'on'", "timezone": "timezone = 'Asia/Tokyo'",
        "poll_interval": "poll_interval = 5", "labels": "labels = ['vip']", "orders": "orders.mine = 'name'",
        "team": "team = ['zoe']", "media_limit": "media_limit = 3", "save_dir": "save_dir = '/tmp/saved'",
        "editor": "editor = 'nano'",
        "open": "[open]\n'image/*' = ['true', '{}']", "ssh_host": "ssh_host = 'a@b'",
        "transcribe": "[transcribe]\n'audio/*' = ['true', '{}']",
        "describe": "[describe]\n'image/*' = ['true', '{}']", "canned": "canned = '/tmp/canned'",
        "filters": "filters.urgent = 'is:unanswered'",
        "slots": "[slots]\n1 = 'hello'", "preset": "preset = 'vim'", "pipes": "pipes.count = 'wc'",
        "opt_out": "opt_out.words = ['basta']", "hooks": "hooks = '/tmp/hooks'", "hooks_text": "hooks_text = true",
        "hours": "hours.mon = '09:00-18:00'", "sla": "sla.first_response = '15m'", "keys": "[keys]\nlist.today = ['M']",
    ]
    /// `preview` asks whether a program is there; `retention` is for `oriel retain` alone.
    private static let others: Set<String> = ["preview", "retention"]

    private static func config(_ text: String) throws -> Config {
        try Config(
            ConfigFile(text: text, path: "/tmp/oriel/config.toml", home: "/tmp"),
            directories: Directories(["HOME": "/tmp"]))
    }

    @Test func everySettingIsInTheTable() {
        #expect(Set(ConfigSetting.all.map(\.key)) == Set(Self.changes.keys).union(Self.others))
    }

    @Test(arguments: changes.keys.sorted()) func itTakesEffectOrIsNamed(_ key: String) throws {
        let shop = try Shop()
        let (old, fresh) = (try Self.config(""), try Self.config(Self.changes[key] ?? ""))
        func settings(_ config: Config) throws -> Settings {
            try InboxCommand.settings(config, shop.store, "bia", shop.clock.now, nil)
        }
        let later = fresh.fixedDifferences(from: old)
        var (shown, before) = (try settings(fresh.running(as: old)), try settings(old))
        // What the desk keeps as it was is no effect.
        (shown.gate, shown.zone, shown.undoDelay, shown.account, shown.accounts) =
            (before.gate, before.zone, before.undoDelay, before.account, before.accounts)
        (shown.isReader, before.isReader) = (false, false)
        let takesEffect = shown != before || fresh.glyphs != old.glyphs || fresh.namedTheme != old.namedTheme
        let isNamed = later.contains { $0 == key || $0.contains(key) || key == "number" && $0 == "numbers" }
        #expect(takesEffect || isNamed, "\(key): \(later)")
        if key == "direct_send" { #expect(later == ["direct_send"]) }
        if key == "window_guard" { #expect(later == ["window_guard"]) }
    }

    /// Another zone waits for the next start, and hours without one of their own wait with it.
    @Test func hoursWaitWithTheZoneTheyFollow() throws {
        let shop = try Shop()
        let hours = "\n[hours]\nmon = '09:00-18:00'"
        let old = try Self.config("timezone = 'UTC'" + hours)
        let fresh = try Self.config("timezone = 'Asia/Tokyo'" + hours)
        let now = Instant(seconds: 1_795_392_000) + .hours(10)
        let before = try InboxCommand.settings(old, shop.store, "bia", now, nil)
        let after = try InboxCommand.settings(fresh.running(as: old), shop.store, "bia", now, nil)
        #expect(before.hours?.isOpen(at: now) == true && after.hours?.isOpen(at: now) == true)
        #expect(fresh.fixedDifferences(from: old) == ["timezone"])
    }

    /// What was chosen on screen stays, however often the file is read, until the file names another theme.
    @Test func theFilesThemeIsShownWhenItChanges() throws {
        let shop = try Shop()
        let path = NSTemporaryDirectory() + "oriel-reload-\(UUID().uuidString).toml"
        defer { try? FileManager.default.removeItem(atPath: path) }  // temporary
        func write(_ text: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
        try write("theme = 'dark'")
        let environment = ["HOME": "/tmp"]
        let config = try Config.load(path: path, environment: environment)
        let reload = InboxCommand.reloading(
            config, path: path, environment, shop.store, "bia", { Instant(seconds: 1_795_392_000) }, nil)
        func named() throws -> String? { try reload().get().config.theme }
        #expect(try named() == nil)
        try write("theme = 'light'")
        #expect(try named() == "light")
        #expect(try named() == nil)
    }
}
