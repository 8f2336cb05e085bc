import Cloud
import Foundation
import Inbox
import Screen
import Spool
import Store
import Terminal
import Themes

/// Looks at one thing after the other; every function returns what it found and throws nothing.
struct Doctor {
    let config: Config
    let environment: [String: String]
    let storePath: String
    let spoolPath: String
    let base: GraphBase
    /// Where a receiver of this machine listens; nil when nobody said.
    let receiver: String?
    /// Whether the network is left alone.
    let isOffline: Bool
    let now: Instant
}

// MARK: - Store and templates

extension Doctor {
    /// The store as it opened, or why it did not.
    func openStore() -> Result<InboxStore, Failure> {
        do {
            return .success(try InboxStore(path: storePath, options: StoreOptions(createsFile: false)))
        } catch {
            return .failure(Failure(reporting: error) ?? Failure(.defect, "\(error)"))
        }
    }

    func store(_ store: Result<InboxStore, Failure>) -> Finding {
        switch store {
        case .failure(let failure) where failure.status == .noInput:
            Finding(
                .warn, "store", "there is none at \(storePath) yet",
                cure: "`oriel templates sync`, `oriel ingest` or the inbox makes it")
        case .failure(let failure): Finding(.fail, "store", failure.message)
        case .success(let store): sound(store)
        }
    }

    /// A store that is new beside a spool that is not has most likely taken a lost one's place.
    private func lacksArchive(_ store: InboxStore) throws -> Bool {
        guard access(spoolPath, F_OK) == 0, try !store.hasTakenIn() else { return false }
        return try !SpoolArchive(directory: SpoolDirectory(path: spoolPath)).isEmpty()
    }

    private func sound(_ store: InboxStore) -> Finding {
        do {
            let damage = try store.damage()
            guard damage.isEmpty else {
                return Finding(
                    .fail, "store", "\(storePath) is damaged (\(damage[0]))",
                    cure: "run `oriel rebuild --rescue`: it keeps the file aside and makes a new one from the archive")
            }
            if try lacksArchive(store) {
                return Finding(
                    .warn, "store", "\(storePath) never took anything in, and the archive of \(spoolPath) is full",
                    cure: "run `oriel rebuild --rescue`: it reads the archive in")
            }
            return Finding(.ok, "store", "\(storePath): version \(try store.version()), sound")
        } catch {
            return Finding(.fail, "store", Failure(reporting: error)?.message ?? "\(error)")
        }
    }

    /// A set that was not synced for longer than this may miss what the platform decided meanwhile.
    private static let templateLife = Span.hours(24 * 7)

    func templates(_ store: Result<InboxStore, Failure>) -> Finding {
        let cure = "run `oriel templates sync`"
        guard case .success(let store) = store else {
            return Finding(.warn, "templates", "none without a store", cure: cure)
        }
        do {
            let all = try store.templates(waba: config.waba)
            guard !all.isEmpty else {
                return Finding(.warn, "templates", "none: closed windows cannot be answered", cure: cure)
            }
            let usable = all.count { $0.unusable == nil }
            let counts = "\(all.count) of which \(usable) can be sent"
            let synced = try Set(all.map(\.key.waba)).compactMap { try store.templatesSyncedAt(waba: $0) }.min()
            guard let synced else { return Finding(.warn, "templates", "\(counts), never synced", cure: cure) }
            let age = Age.words(now - synced)
            let level: Finding.Level = now - synced > Self.templateLife || usable == 0 ? .warn : .ok
            return Finding(level, "templates", "\(counts), synced \(age) ago", cure: level == .ok ? nil : cure)
        } catch {
            return Finding(.fail, "templates", Failure(reporting: error)?.message ?? "\(error)")
        }
    }
}

// MARK: - Terminal and time zone

extension Doctor {
    /// Nothing while the themes of the config are there and whole: without them the inbox does not open.
    func themes() -> [Finding] {
        do {
            _ = try config.loadThemes()
            return []
        } catch {
            return [Finding(.fail, "theme", Failure(reporting: error)?.message ?? "\(error)")]
        }
    }

    @MainActor
    func terminal() -> [Finding] {
        let abilities = TerminalAbilities(environment: environment)
        let depth = ColorDepth.detect(environment: environment, colors: abilities.colors, setting: config.color)
        let name = abilities.term.isEmpty ? "TERM is not set" : "TERM=\(abilities.term)"
        var findings: [Finding] = []
        if let entry = abilities.entry, abilities.placesCursor {
            let isOwn = entry == abilities.term
            let words = "\(name)\(isOwn ? "" : " is unknown here, \(entry) is taken"), \(depth.words)"
            findings.append(
                Finding(
                    isOwn ? .ok : .warn, "terminal", words,
                    cure: isOwn ? nil : "install its terminfo entry, or set TERM to what your terminal is"))
        } else {
            findings.append(
                Finding(
                    .fail, "terminal", "\(name): this terminal cannot place the cursor, or ncurses has no entry for it",
                    cure: "set TERM to what your terminal is, xterm-256color for most; install ncurses-base"))
        }
        findings.append(Self.locale(isUnicode: abilities.isUnicode))
        if environment["TMUX"]?.isEmpty == false {
            findings.append(
                Finding(
                    .ok, "tmux", "inside tmux",
                    cure: "for focus and clipboard: set -g focus-events on, set -s set-clipboard on"))
        } else if !abilities.understandsCommands {
            findings.append(Finding(.warn, "terminal", "a console: no title, no clipboard, no mouse"))
        }
        return findings
    }

    static func locale(isUnicode: Bool) -> Finding {
        isUnicode
            ? Finding(.ok, "locale", "UTF-8")
            : Finding(.warn, "locale", "no UTF-8: letters are drawn plain", cure: "set LC_ALL=C.UTF-8")
    }

    func timeZone() -> Finding {
        if let name = config.timezone { return Finding(.ok, "time zone", "\(name), by the config") }
        let wish = environment["TZ"] ?? ""
        // “:Europe/Lisbon” and “/usr/share/zoneinfo/…” are ways of saying it, too.
        let name = wish.hasPrefix(":") ? String(wish.dropFirst()) : wish
        guard name.isEmpty || name.hasPrefix("/") || TimeZone(identifier: name) != nil || name.contains(",") else {
            return Finding(
                .warn, "time zone", "TZ=\(wish) is no zone this system knows, so times are shown in UTC",
                cure: "set TZ or timezone in the config, as in America/Sao_Paulo")
        }
        return Finding(.ok, "time zone", "\(TimeZone.current.identifier), this machine's")
    }
}

extension ColorDepth {
    fileprivate var words: String {
        switch self {
        case .truecolor: "all colours"
        case .indexed256: "256 colours"
        case .ansi16: "16 colours"
        case .mono: "no colours"
        }
    }
}

/// How long ago something was, in one unit.
enum Age {
    static func words(_ span: Span) -> String {
        let seconds = max(0, span.milliseconds / 1_000)
        switch seconds {
        case ..<120: return "\(seconds) s"
        case ..<7_200: return "\(seconds / 60) min"
        case ..<172_800: return "\(seconds / 3_600) h"
        default: return "\(seconds / 86_400) days"
        }
    }
}
