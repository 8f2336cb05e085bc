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
            is sent: it becomes uncertain. A store that is lost is made from the archive, and a sound one gets what it \
            lacks of it.
            """)

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Flag(help: "Read the archive of the spool in; a damaged store is kept aside, a lost one made.")
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
            let store = try at.openStore(config, missing: rescue ? .isMade : .isAnError, writes: true)
            if rescue, try !store.damage().isEmpty { throw StoreError.corrupt(path: store.path) }
            if rescue { rescued = Rescue(archive: try readArchive(into: store, config)) }
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
        try aloneAtTheSpool(config) { directory in
            let now = clock.frozen
            let aside = try InboxStore.setAside(path: path, at: now)
            let store = try at.openStore(config, missing: .isMade, writes: true)
            let salvage = try store.salvage(
                from: aside, numbers: config.numberIDs, now: now, sha256: { Digest.sha256($0).hex })
            let archive = try ArchiveIntake.restore(from: directory, into: store, numbers: config.numberIDs)
            return Rescue(damaged: (aside, salvage), archive: archive)
        }
    }

    private func readArchive(into store: InboxStore, _ config: Config) throws -> ArchiveIntake.Totals {
        try aloneAtTheSpool(config) {
            try ArchiveIntake.restore(from: $0, into: store, numbers: config.numberIDs)
        }
    }

    /// Nobody else takes anything in meanwhile.
    private func aloneAtTheSpool<T>(_ config: Config, _ body: (SpoolDirectory) throws -> T) throws -> T {
        let directory = try SpoolDirectory(path: spool ?? config.spoolPath)
        switch try ConsumerLock.tryAcquire(in: directory, command: "oriel rebuild") {
        case .held(let holder): throw EngineError.busy(holder: "\(holder)")
        case .acquired(let lock):
            defer { lock.release() }
            return try body(directory)
        }
    }
}

/// What a rescue did, in words and as JSON.
private struct Rescue {
    /// Where the damaged store is, and what could be read of it.
    var damaged: (aside: String, salvage: Salvage)?
    let archive: ArchiveIntake.Totals

    private var kinds: [Salvage.Kind] { Salvage.Kind.allCases }

    var lines: [String] {
        let read = "read from the archive of the spool: \(archive.report.files) files, \(archive.unreadable) unreadable"
        guard let (aside, salvage) = damaged else { return [read] }
        var lines = [
            "the damaged store is kept as \(aside)",
            "read from it: " + kinds.map { "\($0.rawValue) \(salvage.saved[$0] ?? 0)" }.joined(separator: ", "), read,
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
        let read: [(String, OrderedJSON)] = [
            ("archived_files", .number(archive.report.files)), ("unreadable_files", .number(archive.unreadable)),
        ]
        guard let (aside, salvage) = damaged else { return read }
        return [
            ("kept_aside", .text(aside)),
            ("saved", .object(kinds.map { ($0.rawValue, .number(salvage.saved[$0] ?? 0)) })),
            ("incomplete", .list(kinds.filter(salvage.incomplete.contains).map { .text($0.rawValue) })),
            ("uncertain", .number(salvage.uncertain)),
        ] + read
    }
}

extension OrderedJSON {
    /// Seconds with three decimals.
    static func seconds(since start: ContinuousClock.Instant) -> OrderedJSON {
        let passed = start.duration(to: .now)
        return .value(.double(Double((passed / .milliseconds(1)).rounded()) / 1_000))
    }
}
