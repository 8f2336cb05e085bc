import Dispatch
import Foundation
import Inbox
import Store
import Synchronization
import TestSupport
import Testing

/// Law 6: the same files in any order, any number of times, give the same store.
@Suite struct OrderTests {
    static let dana = "15557770101"
    static let danaID = "US.48210593377120456"

    static let receptions: [Reception] =
        [
            Bodies.message("wamid.1", at: 0, from: dana),
            Bodies.message("wamid.2", at: 60, from: dana, bsuid: danaID, name: "Dana O."),
            Bodies.message("wamid.3", at: 120, bsuid: danaID),
            Bodies.message("wamid.4", at: 30, from: "15557770202", name: "Ben Ito", arrival: nil),
            Bodies.message("wamid.5", at: 200, bsuid: "BR.777000111222"),
            Bodies.message("wamid.5b", at: 210, from: "5511955550101", bsuid: "BR.777000111222"),
            // First a placeholder, then the message itself under the same id.
            Bodies.message(
                "wamid.6", at: 90, from: dana, type: "unsupported",
                content: "\"errors\":[{\"code\":131051,\"title\":\"unknown\"}],\"unsupported\":{\"type\":\"poll\"}"),
            Bodies.message("wamid.6", at: 90, from: dana),
            // The same message told twice with other contacts and another arrival.
            Bodies.message("wamid.7", at: 300, from: dana, name: "Dana", arrival: 5),
            Bodies.message("wamid.7", at: 300, from: dana, name: "Dana Okafor", arrival: 90),
            Bodies.message(
                "wamid.8", at: 400, from: dana, type: "reaction",
                content: "\"reaction\":{\"message_id\":\"wamid.out1\",\"emoji\":\"👍\"}"),
            Bodies.message("wamid.9", at: 10, from: "15557770303", group: "Z3JvdXAx"),
            Bodies.message("wamid.10", at: 20, from: "15557770404", name: "Ada"),
            // Ada leaves her number; somebody else has it afterwards.
            Bodies.message(
                "wamid.11", at: 500, from: "15557770404", type: "system",
                content: """
                    "system":{"type":"user_changed_number","body":"changed","wa_id":"15557770909"}
                    """),
            Bodies.message("wamid.12", at: 700, from: "15557770404", bsuid: "US.99", name: "Someone New"),
            Bodies.message("wamid.13", at: 710, from: "15557770909", name: "Ada"),
            Bodies.message("wamid.14", at: 720),
            Bodies.status("sent", of: "wamid.out1", at: 610, callback: "uuid-1"),
            Bodies.status("delivered", of: "wamid.out1", at: 611, bsuid: danaID),
            Bodies.status("read", of: "wamid.out1", at: 640),
            Bodies.status("sent", of: "wamid.out2", at: 650),
            Bodies.status("failed", of: "wamid.out2", at: 655, code: 131_047),
            Bodies.status("delivered", of: "wamid.foreign", at: 600),
            Bodies.reception(
                "\"statuses\":[{\"id\":\"wamid.out1\",\"status\":\"read\",\"timestamp\":\"1795511500\"}]",
                name: "again",
                arrival: nil),
            Bodies.reception(
                body: """
                    {"object":"whatsapp_business_account","entry":[{"id":"900","time":1795510900,"changes":[{"field":\
                    "message_template_status_update","value":{"event":"PAUSED","message_template_id":1,\
                    "message_template_name":"slot","message_template_language":"en_US","reason":"NONE"}}]}]}
                    """, arrival: nil),
            Bodies.reception(
                body:
                    "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"account_review_update\",\"value\":{\"decision\":\"APPROVED\"}}]}]}",
                arrival: nil),
        ] + Bodies.otherFields

