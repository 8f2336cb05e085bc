import Inbox
import Testing

@testable import Store

/// Of a message to many what is told of somebody goes with them, and nothing of the others.
@Suite struct GroupErasingTests {
    private static let (ana, rui, lia) = ("15557770101", "15557770102", "15557770103")
    private static let anaID = "US.48210593377120456"
    private static let wamid = "wamid.g1"

    private static func status(_ word: String, at seconds: Int64, of participant: String, bsuid: String? = nil)
        -> String
    {
        let id = bsuid.map { #","recipient_participant_user_id":"\#($0)""# } ?? ""
        return
            #"{"id":"\#(wamid)","status":"\#(word)","timestamp":"\#(Bodies.noon.seconds + seconds)","recipient_id":"G1","recipient_type":"group","recipient_participant_id":"\#(participant)"\#(id)}"#
    }

    private static func body(_ statuses: [String]) -> Reception {
        Bodies.reception(
            "\"statuses\":[\(statuses.joined(separator: ","))]", name: "", arrival: Bodies.noon + .seconds(100))
    }

    private static let told = [
        status("delivered", at: 10, of: ana, bsuid: anaID), status("played", at: 20, of: ana),
        status("delivered", at: 11, of: rui), status("played", at: 21, of: rui), status("delivered", at: 12, of: lia),
    ]
    /// In one body, and each in its own.
    static let ways = [[body(told)], told.map { body([$0]) }]

    /// With our message to the group, or with its statuses alone.
    private func store(_ receptions: [Reception], isOurs: Bool) throws -> Scratch {
        let scratch = try Scratch(isQuick: true)
        if isOurs {
            _ = try scratch.store.apply(
                [Bodies.message("wamid.1", at: 0, from: Self.rui, group: "G1")], numbers: nil)
            let row = try #require(try scratch.store.thread(number: Bodies.number, alias: Alias(.group, "G1")))
            let now = Bodies.noon + .seconds(5)
            let permit = try SendGate().pass(
                .text(TextContent(body: "we open at nine")), in: row.gateContext(), pass: .keyPress, at: now
            ).get()
            _ = try scratch.store.enqueue(
                permit, to: row.key, actor: "bia", id: "uuid-g", dueAt: now, notAfter: now + .hours(1), now: now)
            _ = try scratch.store.claim(id: "uuid-g", worker: "1:1", now: now)
            _ = try scratch.store.finish(id: "uuid-g", .accepted(wamid: Self.wamid, status: nil, at: now))
        }
        _ = try scratch.store.apply(receptions, numbers: nil)
        return scratch
    }

    private func stage(_ scratch: Scratch) throws -> String? {
        guard let row = try scratch.store.thread(number: Bodies.number, alias: Alias(.group, "G1")) else { return nil }
        return try scratch.store.messages(row.key, count: 9).messages.last?.delivery?.word
    }

    @Test(arguments: ways, [true, false]) func theOthersStatusesStay(bodies: [Reception], isOurs: Bool) throws {
        let scratch = try store(bodies, isOurs: isOurs)
        let subject = try scratch.store.erasureSubject(PersonName(Self.anaID))
        #expect(subject.messages.isEmpty, "the message is the group's")
        let report = try scratch.store.erase(
            PersonName(Self.anaID), isTrial: false, sha256: Bodies.fingerprint, removingFiles: { _ in 0 }
        )
        #expect(report.counts[.statuses] == 2)
        let dump = try scratch.dump()
        #expect(!dump.contains(Self.ana) && !dump.contains(Self.anaID))
        if isOurs { #expect(try stage(scratch) == "played") }
        let rest = bodies.compactMap { reception -> Reception? in
            switch subject.erasure.apply(to: reception.body) {
            case .untouched: reception
            case .cut(let body, _):
                Bodies.reception(body: String(decoding: body, as: UTF8.self), arrival: reception.arrival)
            case .emptied: nil
            }
        }
        #expect(try store(rest, isOurs: isOurs).dump() == dump, "as if it had never heard of them")
        try scratch.store.rebuild()
        #expect(try scratch.dump() == dump, "a rebuild")
        let traces = try scratch.store.traces(of: subject.erasure)
        #expect(traces.isClean && traces.mentions == 0, "\(traces)")
    }

    @Test(arguments: ways, [true, false]) func whatIsToldLaterOfTheOthersCounts(bodies: [Reception], isOurs: Bool)
        throws
    {
        let scratch = try store(bodies, isOurs: isOurs)
        _ = try scratch.store.erase(
            PersonName(Self.ana), isTrial: false, sha256: Bodies.fingerprint, removingFiles: { _ in 0 })
        let dump = try scratch.dump()
        // The same once more, in bodies of another shape, and what is new of whoever was erased.
        let again =
            Self.told.reversed().map { Self.body([$0]) } + [
                Self.body(Self.told + [Self.status("read", at: 15, of: Self.ana, bsuid: Self.anaID)])
            ]
        #expect(try scratch.store.apply(bodies, numbers: nil).statuses == 0)
        #expect(try scratch.dump() == dump, "told again")
        #expect(try scratch.store.apply(again, numbers: nil).statuses == 0)
        #expect(try !scratch.dump().contains(Self.ana))
        let later = try scratch.store.apply(
            [
                Self.body([
                    Self.status("read", at: 30, of: Self.rui), Self.status("read", at: 31, of: Self.ana),
                    Self.status("read", at: 32, of: Self.lia),
                ])
            ], numbers: nil)
        #expect(later.statuses == 2 && later.duplicates == 1)
        #expect(try !scratch.dump().contains(Self.ana) && !String(describing: scratch.contents()).contains(Self.ana))
    }
}
