import Inbox
import Simulator
import Testing
import WhatsApp

/// The same seed and the same calls give the same bytes.
struct DeterminismTests {
    private func story(seed: UInt64) throws -> [[UInt8]] {
        var cloud = Cloud(seed: seed)
        var bytes: [[UInt8]] = []
        for round in 0..<20 {
            let time = Cloud.start + .seconds(Int64(round) * 13)
            try cloud.simulator.inbound(from: "@guest\(round % 3)", text: "hello \(round)", at: time)
            let answer = cloud.sendText(at: time)
            bytes.append(answer.json.canonicalBytes)
            bytes += cloud.simulator.tick(time + .seconds(5)).map(\.body)
        }
        return bytes
    }

    @Test(arguments: [0, 1, UInt64.max])
    func repeatsItself(_ seed: UInt64) throws {
        #expect(try story(seed: seed) == story(seed: seed))
    }

    @Test func anotherSeedIsAnotherStory() throws {
        #expect(try story(seed: 1) != story(seed: 2))
    }

    @Test func theDemoRepeatsItselfAndNeverAnId() throws {
        let start = Instant(seconds: 1_795_500_067)
        let world = World.demo(seed: 7, start: start)
        #expect(world == World.demo(seed: 7, start: start))
        let later = World.demo(seed: 7, start: start + .seconds(1))
        #expect(Set(world.inboundIDs.keys).isDisjoint(with: later.inboundIDs.keys))
        var first = CloudSimulator(world)
        var second = CloudSimulator(world)
        #expect(first.tick(start + .minutes(2)) == second.tick(start + .minutes(2)))
    }

    @Test func aTickInSmallStepsTellsTheSame() throws {
        let start = Instant(seconds: 1_795_500_067)
        var whole = CloudSimulator(World.demo(seed: 7, start: start))
        var stepped = whole
        var bodies: [OutgoingWebhook] = []
        for step in 0...1_200 { bodies += stepped.tick(start + Span(milliseconds: Int64(step) * 100)) }
        #expect(bodies == whole.tick(start + .minutes(2)))
    }

    @Test func advancingMovesTheCloudsClockOnly() throws {
        var cloud = Cloud()
        #expect(cloud.sendText().status == 200)
        cloud.simulator.advance(.hours(23))
        cloud.simulator.advance(.hours(-5))
        #expect(cloud.simulator.time(Cloud.start) == Cloud.start + .hours(23))
        #expect(cloud.simulator.tick(Cloud.start).count == 3, "what was due in between has happened")
        #expect(cloud.sendText().code == 131047)
    }

    @Test func tellsWhenSomethingHappensNext() throws {
        var cloud = Cloud()
        #expect(cloud.simulator.nextDue == nil)
        _ = cloud.sendText()
        let due = try #require(cloud.simulator.nextDue)
        #expect(due > Cloud.start && due < Cloud.start + .seconds(1))
        #expect(cloud.simulator.tick(due + Span(milliseconds: -1)).isEmpty)
        #expect(cloud.simulator.tick(due).count == 1)
    }
}
