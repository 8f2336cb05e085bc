import Foundation
import Testing
import WhatsApp

/// Every mistake in the config: the file, its line, the key, what would be right; status 78.
struct ConfigTests {
    @Test(arguments: [
        ("agnt = \"ana\"", 1, "did you mean “agent”?"),
        ("\n\ncolour = \"auto\"", 3, "did you mean “color”?"),
        ("completely_different = 1", 1, "settings are account, accounts"),
        ("agent = 7", 1, "“agent” must be a text"),
        ("agent = \"\"", 1, "not empty"),
        ("agent = \"a\\nb\"", 1, "without line breaks"),
        ("# top\ntoken = \"EAAG123\"", 2, "token_file"),
        ("access_token = \"EAAG123\"", 1, "token_file"),
        ("app_secret = \"s3cret\"", 1, "app_secret_file"),
        ("token_file = \"a\"\ntoken_command = \"b\"", 1, "exclude each other"),
        ("number = \"+55 11\"", 1, "phone_number_id"),
        ("number = \"1\"\nnumbers = []", 1, "exclude each other"),
        ("agent = \"ana\"\n[[numbers]]\nname = \"Loja\"", 2, "phone_number_id"),
        ("[[numbers]]\nphone_number_id = \"1\"\nnmae = \"Loja\"", 3, "did you mean “name”?"),
        ("[[numbers]]\nphone_number_id = \"1\"\n[[numbers]]\nphone_number_id = \"1\"", 1, "without repeats"),
        ("account = \"../other\"", 1, "without slashes"),
        ("api_base = \"graph.facebook.com\"", 1, "https://graph.facebook.com"),
        ("api_base = \"http://example.com/v25.0\"", 1, "show the token"),
        ("api_base = \"https://user:pass@example.com\"", 1, "without user"),
        ("undo_delay = -1", 1, "between 0 and 60"),
        ("undo_delay = \"5s\"", 1, "a number of seconds"),
        ("window_guard = 4000", 1, "between 0 and 3600"),
        ("poll_interval = 0.001", 1, "between 0.05 and 60"),
        ("enter = \"sned\"", 1, "did you mean “send”?"),
        ("color = \"allways\"", 1, "did you mean “always”?"),
        ("glyphs = \"dots\"", 1, "“auto” or “unicode” or “ascii”"),
        ("borders = \"dots\"", 1, "“none” or “ascii” or “line”"),
        ("motion = \"redcued\"", 1, "did you mean “reduced”?"),
        ("preset = \"emacs\"", 1, "“default” or “vim”"),
        ("preset = \"vim\"\n[keys]\nlist.open = [\"dd\"]", 3, "would be both “open” and “done-or-reopen”"),
        ("preset = \"vim\"\n[keys]\n\nlist.open = [\"g\"]", 4, "can never be reached"),
        ("pipes = \"wc\"", 1, "a table of commands"), ("[pipes]\na = 3", 2, "must be a text"),
        ("notify = true", 1, "a table"), ("[notify]\nwyas = []", 2, "did you mean “ways”?"),
        ("[notify]\n\nways = [\"bel\"]", 3, "did you mean “bell”?"), ("[notify]\nways = \"bell\"", 2, "a list of"),
        ("[notify]\nways = [\"command\"]", 2, "there is no notify.command"),
        ("[notify]\ncommand = \"x\"", 2, "a list of words"),
        ("[notify]\nwhen = \"allways\"", 2, "did you mean “always”?"),
        ("[notify]\ncontent = 1", 2, "true or false"), ("[notify]\nclosing = [\"mien\"]", 2, "did you mean “mine”?"),
        ("emoji = \"none\"", 1, "“full” or “safe” or “text”"),
        ("read_receipts = \"opn\"", 1, "did you mean “open”?"),
        ("timezone = \"America/Sao_Palo\"", 1, "did you mean “America/Sao_Paulo”?"),
        ("theme = { dark = \"dark\" }", 1, "{ dark = "),
        ("theme = { drak = \"dark\", light = \"light\" }", 1, "settings are dark, light"),
        ("theme = 3", 1, "must be a text"),
        ("[slots]\n0 = \"hello\"", 2, "from 1 to 9"),
        ("labels = \"vip\"", 1, "a list of names"), ("labels = [\"vip\", 7]", 1, "a list of names"),
        ("labels = [\" \"]", 1, "a list of names"),
        ("orders.inbox = \"name\"", 1, "mine"), ("orders.mine = \"nome\"", 1, "did you mean “name”?"),
        ("team = \"carla\"", 1, "a list of agents' names"), ("team = [\" \"]", 1, "a list of agents' names"),
        ("[hours]\nmon = \"9-18\"", 2, "spans of a day"), ("[hours]\nmon = \"09:00-25:00\"", 2, "spans of a day"),
        ("[hours]\nmo = \"09:00-18:00\"", 2, "did you mean “mon”?"),
        ("[hours]\ntimezone = \"America/Sao_Palo\"", 2, "did you mean “America/Sao_Paulo”?"),
        ("[hours]\nholidays = [\"02-30\"]", 2, "12-25 for every year"),
        ("[sla]\nfirst_response = \"15\"", 2, "as in 15m"), ("[sla]\nfirst_response = \"0m\"", 2, "as in 15m"),
        ("hooks_text = \"yes\"", 1, "true or false"), ("retention = 90", 1, "a table, as in [retention]"),
        ("[retention]\nmessages = \"90\"", 2, "days or weeks"),
        ("[retention]\nmessage = \"90d\"", 2, "did you mean “messages”?"),
        ("[opt_out]\nwords = \"stop\"", 2, "a list of words"),
        ("[opt_out]\nwords = [\"!\"]", 2, "a word of at most 40"),
        ("[opt_out]\nword = [\"stop\"]", 2, "did you mean “words”?"),
        ("[slots]\n1 = \"hello\"\n10 = \"hello\"", 3, "from 1 to 9"),
        ("[slots]\n1 = { language = \"en\" }", 2, "a template's name"),
        ("[slots]\n1 = { name = \"a\", lang = \"en\" }", 2, "settings are name, language"),
        ("filters = \"is:unread\"", 1, "a table of queries"),
        ("[filters]\na = \"is:unread\"\nb = \"oi is:red\"", 3, "at character 7: is: takes unread"),
        ("[filters]\na = 3", 2, "must be a text"),
        ("[filters]\na = \"x\"", 2, "one operator at least"),
        ("[keys]\nlist.opn = [\"o\"]", 2, "did you mean “open”?"),
        ("[keys]\nlits.open = [\"o\"]", 2, "did you mean “list”?"),
        ("[keys]\nlist.open = [\"<Foo>\"]", 2, "no key is called"),
        ("[keys]\nlist.open = [\"\"]", 2, "without empty ones"),
        ("[keys]\n\nlist.open = [\"j\"]", 3, "would be both"),
        ("[keys]\nglobal.help = [\"<C-x>\"]", 2, "can never be reached"),
        ("agent = ", 1, "not valid TOML"),
        ("[$k]\nglobal.+helpelp = []\nlist.down age= y\"\n", 1, "begin with a key"),
        ("[keys]\nglowindhelp = [}\n", 2, "closes another kind"),
        ("agent = \"ana\"\nagent = \"bo\"", 2, "not valid TOML"),
    ])
    func mistakeNamesFileLineAndCure(text: String, line: Int, part: String) async throws {
        let oriel = try Oriel()
        let path = try oriel.writeConfig(text)
        let outcome = try await oriel.run("keys")
        outcome.expectOneLine(78, "\(path):\(line): ", part)
        #expect(!outcome.errors.contains("EAAG123") && !outcome.errors.contains("s3cret"))
    }