    static let facts: [AgentFact] =
        [
            AgentFact(
                id: "f1", at: Bodies.noon + .seconds(320), actor: "bia", number: Bodies.number,
                alias: Alias(.waID, dana),
                act: .assign(to: "bia")),
            AgentFact(
                id: "f2", at: Bodies.noon + .seconds(330), actor: "bia", number: Bodies.number,
                alias: Alias(.bsuid, danaID),
                act: .read(["wamid.1", "wamid.2", "wamid.3"])),
            AgentFact(
                id: "f3", at: Bodies.noon + .seconds(340), actor: "carla", number: Bodies.number,
                alias: Alias(.waID, dana),
                act: .unread(["wamid.2"])),
            AgentFact(
                id: "f4", at: Bodies.noon + .seconds(350), actor: "carla", number: Bodies.number,
                alias: Alias(.waID, "15557770202"), act: .done),
            AgentFact(
                id: "f5", at: Bodies.noon + .seconds(360), actor: "carla", number: Bodies.number,
                alias: Alias(.waID, dana),
                act: .snooze(until: Bodies.noon + .hours(40))),
            AgentFact(
                id: "f7", at: Bodies.noon + .seconds(380), actor: "bia", number: Bodies.number,
                alias: Alias(.waID, dana),
                act: .stateOfPlay("waiting for the carrier")),
            AgentFact(
                id: "f8", at: Bodies.noon + .seconds(390), actor: "bia", number: Bodies.number,
                alias: Alias(.waID, "15557770202"), act: .priority(.high)),
        ] + notes

    private static let notes =
        PrivateNote("call back on Monday").map { note in
            [
                AgentFact(
                    id: "f6", at: Bodies.noon + .seconds(370), actor: "bia", number: Bodies.number,
                    alias: Alias(.bsuid, danaID), act: .note(note))
            ]
        } ?? []

    /// One thing that reaches a store.
    enum Step {
        case batch([Reception])
        case facts([AgentFact])
    }

    /// What one part of the orders is about: everything in the first, else a fifth, since a few bodies in many orders tell
    /// more than many in few; every body is in several parts, and every kind there is in one of its own.
    static func cast(_ part: Int) -> [Reception] {
        guard part > 0 else { return receptions }
        var order = SeededOrder(seed: UInt64(part))
        let count = 8
        let own = receptions.enumerated().filter { $0.offset % 9 == part - 1 }.map(\.element)
        return own + receptions.filter { !own.contains($0) }.shuffled(using: &order).prefix(max(0, count - own.count))
    }

    /// Every reception and fact at least once, some twice, in a random order and in random batches.
    static func steps(of receptions: [Reception], _ order: inout SeededOrder) -> [Step] {
        var bodies = receptions
        for reception in receptions where Int.random(in: 0..<3, using: &order) == 0 { bodies.append(reception) }
        bodies.shuffle(using: &order)
        var steps: [Step] = []
        while !bodies.isEmpty {
            let count = Int.random(in: 1...min(7, bodies.count), using: &order)
            steps.append(.batch(Array(bodies.prefix(count))))
            bodies.removeFirst(count)
        }
        for fact in facts { steps.insert(.facts([fact]), at: Int.random(in: 0...steps.count, using: &order)) }
        return steps
    }

    static var soak: Int { ProcessInfo.processInfo.environment["ORIEL_SOAK"].flatMap { Int($0) } ?? 1 }

    private static func send(_ store: InboxStore, id: String, wamid: String, at seconds: Int64) throws {
        guard let row = try store.thread(number: Bodies.number, alias: Alias(.waID, dana)) else { return }
        let now = Bodies.noon + .seconds(seconds)
        var context = row.gateContext()
        context.lastSentAddress = nil
        let permit = try SendGate().pass(
            .text(TextContent(body: "answer \(id)")), in: context, pass: .keyPress, at: now
        ).get()
        _ = try store.enqueue(
            permit, to: row.key, actor: "bia", id: id, dueAt: now, notAfter: now + .hours(1), now: now)
        _ = try store.claim(id: id, worker: "1:1", now: now)
        _ = try store.finish(id: id, .accepted(wamid: wamid, status: nil, at: now + .seconds(1)))
    }

    /// With the next test 2,200 orders, on all cores: each in a store that is new, or made as new.
    @Test(arguments: 0..<10) func anyOrderGivesTheSameStore(part: Int) throws {
        try Self.expectSameStore(of: Self.cast(part), part: part)
    }

