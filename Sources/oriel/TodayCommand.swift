import ArgumentParser
import Desk
import Engine
import Foundation
import Inbox
import Screen
import Store

struct TodayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "today",
        abstract: "How the day goes: what was handled, who waits, what was lost.",
        discussion: "The day is the one of the config's time zone, from midnight on; the page is ^X t in the inbox.")

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Option(help: ArgumentHelp("Only this number of ours, by its phone_number_id.", valueName: "id"))
    var number: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let config = try at.loadConfig()
        let store = try at.openStore(config, missing: .isAnError)
        let now = clock.frozen
        let zone = ZoneOffsets(config.timezone.flatMap { TimeZone(identifier: $0) } ?? .current, around: now)
        let report = try store.day(
            since: zone.startOfDay(containing: now), month: zone.startOfMonth(containing: now), until: now, zone: zone,
            number: number.map { NumberID($0) })
        var output = StandardOutput()
        if json {
            try output.line(Self.object(report).line)
        } else {
            var settings = Settings(agent: config.agent ?? AgentName.standard, zone: zone)
            settings.asciiOnly = config.glyphs == .ascii
            let model = Model(now: now, size: Size(columns: 100, rows: 40), settings: settings)
            for line in model.todayPage(report, columns: 96) { try output.line(line) }
        }
        try output.flush()
    }

    private static func object(_ report: TodayReport) -> OrderedJSON {
        func seconds(_ span: Span?) -> OrderedJSON { span.map { .number(Int($0.milliseconds / 1_000)) } ?? .null }
        return .object([
            ("since", .time(report.since)), ("until", .time(report.until)), ("received", .number(report.received)),
            ("handled", .number(report.handled)), ("first_answers", .number(report.firstAnswers)),
            ("first_answer_median_seconds", seconds(report.firstAnswer)),
            ("oldest_waiting_since", .time(report.oldest?.waitingSince(at: report.until))),
            ("oldest_waiting", .text(report.oldest?.person)),
            ("oldest_shut_since", .time(report.oldestShut?.waitingSince(at: report.until))),
            ("oldest_shut", .text(report.oldestShut?.person)), ("windows_lost", .number(report.windowsLost)),
            (
                "service_messages",
                .list(
                    report.allowances.map {
                        .object([
                            ("phone_number_id", .text($0.number.value)), ("used", .number($0.allowance.used)),
                            ("free", .number(ServiceAllowance.size)),
                        ])
                    })
            ),
            (
                "failures",
                .list(
                    report.failures.map {
                        .object([
                            ("code", $0.note.code.map { .number($0) } ?? .null), ("title", .text($0.note.title)),
                            ("messages", .number($0.messages)),
                        ])
                    })
            ),
            (
                "agents",
                .list(
                    report.agents.map {
                        .object([
                            ("agent", .text($0.name)), ("messages", .number($0.messages)),
                            ("conversations", .number($0.conversations)),
                            ("first_answer_median_seconds", seconds($0.firstAnswer)),
                        ])
                    })
            ),
            (
                "hours",
                .list(
                    report.hours.map {
                        .object([
                            ("hour", .number($0.hour)), ("received", .number($0.received)), ("sent", .number($0.sent)),
                        ])
                    })
            ),
        ])
    }
}
