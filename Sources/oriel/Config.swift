import Cloud
import Desk
import Engine
import Foundation
import Inbox
import Screen
import Themes

/// What `config.toml` says, with the defaults for what it does not say. Paths are absolute; no secret is in it.
struct Config: Equatable {
    /// One of our own numbers.
    struct Number: Hashable {
        let id: NumberID
        /// What the screen calls it; empty when the config does not say.
        var name = ""
        /// The phone number as people write it.
        var display = ""
    }

    /// Which theme: one, or one for each ground.
    enum ThemeChoice: Hashable {
        case named(String)
        case byGround(dark: String, light: String)
    }

    /// Which signs the screen is drawn with.
    enum GlyphSetting: String, CaseIterable {
        /// ASCII where the locale or the terminal's name says that others cannot be drawn.
        case auto
        case unicode
        case ascii
    }

    /// What whoever uses the config may do.
    enum Role: String, CaseIterable {
        case agent
        /// Look, search and export; change and send nothing.
        case reader
    }

    enum MotionSetting: String, CaseIterable {
        case full
        /// Nothing on screen counts by the second.
        case reduced
    }

    enum MouseSetting: String, CaseIterable {
        /// Clicks and the wheel come to us; selecting text needs Shift.
        case on
        case off
    }

    /// What a template slot names; the language may be left to the templates at hand.
    struct SlotChoice: Hashable {
        var name: String
        var language: String?
    }

    /// The file it was read from; nil when there is none.
    var path: String?
    var directories: Directories

    var agent: String?
    /// What they may do.
    var role = Role.agent
    var account = "default"
    /// The accounts that have tables of their own, sorted; empty when there is but one.
    var accounts: [String] = []
    /// Empty adopts every number seen.
    var numbers: [Number] = []
    var waba: String?
    var store: String?
    var spool: String?
    var appSecretFile: String?
    var tokenCommand: String?
    var tokenFile: String?
    var base = GraphBase.standard
    var undoDelay = OutboxItem.undoDelay
    var gate = SendGate()
    var enterSends = true
    /// Nil is dark or light by the terminal's ground.
    var theme: ThemeChoice?
    var color = ColorSetting.auto
    var emoji = TextPolicy.Emoji.safe
    var glyphs = GlyphSetting.auto
    var mouse = MouseSetting.off
    /// What panes are ruled off with.
    var borders = Borders.line
    var motion = MotionSetting.full
    /// An IANA name; nil is the machine's zone.
    var timezone: String?
    /// How often the spool is looked at without notifications.
    var pollInterval = Span(milliseconds: 500)
    var readReceipts = ReadReceipts.onOpen
    /// Whether customers see that somebody types.
    var showsTyping = false
    var slots: [Int: SlotChoice] = [:]
    /// Queries with names, by name.
    var filters: [ListFilter] = []
    /// Where canned replies are; nil is `canned` beside the config.
    var canned: String?
    /// Labels to choose from beside those in use.
    var labels: [Label] = []
    /// In which order queues are listed at first.
    var orders: [Queue: ListOrder] = [:]
    /// Colleagues to assign to beside those who ever acted in the store.
    var team: [String] = []
    /// Words by which people ask to hear no more; nil leaves it to the store, which begins with `StopWords.standard`.
    var stopWords: [String]?
    /// When the team works, in `hoursZone`; nil is always.
    var hours: BusinessHours?
    /// An IANA name; nil is `timezone`.
    var hoursZone: String?
    /// How soon who waits is to be answered; nil promises nothing.
    var firstResponse: Span?
    /// Whose programs are told what happens; nil runs none.
    var hooks: String?
    /// Whether they are told what was written, too.
    var hooksText = false
    /// How long messages are kept by `oriel retain`; nil until a config says so.
    var retention: Span?
    /// The table that `keys` changes.
    var preset = KeyMap.Preset.standard
    var keys = KeyMap.standard
    /// Commands with names, to pipe to.
    var pipes: [NamedPipe] = []
    var files = Files()
    /// What an agent who looks away is told of, and how.
    var notify = NotifyRules()

    init(directories: Directories) { self.directories = directories }
}

extension Config {
    var storePath: String { store ?? accountDirectory + "/inbox.sqlite" }
    var spoolPath: String { spool ?? accountDirectory + "/spool" }
    /// Everything this account keeps, logs too.
    var accountDirectory: String { directories.state + "/" + account }
    /// Where themes of one's own are looked for before the shipped ones.
    var themeDirectories: [String] { [directories.config + "/themes"] }
    /// Where canned replies are, one Markdown file each.
    var cannedPath: String {
        canned ?? (path.map { ($0 as NSString).deletingLastPathComponent } ?? directories.config) + "/canned"
    }
    /// Nil when every number is welcome.
    var numberIDs: Set<NumberID>? { numbers.isEmpty ? nil : Set(numbers.map(\.id)) }

    func tokens(_ environment: [String: String]) -> TokenSource {
        .chosen(environment: environment, command: tokenCommand, file: tokenFile)
    }

    /// The secret that webhooks are signed with; nil when none is configured.
    func appSecret() throws(Failure) -> String? {
        guard let appSecretFile else { return nil }
        return try SecretFile.read(appSecretFile, called: "app_secret_file")
    }

    /// The themes for the terminal's ground: those of `--theme`, else the config's.
    func loadThemes(named name: String? = nil) throws -> GroundThemes {
        if let name { return try GroundThemes.load(name, searchPaths: themeDirectories) }
        do {
            return try chosenThemes()
        } catch {
            throw Failure(.config, "\(path ?? "config"): “theme”: \(error)")
        }
    }

    private func chosenThemes() throws(ThemeError) -> GroundThemes {
        switch theme {
        case .named(let name): return try GroundThemes.load(name, searchPaths: themeDirectories)
        case nil: return try GroundThemes.load(nil, searchPaths: themeDirectories)
        case .byGround(let dark, let light):
            let onDark = try Theme.load(name: dark, searchPaths: themeDirectories)
            return GroundThemes(dark: onDark, light: try Theme.load(name: light, searchPaths: themeDirectories))
        }
    }

    /// The slots with their languages: a name alone takes the language it can be sent in, the first if there are
    /// several.
    func slots(among templates: [Template]) -> Slots {
        Slots(
            slots.mapValues { choice in
                let named = templates.filter { $0.key.name == choice.name }.sorted { $0.key < $1.key }
                let found = named.first { $0.unusable == nil } ?? named.first
                return Slots.Assignment(name: choice.name, language: choice.language ?? found?.key.language ?? "")
            })
    }
}