    private static func expectSameStore(of cast: [Reception], part: Int) throws {
        let base = try Scratch()
        _ = try base.store.apply(cast, numbers: nil)
        _ = try base.store.record(facts)
        let expected = try base.dump()
        try base.store.rebuild()
        #expect(try base.dump() == expected, "a rebuild gives the same bytes")
        let failures = Mutex<[String]>([])
        let idle = Mutex<[Scratch]>([])
        DispatchQueue.concurrentPerform(iterations: 200 * soak) { turn in
            do {
                let scratch = try idle.withLock { $0.popLast() } ?? Scratch(isQuick: true)
                if let difference = try difference(in: scratch, from: expected, of: cast, part: part, turn: turn) {
                    failures.withLock { $0.append("order \(part)/\(turn): \(difference)") }
                }
                // Of one that threw nobody knows what is in it: it is not used again.
                try scratch.reset()
                idle.withLock { $0.append(scratch) }
            } catch {
                failures.withLock { $0.append("order \(part)/\(turn): \(error)") }
            }
        }
        #expect(failures.withLock { $0.prefix(3) } == [])
    }

    @Test func aResetStoreIsANewOne() throws {
        let scratch = try Scratch()
        let new = try scratch.contents()
        _ = try scratch.store.apply(Self.receptions, numbers: nil)
        _ = try scratch.store.record(Self.facts)
        #expect(try scratch.contents() != new)
        try scratch.reset()
        #expect(try scratch.contents() == new)
    }

    /// One body of every kind there is, each message under an id of its own.
    static let everyKind: [Reception] = {
        let messages = Fixture.messageElements.enumerated().map { index, fixture in
            Fixture.messages(fixture.element.replacing("wamid.Q1", with: "wamid.K\(index)"))
        }
        let fields = Fixture.fields.map { Fixture.envelope(field: $0.field, value: $0.value, time: 1_795_500_000) }
        return (messages + fields).enumerated().map { index, body in
            Bodies.reception(body: body, arrival: Instant(seconds: 1_795_500_000 + Int64(index)))
        }
    }()

    @Test func anyOrderOfEveryKindGivesTheSameStore() throws {
        try Self.expectSameStore(of: Self.everyKind, part: 10)
    }

    /// What is missing from a store that heard the same in another order, or is too much in it; nil when nothing is.
    private static func difference(
        in scratch: Scratch, from expected: String, of cast: [Reception], part: Int, turn: Int
    ) throws -> String? {
        var order = SeededOrder(seed: UInt64(part * 1_000_003 + turn))
        for step in Self.steps(of: cast, &order) {
            switch step {
            case .batch(let batch): _ = try scratch.store.apply(batch, numbers: nil)
            case .facts(let facts): _ = try scratch.store.record(facts)
            }
        }
        if turn % 10 == 9 { try scratch.store.rebuild() }
        let dump = try scratch.dump()
        guard dump != expected else { return nil }
        let (a, b) = (Set(expected.split(separator: "\n")), Set(dump.split(separator: "\n")))
        return "missing \(a.subtracting(b).sorted().prefix(4)) extra \(b.subtracting(a).sorted().prefix(4))"
    }

    /// Answers of ours between the files: statuses come before and after the outbox row they speak of.
    @Test(arguments: 0..<20) func statusesFindTheirAnswersInAnyOrder(turn: Int) throws {
        let first = Self.receptions.filter { $0.events.contains { if case .message = $0 { true } else { false } } }
        let statuses = Self.receptions.filter { $0.events.contains { if case .status = $0 { true } else { false } } }
        func run(_ before: [Reception], _ after: [Reception]) throws -> String {
            let scratch = try Scratch()
            _ = try scratch.store.apply(first, numbers: nil)
            for reception in before { _ = try scratch.store.apply([reception], numbers: nil) }
            try Self.send(scratch.store, id: "uuid-1", wamid: "wamid.out1", at: 600)
            try Self.send(scratch.store, id: "uuid-2", wamid: "wamid.out2", at: 645)
            for reception in after { _ = try scratch.store.apply([reception], numbers: nil) }
            let dump = try scratch.dump()
            try scratch.store.rebuild()
            #expect(try scratch.dump() == dump)
            return dump
        }
        var order = SeededOrder(seed: UInt64(turn))
        let shuffled = statuses.shuffled(using: &order)
        let cut = Int.random(in: 0...shuffled.count, using: &order)
        // The dispute is known to the second send only when the refusal came first, and the gate then stops it: keep it last.
        let early = shuffled[..<cut].filter { !isRefusal($0) }
        let late = shuffled[cut...] + shuffled[..<cut].filter { isRefusal($0) }
        #expect(try run(Array(early), Array(late)) == run([], statuses))
    }

    private func isRefusal(_ reception: Reception) -> Bool {
        reception.events.contains { if case .status(let status) = $0 { status.failure != nil } else { false } }
    }
}
