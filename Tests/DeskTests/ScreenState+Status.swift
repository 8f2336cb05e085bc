import Inbox
import Screen

@testable import Desk

extension ScreenState {
    /// A channel on which nothing is as it should be.
    static func sick(_ size: Size) -> Session {
        ana(size) { inbox in
            inbox.status.trouble = .workerReplaced
            inbox.status.worker = .stopped(ProcessNote(pid: 4_711, command: "oriel work", user: "oriel"))
            inbox.status.ingester = ProcessNote(pid: 815, command: "oriel", user: "bia", isThisOne: true)
            inbox.status.isSpoolUnread = true
            inbox.status.lastPollAt = Cast.ago(0, 3)
            inbox.status.outboxDepth = 2
            inbox.status.uncertain = 1
            inbox.status.throttledUntil = Cast.now + .seconds(42)
            inbox.status.throttle = .platform(code: 131_056)
            inbox.status.skew = SkewReading(
                offset: Span(milliseconds: -7_240), uncertainty: Span(milliseconds: 610),
                widening: Span(milliseconds: 7_240), measuredAt: Cast.ago(0, 1))
            inbox.status.quarantined = 2
            inbox.status.unrouted = 2
            inbox.status.unseenNews = 2
            inbox.status.lastNewsAt = Cast.ago(0, 12)
            inbox.channel = channelEvents
            inbox.status.spoolPath = "/var/spool/oriel"
        }
    }

    static let statusPages: [ScreenState] =
        [
            ScreenState("promises") { size in
                // Works from ten on, and answers within six hours of that.
                var settings = Settings(agent: Cast.agent)
                let hours = BusinessHours(
                    days: Array(repeating: [BusinessHours.Stretch(from: 600, to: 1_140)], count: 5), zone: .utc)
                settings.hours = hours
                settings.serviceLevel = ServiceLevel(firstResponse: .hours(6), hours: hours)
                return Session(size: size, settings: settings)
            },
            ScreenState("today") { size in
                var session = Session(size: size)
                session.press("<C-x>t")
                return session
            },
            ScreenState("status") { size in
                var session = ana(size) { inbox in
                    inbox.status.worker = .live(ProcessNote(pid: 4_711, command: "oriel work", user: "oriel"))
                    inbox.status.ingester = ProcessNote(pid: 4_711, command: "oriel work", user: "oriel")
                    inbox.status.skew = SkewReading(
                        offset: Span(milliseconds: 240), uncertainty: Span(milliseconds: 610), widening: .zero,
                        measuredAt: Cast.ago(0, 1))
                    inbox.status.spoolPath = "/var/spool/oriel"
                }
                session.press("<C-x>s")
                return session
            },
            ScreenState("status-sick") { size in
                var session = sick(size)
                session.press("<C-x>s")
                return session
            },
        ]
        + zip(StatusFact.allCases, 1...).map { fact, key in
            ScreenState("status-\(fact.rawValue)") { size in
                var session = sick(size)
                session.press("<C-x>s\(key)")
                return session
            }
        }
        + [
            ScreenState("message-explained") { size in
                var session = ana(size)
                session.press("<S-Tab>e")
                return session
            },
            ScreenState("person-explained") { size in
                var session = ana(size)
                session.press("<C-x>p")
                return session
            },
        ]
}
