import Cloud
import Desk
import Foundation
import Inbox
import Screen
import TOMLKit
import Themes

extension Config {
    /// Reads the config.
    ///
    /// - Parameter path: given with `--config`, and then it must be there; nil takes the usual one, which may be
    ///   missing.
    /// - Parameter account: one of the file's accounts; nil leaves it to the file.
    static func load(
        path: String? = nil, environment: [String: String], account: String? = nil
    ) throws(Failure) -> Config {
        let directories = Directories(environment)
        let usual = directories.config + "/config.toml"
        if let path {
            guard access(path, F_OK) == 0 else { throw Failure(.noInput, "there is no config \(path); check the path") }
        } else if access(usual, F_OK) != 0, errno == ENOENT || errno == ENOTDIR {
            guard account == nil else {
                throw Failure(.noInput, "there is no config at \(usual), so no account in it; run `oriel init`")
            }
            return Config(directories: directories)
        }
        do {
            let file = try ConfigFile(path: path ?? usual, home: environment["HOME"] ?? "")
            return try Config(file, directories: directories, account: account)
        } catch {
            throw Failure(.config, error.description)
        }
    }

    private static let settings = ConfigSetting.all.map(\.key).sorted()

    /// What people write into configs and should not.
    private static let secrets = [
        "token": "set token_command or token_file (mode 0600), or ORIEL_TOKEN",
        "access_token": "set token_command or token_file (mode 0600), or ORIEL_TOKEN",
        "app_secret": "write it into a file of mode 0600 and set app_secret_file",
    ]

    /// What an account may say for itself.
    private static let accountSettings = [
        "api_base", "app_secret_file", "number", "numbers", "spool", "store", "token_command", "token_file", "waba",
    ]

    /// What a file says, with the defaults for the rest.
    ///
    /// - Parameter wanted: which of its accounts is read; nil leaves it to the file.
    init(_ file: ConfigFile, directories: Directories, account wanted: String? = nil) throws(ConfigError) {
        self.init(directories: directories)
        path = file.label
        let file = try choose(wanted, of: file)
        for key in file.root.keys.sorted() {
            if let cure = Self.secrets[key] { throw file.error([key], .secret(key: key, cure: cure)) }
            guard Self.settings.contains(key) else {
                let nearest = Spelling.nearest(to: key, among: Self.settings)
                throw file.error([key], .unknownKey(key, nearest: nearest, known: Self.settings))
            }
        }
        try readIdentity(file)
        try readSending(file)
        try readScreen(file)
        try readFiles(file)
        try readNotify(file)
        canned = try file.path("canned")
        slots = try Self.slots(file)
        filters = try Self.filters(file)
        preset = try file.choice("preset") ?? preset
        keys = try file.keyMap(of: preset)
        pipes = try Self.pipes(file)
        labels = try Self.labels(file)
        team = try Self.team(file)
        orders = try Self.orders(file)
        try readOffice(file)
        try readHours(file)
    }

