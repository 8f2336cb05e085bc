import ArgumentParser
import Engine
import Inbox
import Spool
import Store
import WhatsApp

struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Fold everything the store shows anew from its facts.",
        discussion: """
            Changes nothing that `oriel dump` prints; drafts stay. A defect in a fold is mended this way. With --rescue \
            a damaged store is kept aside as FILE.corrupt-TIME and a new one is made from the archive of the spool and \
            from what can still be read of the old one: end every oriel that uses it first. Nothing that waited to leave \
            is sent: it becomes uncertain.
            """)

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Flag(help: "When the store is damaged, keep it aside and make a new one.")
    var rescue = false

    @Option(
        help: ArgumentHelp(
            "The spool to rescue from; the config's, or the account's own, if not given.", valueName: "directory"))
    var spool: String?

    @Flag(help: "Print {\"seconds\"} when done; after a rescue also what was saved and what may be lost.")
    var json = false

    func run() throws {
        let config = try at.loadConfig()
        let start = ContinuousClock.now
        var rescued: Rescue?
        do {
            let store = try at.openStore(config, missing: .isAnError, writes: true)
            if rescue, try !store.damage().isEmpty { throw StoreError.corrupt(path: store.path) }
            try store.rebuild()
        } catch StoreError.corrupt(let path) where rescue {
            rescued = try replace(path, config)
        }
        var output = StandardOutput()
        if json {
            let members = (rescued?.members ?? []) + [("seconds", OrderedJSON.seconds(since: start))]
            try output.line(OrderedJSON.object(members).line)
        } else {
            for line in rescued?.lines ?? [] { try output.line(line) }
        }
        try output.flush()
    }

    private func replace(_ path: String, _ config: Config) throws -> Rescue {
        let directory = try SpoolDirectory(path: spool ?? config.spoolPath)
        switch try ConsumerLock.tryAcquire(in: directory, command: "oriel rebuild") {
        case .held(let holder): throw EngineError.busy(holder: "\(holder)")
        case .acquired(let lock):
            defer { lock.release() }
            let now = clock.frozen
            let aside = try InboxStore.setAside(path: path, at: now)
            let store = try at.openStore(config, missing: .isMade, writes: true)
            let salvage = try store.salvage(
                from: aside, numbers: config.numberIDs, now: now, sha256: { Digest.sha256($0).hex })
            let archive = try ArchiveIntake.restore(from: directory, into: store, numbers: config.numberIDs)
            return Rescue(aside: aside, salvage: salvage, archive: archive)
        }
    }
}

/// What a rescue did, in words and as JSON.
private struct Rescue {
    let aside: String
    let salvage: Salvage
    let archive: ArchiveIntake.Totals

    private var kinds: [Salvage.Kind] { Salvage.Kind.allCases }

    var lines: [String] {
        var lines = [
            "the damaged store is kept as \(aside)",
            "read from it: " + kinds.map { "\($0.rawValue) \(salvage.saved[$0] ?? 0)" }.joined(separator: ", "),
            "read from the archive of the spool: \(archive.report.files) files, \(archive.unreadable) unreadable",
        ]
        let lost = kinds.filter(salvage.incomplete.contains).map(\.rawValue)
        if !lost.isEmpty {
            lines.append("could not be read to the end, so some of it may be lost: \(lost.joined(separator: ", "))")
        }
        if salvage.uncertain > 0 {
            lines.append(
                "\(salvage.uncertain) messages that waited or were leaving are uncertain now and stay unsent: look at each"
            )
        }
        return lines
    }

    var members: [(String, OrderedJSON)] {
        [
            ("kept_aside", .text(aside)),
            ("saved", .object(kinds.map { ($0.rawValue, .number(salvage.saved[$0] ?? 0)) })),
            ("incomplete", .list(kinds.filter(salvage.incomplete.contains).map { .text($0.rawValue) })),
            ("uncertain", .number(salvage.uncertain)), ("archived_files", .number(archive.report.files)),
            ("unreadable_files", .number(archive.unreadable)),
        ]
    }
}

extension OrderedJSON {
    /// Seconds with three decimals.
    static func seconds(since start: ContinuousClock.Instant) -> OrderedJSON {
        let passed = start.duration(to: .now)
        return .value(.double(Double((passed / .milliseconds(1)).rounded()) / 1_000))
    }
}
