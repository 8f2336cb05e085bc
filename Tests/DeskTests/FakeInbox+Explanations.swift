import Inbox

@testable import Desk

extension FakeInbox {
    static let origin = Origin(
        digest: String(repeating: "5ca1ab1e", count: 8), arrival: Cast.ago(0, 30), file: "1795426539120-4711.json")

    func team(_ names: [String], at now: Instant) -> TeamReport {
        let known = Set(names + agents + rows.values.compactMap(\.assignee)).sorted()
        let members = (known.map { Optional($0) } + [nil]).map { name in
            let open = rows.values.filter { $0.assignee == name && !$0.isDone }
            let waiting = open.filter { $0.waitingSince != nil }
            return TeamReport.Member(
                name: name, open: open.count, unanswered: waiting.count,
                oldest: waiting.compactMap(\.waitingSince).min(),
                closing: waiting.count {
                    switch $0.window(at: now) {
                    case .closing, .critical: true
                    default: false
                    }
                }, lastSeen: name == "Carla Lima" ? now - .minutes(3) : name == Cast.agent ? now : nil)
        }
        return TeamReport(members: members)
    }

    func explanation(of question: Question) -> Explanation {
        switch question {
        case .today: return .today(Cast.today)
        case .message(let key):
            guard let message = messages.values.joined().first(where: { $0.key == key }) else { return .message(nil) }
            return .message(trail(of: message))
        case .window:
            return .window(
                WindowTrail(triggers: [
                    WindowTrail.Trigger(type: "text", timestamp: Cast.ago(0, 30), effect: .opens, origin: Self.origin)
                ]))
        case .person(let key):
            let number = Alias(.waID, "5511988880101")
            let id = Alias(.bsuid, "BR.48210593377120456")
            let isTwice = candidates.contains(key)
            var person = PersonTrail(
                namings: [
                    .agent("Ana (mesa)", by: "carla", at: Cast.ago(20)),
                    .profile("Ana Souza", at: Cast.ago(0, 30), origin: Self.origin),
                ],
                sightings: [
                    PersonTrail.Sighting(alias: id, firstAt: Cast.ago(30), lastAt: Cast.ago(0, 30)),
                    PersonTrail.Sighting(
                        alias: number, firstAt: Cast.ago(90), lastAt: numberSeenAt, since: Cast.ago(100)),
                ],
                joinings: [
                    .together([id, number], at: Cast.ago(30)),
                    .moved(from: [Alias(.waID, "5511988880777")], to: [number], at: Cast.ago(80)),
                ], acts: isTwice ? Self.acts(number) : [],
                candidates: isTwice
                    ? [
                        PersonTrail.Candidate(
                            holding: Holding(Alias(.waID, "551188880101"), since: Instant(seconds: 0)),
                            resembles: number, person: "551188880101", name: "Ana S.")
                    ] : [])
            person.deeds = deeds
            return .person(person)
        case .fact(.outbox): return .fact(.outbox(outbox))
        case .fact(.quarantine):
            return .fact(
                .quarantine([
                    QuarantinedFile(name: "1795426000000-bad.json", reason: "no JSON: unexpected end at byte 17"),
                    QuarantinedFile(name: "1795425000000-forged.json", reason: "the signature does not fit the body"),
                ]))
        case .fact(.unrouted):
            return .fact(
                .unrouted([
                    UnroutedThread(
                        number: NumberID("700999888777666"), isOurs: false, person: "5511966660303", lastAt: Cast.ago(3)
                    ),
                    UnroutedThread(
                        number: NumberID("700111222333444"), isOurs: true, person: "nobody@nobody", lastAt: Cast.ago(5)),
                ]))
        case .fact(.limits): return .fact(limits.map { .limits($0) } ?? .nothing)
        case .fact(.channel): return .fact(.channel(channel))
        case .fact: return .fact(.nothing)
        }
    }

    private var deeds: [AuditEntry] {
        func deed(_ action: AuditEntry.Action, _ value: String?, by actor: String, _ at: Instant) -> AuditEntry {
            AuditEntry(
                id: "deed-\(action)", at: at, actor: actor, action: action, value: value, person: "5511988880101",
                name: "Ana Souza", number: Cast.number)
        }
        return [
            deed(.assign, Cast.agent, by: "Carla Lima", Cast.ago(20)),
            deed(.read, "wamid.1\nwamid.2", by: Cast.agent, Cast.ago(19)),
            deed(.snooze, "2026-11-24T12:00:00Z", by: Cast.agent, Cast.ago(18)),
            deed(.priority, "1", by: "Diego Paz", Cast.ago(3)),
            deed(.send, "pedido_atraso", by: Cast.agent, Cast.ago(2)),
        ]
    }

    private static func acts(_ number: Alias) -> [PersonTrail.Act] {
        [
            PersonTrail.Act(
                id: "fact-1", kind: .split(Alias(.waID, "5511988880777")), actor: "carla", at: Cast.ago(70),
                takenBackBy: Cast.agent, takenBackAt: Cast.ago(69)),
            PersonTrail.Act(
                id: "fact-2", kind: .merge(number, Alias(.bsuid, "BR.70000000000000003")), actor: "carla",
                at: Cast.ago(50)),
        ]
    }

    private func trail(of message: Message) -> MessageTrail {
        guard message.direction == .outbound else { return MessageTrail(message: message, origin: Self.origin) }
        var steps = [MessageTrail.Step(word: "sent", at: message.timestamp, origin: Self.origin)]
        if let failure = message.delivery?.failure {
            steps.append(
                MessageTrail.Step(word: "failed", at: message.timestamp, failure: failure, origin: Self.origin))
        }
        return MessageTrail(
            message: message,
            attempts: [
                MessageTrail.Attempt(
                    ordinal: 1, leftAt: message.timestamp, outcome: .refused, at: message.timestamp,
                    note: FailureNote(code: 131_056, title: "Pair rate limit"),
                    retryAt: message.timestamp + .seconds(6)),
                MessageTrail.Attempt(
                    ordinal: 2, leftAt: message.timestamp + .seconds(6), outcome: .accepted,
                    at: message.timestamp + .seconds(7)),
            ], steps: steps)
    }

    private var outbox: [StatusReport.OutboxRow] {
        func item(_ state: OutboxState, due: Span) -> OutboxItem {
            OutboxItem(
                id: "uuid", number: NumberID("700111222333444"), address: .phone("5511988880101"),
                content: .text(TextContent(body: "oi")), actor: "carla", enqueuedAt: Cast.ago(0, 2),
                dueAt: Cast.now + due, notAfter: Cast.now + .hours(4), state: state, attempts: 1,
                lastError: state == .queued ? FailureNote(code: 131_056, title: "Pair rate limit") : nil)
        }
        return [
            StatusReport.OutboxRow(item: item(.uncertain, due: .zero)),
            StatusReport.OutboxRow(
                item: item(.leaving, due: .zero),
                holder: ProcessNote(pid: 4_711, command: "oriel work", user: "oriel")),
            StatusReport.OutboxRow(item: item(.queued, due: .seconds(42))),
        ]
    }
}
