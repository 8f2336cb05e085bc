import Inbox
import Screen

@testable import Desk

extension ScreenState {
    /// Ana, who may have written from another number as well.
    static func twice(_ size: Size) -> Session { ana(size) { $0.candidates = [Cast.key(1)] } }

    static let people: [ScreenState] = [
        ScreenState("who-is-who") { size in
            var session = twice(size)
            session.press("<C-x>j")
            return session
        },
        ScreenState("who-is-who-explained") { size in
            var session = twice(size)
            session.press("<C-x>pG")
            return session
        },
        ScreenState("who-is-who-merge") { size in
            var session = twice(size)
            session.press("<C-x>j<Enter>")
            return session
        },
        ScreenState("who-is-who-find") { size in
            var session = ana(size)
            session.press("<C-x>j<Enter>")
            return session
        },
        ScreenState("block-asks") { size in
            var session = ana(size)
            session.press("<C-x>B")
            return session
        },
        ScreenState("blocked") { size in
            var session = ana(size)
            session.press("<C-x>By")
            session.model.notice = nil
            return session
        },
        ScreenState("limits-used") { size in
            var session = ana(size) { $0.limits = limits }
            session.press("<C-x>s4")
            return session
        },
        ScreenState("burst-held") { size in
            ana(size) {
                $0.pair = PairStanding(
                    sent: 45, burst: 45, paidAt: Cast.now + .seconds(261), heldUntil: Cast.now + .seconds(261))
                $0.allowance = ServiceAllowance(used: 1_003, billed: 3, since: Cast.ago(560))
            }
        },
        ScreenState("numbers-all") { twoNumbers($0) },
        ScreenState("numbers-one") { size in
            var session = twoNumbers(size)
            session.press("<C-x>o<C-x>o")
            return session
        },
    ]

    static let secondNumber = NumberID("15557770202")

    /// Two numbers of ours: Dona Célia and Bruno write to the second.
    static func twoNumbers(_ size: Size) -> Session {
        ana(size) { inbox in
            inbox.status.numbers = [
                OwnNumber(id: Cast.number, name: "Vendas", display: "+55 11 4000-1234"),
                OwnNumber(id: secondNumber, display: "+55 21 4000-5678"),
            ]
            for person in [6, 11] as [Int64] {
                let key = ThreadKey(number: secondNumber, person: PersonKey(person))
                guard var row = inbox.rows.removeValue(forKey: Cast.key(person)) else { continue }
                row.key = key
                inbox.rows[key] = row
                inbox.messages[key] = inbox.messages.removeValue(forKey: Cast.key(person))
            }
        }
    }

    static var limits: LimitsReport {
        var report = LimitsReport(departed: 231, perHour: 5_000, peopleWrittenFirst: 180)
        report.numbers = [
            LimitsReport.Number(
                id: Cast.number, standing: .init(tier: "TIER_2K", quality: "GREEN"), lastSecond: 2,
                allowance: ServiceAllowance(used: 1_012, billed: 12, since: Cast.ago(560))),
            LimitsReport.Number(
                id: secondNumber, allowance: ServiceAllowance(used: 40, since: Cast.ago(560))),
        ]
        report.pairs = [
            LimitsReport.Pair(
                address: .phone("5511988880101"),
                standing: PairStanding(
                    sent: 45, burst: 45, paidAt: Cast.now + .seconds(261), heldUntil: Cast.now + .seconds(261))),
            LimitsReport.Pair(
                address: .phone("5511988880102"),
                standing: PairStanding(sent: 31, burst: 45, paidAt: Cast.now + .seconds(180))),
        ]
        report.meters = [
            LimitsReport.Meter(
                owner: "waba-aurora", kind: "whatsapp_business_management", percent: 100, regainedAfter: .minutes(12)),
            LimitsReport.Meter(owner: "app", kind: "app", percent: 3, regainedAfter: .zero),
        ]
        return report
    }
}
