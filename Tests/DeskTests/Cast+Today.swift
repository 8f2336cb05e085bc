import Inbox

@testable import Desk

extension Cast {
    /// A Tuesday morning in the shop.
    static let today: TodayReport = {
        var report = TodayReport(since: now - .hours(9) - .minutes(41), until: now)
        report.received = 47
        report.handled = 14
        report.firstAnswers = 9
        report.firstAnswer = .seconds(260)
        report.oldest = ana
        report.oldestShut = rows.first { $0.window(at: now).isClosed && $0.waitingSince != nil }
        report.windowsLost = 2
        report.allowances = [
            TodayReport.NumberAllowance(
                number: number, allowance: ServiceAllowance(used: 214, since: now - .hours(24 * 23)))
        ]
        report.failures = [
            TodayReport.Failure(note: FailureNote(code: 131_026, title: "Message undeliverable"), messages: 3),
            TodayReport.Failure(note: FailureNote(code: 131_047, title: "Re-engagement message"), messages: 1),
        ]
        report.agents = [
            TodayReport.Agent(name: "Bia Melo", messages: 22, conversations: 9, firstAnswer: .seconds(192)),
            TodayReport.Agent(name: "Carla Lima", messages: 8, conversations: 5, firstAnswer: .seconds(100_800)),
            TodayReport.Agent(name: "Zé", messages: 1, conversations: 1),
        ]
        report.hours = [
            TodayReport.Hour(hour: 6, received: 2), TodayReport.Hour(hour: 7, received: 9, sent: 3),
            TodayReport.Hour(hour: 8, received: 21, sent: 16), TodayReport.Hour(hour: 9, received: 15, sent: 12),
        ]
        return report
    }()
}