    /// The account that is wanted, else the one the file names, else its first; its own values then stand before the root's.
    private mutating func choose(_ wanted: String?, of file: ConfigFile) throws(ConfigError) -> ConfigFile {
        let named = try file.string("account")
        let tables = try Self.accounts(file)
        accounts = tables.keys.sorted()
        account = wanted ?? named ?? accounts.first ?? account
        let isName = account.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "/") } && !account.hasPrefix(".")
        guard isName, !account.isEmpty else {
            throw file.badValue(["account"], account, "a name without slashes and blanks")
        }
        guard let own = tables[account] else {
            guard accounts.isEmpty else {
                throw file.badValue(
                    ["account"], account, "one of \(accounts.joined(separator: ", "))", among: accounts)
            }
            return file
        }
        return file.read(as: account, own)
    }

    private static func accounts(_ file: ConfigFile) throws(ConfigError) -> [String: TOMLTable] {
        guard let value = file.root["accounts"] else { return [:] }
        let expected = "tables of their own, as in [accounts.NAME]"
        guard let table = value.table else { throw file.wrongType(["accounts"], expected) }
        var tables: [String: TOMLTable] = [:]
        for name in table.keys.sorted() {
            guard let own = table[name]?.table else { throw file.wrongType(["accounts", name], expected) }
            for key in own.keys.sorted() {
                let path = ["accounts", name, key]
                if let cure = secrets[key] { throw file.error(path, .secret(key: key, cure: cure)) }
                guard accountSettings.contains(key) else {
                    let nearest = Spelling.nearest(to: key, among: accountSettings)
                    throw file.error(
                        path,
                        .unknownKey(path.joined(separator: "."), nearest: nearest, known: accountSettings))
                }
            }
            tables[name] = own
        }
        return tables
    }

    private mutating func readIdentity(_ file: ConfigFile) throws(ConfigError) {
        agent = try file.string("agent")
        role = try file.choice("role") ?? role
        numbers = try Self.numbers(file)
        gate.numbers = numberIDs
        waba = try file.string("waba")
        store = try file.path("store")
        spool = try file.path("spool")
        appSecretFile = try file.path("app_secret_file")
    }

    private mutating func readSending(_ file: ConfigFile) throws(ConfigError) {
        tokenCommand = try file.string("token_command")
        tokenFile = try file.path("token_file")
        if tokenCommand != nil, tokenFile != nil {
            throw file.error(["token_file"], .twice(key: "token_command", other: "token_file"))
        }
        if let address = try file.string("api_base") {
            do {
                base = try GraphBase(address)
            } catch {
                throw file.badValue(["api_base"], address, error.expected)
            }
        }
        undoDelay = try file.seconds("undo_delay", in: 0...60) ?? undoDelay
        gate.allowsDirectSend = try file.choice("direct_send", OnOff.self) == .on
        if let guardSpan = try file.seconds("window_guard", in: 0...3_600) {
            // The second pass stands nearer to the end than the first, or nothing that passed once would pass again.
            gate.keyPressGuard = guardSpan
            gate.departureGuard = min(gate.departureGuard, guardSpan)
        }
        pollInterval = try file.seconds("poll_interval", in: 0.05...60) ?? pollInterval
        readReceipts = try file.choice("read_receipts") ?? readReceipts
        showsTyping = try file.choice("typing", OnOff.self) == .on
    }

    private mutating func readScreen(_ file: ConfigFile) throws(ConfigError) {
        if let enter = try file.choice("enter", EnterKey.self) { enterSends = enter == .send }
        color = try file.choice("color") ?? color
        emoji = try file.choice("emoji") ?? emoji
        glyphs = try file.choice("glyphs") ?? glyphs
        mouse = try file.choice("mouse") ?? mouse
        borders = try file.choice("borders") ?? borders
        motion = try file.choice("motion") ?? motion
        if let zone = try file.string("timezone") {
            guard TimeZone(identifier: zone) != nil else {
                throw file.badValue(
                    ["timezone"], zone, "a zone such as “America/Sao_Paulo” or “UTC”",
                    among: TimeZone.knownTimeZoneIdentifiers)
            }
            timezone = zone
        }
        guard let value = file.root["theme"] else { return }
        guard let table = value.table else {
            let name = try file.string(value, ["theme"])
            theme = name == GroundThemes.automatic ? nil : .named(name)
            return
        }
        for key in table.keys.sorted() where key != "dark" && key != "light" {
            throw file.error(["theme", key], .unknownKey("theme.\(key)", nearest: nil, known: ["dark", "light"]))
        }
        guard let dark = table["dark"], let light = table["light"] else {
            throw file.wrongType(["theme"], "a name, or { dark = \"…\", light = \"…\" }")
        }
        theme = .byGround(
            dark: try file.string(dark, ["theme", "dark"]), light: try file.string(light, ["theme", "light"]))
    }

    private enum EnterKey: String, CaseIterable { case send, newline }
    private enum OnOff: String, CaseIterable { case off, on }

    private static func numbers(_ file: ConfigFile) throws(ConfigError) -> [Number] {
        if file.value("number") != nil, file.value("numbers") != nil {
            throw file.error(["number"], .twice(key: "number", other: "numbers"))
        }
        if let value = file.value("number") { return [Number(id: try number(value, ["number"], file))] }
        guard let value = file.value("numbers") else { return [] }
        let expected = "a list of tables with phone_number_id, and name and display if you like"
        guard let list = value.array else { throw file.wrongType(["numbers"], expected) }
        var numbers: [Number] = []
        for element in list {
            guard let table = element.table, let id = table["phone_number_id"] else {
                throw file.wrongType(["numbers"], expected)
            }
            let known = ["phone_number_id", "name", "display"]
            for key in table.keys.sorted() where !known.contains(key) {
                let nearest = Spelling.nearest(to: key, among: known)
                throw file.error(["numbers", key], .unknownKey("numbers.\(key)", nearest: nearest, known: known))
            }
            var number = Number(id: try Self.number(id, ["numbers", "phone_number_id"], file))
            if let name = table["name"] { number.name = try file.string(name, ["numbers", "name"]) }
            if let display = table["display"] { number.display = try file.string(display, ["numbers", "display"]) }
            if numbers.contains(where: { $0.id == number.id }) {
                throw file.badValue(["numbers"], number.id.value, "a list without repeats")
            }
            numbers.append(number)
        }
        return numbers
    }

    private static func number(
        _ value: any TOMLValueConvertible, _ key: [String], _ file: ConfigFile
    ) throws(ConfigError) -> NumberID {
        let text = value.int.map(String.init) ?? value.string ?? ""
        guard !text.isEmpty, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
            throw file.wrongType(key, "a phone_number_id: the digits the platform calls it by, not the phone number")
        }
        return NumberID(text)
    }

    private static func labels(_ file: ConfigFile) throws(ConfigError) -> [Label] {
        guard let value = file.root["labels"] else { return [] }
        let expected = "a list of names, as in [\"refund\", \"vip\"]"
        guard let list = value.array else { throw file.wrongType(["labels"], expected) }
        var labels: [Label] = []
        for element in list {
            guard let label = element.string.flatMap({ Label($0) }) else { throw file.wrongType(["labels"], expected) }
            if !labels.contains(label) { labels.append(label) }
        }
        return labels
    }

    private static func orders(_ file: ConfigFile) throws(ConfigError) -> [Queue: ListOrder] {
        guard let value = file.root["orders"] else { return [:] }
        guard let table = value.table else {
            throw file.wrongType(["orders"], "a table of orders by queue, as in mine = \"waiting\"")
        }
        // The inbox keeps its sections.
        let queues = Queue.allCases.filter { ListOrder.choices(of: $0).count > 1 }.map(\.rawValue)
        let known = ListOrder.allCases.map(\.rawValue)
        var orders: [Queue: ListOrder] = [:]
        for name in table.keys.sorted() {
            guard let value = table[name] else { continue }
            let path = ["orders", name]
            guard queues.contains(name), let queue = Queue(rawValue: name) else {
                throw file.badValue(path, name, "one of \(queues.joined(separator: ", "))", among: queues)
            }
            let text = try file.string(value, path)
            guard let order = ListOrder(rawValue: text) else {
                throw file.badValue(path, text, "one of \(known.joined(separator: ", "))", among: known)
            }
            orders[queue] = order
        }
        return orders
    }

    private static func team(_ file: ConfigFile) throws(ConfigError) -> [String] {
        guard let value = file.root["team"] else { return [] }
        let expected = "a list of agents' names, as in [\"bia\", \"carla\"]"
        guard let list = value.array else { throw file.wrongType(["team"], expected) }
        var team: [String] = []
        for element in list {
            guard let name = element.string, !name.allSatisfy(\.isWhitespace) else {
                throw file.wrongType(["team"], expected)
            }
            if !team.contains(name) { team.append(name) }
        }
        return team
    }

    private static func filters(_ file: ConfigFile) throws(ConfigError) -> [ListFilter] {
        guard let value = file.root["filters"] else { return [] }
        guard let table = value.table else {
            throw file.wrongType(["filters"], "a table of queries, as in urgent = \"is:unanswered window:closing\"")
        }
        var filters: [ListFilter] = []
        for name in table.keys.sorted() {
            guard let value = table[name] else { continue }
            let path = ["filters", name]
            let text = try file.string(value, path)
            let filter: ListFilter?
            do {
                filter = try ListFilter(name: name, text)
            } catch {
                let words = Words.english.queryError(error, policy: TextPolicy()).string
                throw file.error(path, .keys("“filters.\(name)”, at character \(error.place + 1): \(words)"))
            }
            guard let filter else { throw file.badValue(path, text, "two letters or one operator at least") }
            filters.append(filter)
        }
        return filters
    }

    private static func slots(_ file: ConfigFile) throws(ConfigError) -> [Int: SlotChoice] {
        guard let value = file.root["slots"] else { return [:] }
        guard let table = value.table else { throw file.wrongType(["slots"], "a table of the numbers 1 to 9") }
        var slots: [Int: SlotChoice] = [:]
        for key in table.keys.sorted() {
            guard let value = table[key] else { continue }
            let path = ["slots", key]
            guard let slot = Int(key), Slots.range.contains(slot) else {
                throw file.badValue(["slots", key], key, "a number from 1 to 9")
            }
            guard let choice = value.table else {
                slots[slot] = SlotChoice(name: try file.string(value, path))
                continue
            }
            for field in choice.keys.sorted() where field != "name" && field != "language" {
                throw file.error(
                    path, .unknownKey("slots.\(key).\(field)", nearest: nil, known: ["name", "language"]))
            }
            guard let name = choice["name"] else {
                throw file.wrongType(path, "a template's name, or { name = \"…\", language = \"…\" }")
            }
            var language: String?
            if let word = choice["language"] { language = try file.string(word, path + ["language"]) }
            slots[slot] = SlotChoice(name: try file.string(name, path + ["name"]), language: language)
        }
        return slots
    }
}

extension GraphBase.Problem {
    /// What an address should be like instead.
    var expected: String {
        switch self {
        case .notAnAddress: "an address such as https://graph.facebook.com/\(GraphBase.standardVersion)"
        case .extraParts: "an address without user, password, query and fragment"
        case .plainHTTP: "an https:// address; plain http would show the token to the network"
        case .addressLiteral: "a host's name instead of an IPv6 address"
        }
    }
}
