import ArgumentParser
import Desk
import Foundation
import Inbox
import Screen
import Store

struct TeamCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "team",
        abstract: "Who has what: each agent's open conversations, who waits, and when they were last here.",
        discussion:
            "The page is ^X W in the inbox, where all of somebody's can be handed over. With --json, one object a "
            + "line: agent (null for what nobody has), open, unanswered, oldest_waiting_since, closing, last_seen.")

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Option(
        help: ArgumentHelp("Only conversations with this business number.", valueName: "phone-number-id"),
        transform: NumberArgument.parse)
    var number: NumberID?

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
        let config = try at.loadConfig()
        let store = try at.openStore(config, missing: .isAnError)
        let now = clock.frozen
        let report = try store.team(config.team, number: number, now: now)
        var output = StandardOutput()
        if json {
            for member in report.members { try output.line(Self.object(member).line) }
        } else {
            let model = Model(now: now, size: Size(columns: 100, rows: 40), settings: Settings(agent: ""))
            for line in model.teamPage(report, columns: 80) { try output.line(line) }
        }
        try output.flush()
    }

    private static func object(_ member: TeamReport.Member) -> OrderedJSON {
        .object([
            ("agent", .text(member.name)), ("open", .number(member.open)), ("unanswered", .number(member.unanswered)),
            ("oldest_waiting_since", .time(member.oldest)), ("closing", .number(member.closing)),
            ("last_seen", .time(member.lastSeen)),
        ])
    }
}
