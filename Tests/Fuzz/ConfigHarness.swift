import Desk
import Inbox

/// `config.toml`: it loads or says where it is wrong.
enum ConfigHarness {
    static func run(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        do {
            let file = try ConfigFile(text: text, path: "/nowhere/config.toml", home: "/nowhere")
            check(try Config(file, directories: Directories(["HOME": "/nowhere"])))
        } catch {
            promise(!error.description.isEmpty, "nothing is said")
            let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).count
            promise((1...lines + 1).contains(error.line ?? 1), "line \(error.line ?? 0) is not there")
        }
    }

    /// What the rest of the program relies on.
    private static func check(_ config: Config) {
        promise(Set(config.numbers.map(\.id)).count == config.numbers.count, "a number twice")
        promise(config.slots.keys.allSatisfy { (1...9).contains($0) }, "a slot that has no key")
        promise((0...60_000).contains(config.undoDelay.milliseconds), "undo_delay out of range")
        promise((50...60_000).contains(config.pollInterval.milliseconds), "poll_interval out of range")
        for path in [config.storePath, config.spoolPath, config.tokenFile, config.appSecretFile].compactMap(\.self) {
            promise(path.hasPrefix("/"), "a path that is relative to who knows what: \(path)")
        }
        promise(!config.keys.bindings.isEmpty, "no keys")
    }

    static let seeds: [[UInt8]] = [
        """
        agent = "ana"
        account = "loja"
        waba = "102290129340398"
        store = "~/inbox.sqlite"
        spool = "spool"
        app_secret_file = "secret"
        token_file = "token"
        api_base = "http://127.0.0.1:9/v25.0"
        undo_delay = 2.5
        window_guard = 20
        enter = "newline"
        theme = { dark = "high-contrast", light = "light" }
        color = "never"
        emoji = "text"
        glyphs = "ascii"
        mouse = "on"
        timezone = "America/Sao_Paulo"
        poll_interval = 1
        read_receipts = "reply"

        [[numbers]]
        phone_number_id = 106540352242922
        name = "Loja"
        display = "+55 11 90000-0100"

        [slots]
        1 = "delivery_slot"
        2 = { name = "delivery_slot", language = "pt_BR" }

        [keys]
        list.open = ["o", "<Enter>"]
        "compose.send" = "<C-s>"
        """,
        "number = \"1\"\ntoken_command = \"pass show token\"\ntheme = \"auto\"\n",
        "[keys]\nglobal.help = []\nlist.down = [\"<Space>j\", \"<M-n>\", \"<F5>\"]\n",
    ].map { Array($0.utf8) }
}