    @Test
    func everySettingIsTaken() async throws {
        let oriel = try Oriel()
        try oriel.writeConfig(
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
            borders = "none"
            motion = "reduced"
            preset = "vim"
            labels = ["refund", "Muito Bravo"]
            timezone = "America/Sao_Paulo"
            poll_interval = 1
            read_receipts = "reply"

            [[numbers]]
            phone_number_id = 106540352242922
            name = "Loja"
            display = "+55 11 90000-0100"

            [notify]
            ways = ["bell", "osc9", "osc777", "command"]
            command = ["tell", "me"]
            when = "always"
            content = true
            messages = ["all"]
            closing = []
            failures = ["mine", "others", "unassigned"]

            [pipes]
            count = "wc -w"

            [slots]
            1 = "delivery_slot"
            2 = { name = "delivery_slot", language = "pt_BR" }

            [keys]
            list.open = ["o", "<Enter>"]
            "compose.send" = "<C-s>"
            """)
        let outcome = try await oriel.run("keys", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let rows = try outcome.json
        func keys(_ scope: String, _ command: String) -> [String]? {
            rows.first { $0["scope"]?.text == scope && $0["command"]?.text == command }?["keys"]?.array?.compactMap(
                \.text)
        }
        #expect(keys("list", "open") == ["o", "<Enter>"])
        #expect(keys("compose", "send") == ["<C-s>"])
        #expect(keys("list", "down") == ["j", "<Down>"])
        #expect(keys("list", "top") == ["gg", "<Home>"], "the preset's")
    }

    @Test
    func themeOfTheConfigIsPrinted() async throws {
        let oriel = try Oriel(environment: ["COLORFGBG": "0;15"])
        try oriel.writeConfig("theme = { dark = \"dark\", light = \"mine\" }")
        try oriel.write("inherits = \"light\"\n\"list.preview\" = \"#123456\"\n", to: ".config/oriel/themes/mine.toml")
        let outcome = try await oriel.run("theme", "print")
        #expect(outcome.status == 0 && outcome.output.contains("“mine”") && outcome.output.contains("#123456"))
    }

    @Test
    func missingThemeOfTheConfigIsAConfigError() async throws {
        let oriel = try Oriel()
        let path = try oriel.writeConfig("theme = \"drak\"")
        try await oriel.run("theme", "print").expectOneLine(78, path, "Did you mean “dark”?")
    }

    @Test
    func namedConfigMustBeThere() async throws {
        let oriel = try Oriel()
        try await oriel.run("keys", "--config", oriel.path("none.toml")).expectOneLine(66, oriel.path("none.toml"))
    }

    @Test(arguments: ["/dev/zero", "/dev/null", "/"])
    func aConfigIsAFile(path: String) async throws {
        try await Oriel().run("keys", "--config", path).expectOneLine(78, path, "not a file")
    }

    @Test(arguments: [
        ("token", 0o644, 77, "chmod 600"), ("token", 0o660, 77, "chmod 600"), ("missing", 0o600, 66, "is not there"),
        (".", 0o600, 77, "not a regular file"), ("empty", 0o600, 78, "gives nothing"), ("lines", 0o600, 78, "no token"),
    ])
    func tokenFileIsRefused(name: String, mode: Int, status: Int32, part: String) async throws {
        let oriel = try Oriel()
        try oriel.write("EAAGsecret", to: "token", mode: mode)
        try oriel.write(" \n", to: "empty")
        try oriel.write("EAAG\nsecret", to: "lines")
        try oriel.writeConfig("token_file = \"~/\(name)\"\nwaba = \"1\"\napi_base = \"http://127.0.0.1:9\"")
        let outcome = try await oriel.run("templates", "sync")
        outcome.expectOneLine(status, oriel.path(name), part)
        #expect(!outcome.errors.contains("EAAG"))
    }

    @Test
    func withoutTokenItIsSaidWhereToPutIt() async throws {
        try await Oriel().run("templates", "sync", "--waba", "1").expectOneLine(
            78, "ORIEL_TOKEN", "token_file", "token_command")
    }

    @Test
    func failingTokenCommandIsNamedWithoutItsText() async throws {
        let oriel = try Oriel()
        try oriel.writeConfig("token_command = \"echo s3cret >&2; exit 3\"\nwaba = \"1\"")
        let outcome = try await oriel.run("templates", "sync")
        outcome.expectOneLine(78, "token_command", "status 3")
        #expect(!outcome.errors.contains("s3cret"))
    }

    @Test(arguments: [(0o644, 77, "chmod 600"), (0o600, 78, "is empty")])
    func appSecretFileIsRefused(mode: Int, status: Int32, part: String) async throws {
        let oriel = try Oriel()
        try oriel.write(mode == 0o600 ? "\n" : "s3cret", to: "secret", mode: mode)
        try oriel.writeConfig("app_secret_file = \"~/secret\"")
        try await oriel.run("ingest", "--once").expectOneLine(status, "app_secret_file", part)
    }
}
