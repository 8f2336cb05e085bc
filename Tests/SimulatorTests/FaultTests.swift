import Inbox
import Simulator
import Testing
import WhatsApp

/// Things that go wrong on purpose.
struct FaultTests {
    @Test func refusesTheNextSendWithTheCodeGiven() {
        var cloud = Cloud()
        cloud.simulator.fail(next: Fault(.refuse(code: 131016, http: nil)))
        cloud.simulator.fail(next: Fault(.refuse(code: 131000, http: 418)))
        #expect(cloud.sendText().status == 503)
        #expect(cloud.sendText().status == 418)
        #expect(cloud.sendText().status == 200)
    }

    @Test func failsLater() throws {
        var cloud = Cloud()
        cloud.simulator.fail(next: Fault(.failLater(code: 131049)))
        #expect(cloud.sendText().status == 200)
        guard case .status(let status)? = try cloud.events(until: Cloud.start + .minutes(1)).first else {
            return #expect(Bool(false), "no status")
        }
        #expect(status.failure?.code == 131049)
    }

    @Test func sparesReadMarksAndOtherPaths() throws {
        var cloud = Cloud()
        let wamid = try cloud.simulator.inbound(from: Cloud.dana, text: "hi", at: Cloud.start)
        cloud.simulator.fail(next: Fault(.refuse(code: 2, http: nil)))
        #expect(cloud.send(#""status":"read","message_id":"\#(wamid)""#).status == 200)
        #expect(cloud.call("GET", "/v25.0/700111222333444").status == 200)
        #expect(cloud.sendText().code == 2)
        cloud.simulator.fail(next: Fault(.refuse(code: 4, http: nil), on: .any))
        #expect(cloud.call("GET", "/v25.0/700111222333444").code == 4)
        cloud.simulator.fail(next: Fault(.refuse(code: 131059, http: nil), on: .templates))
        #expect(cloud.sendText().status == 200)
        #expect(cloud.call("GET", "/v25.0/900100200300400/message_templates").code == 131059)
    }

    @Test(arguments: [SimResponse.Transport.stalled, .truncated, .closed], [true, false])
    func aLostAnswerMayHideASentMessage(_ transport: SimResponse.Transport, _ isProcessed: Bool) throws {
        var cloud = Cloud()
        cloud.simulator.fail(next: Fault(.transport(transport, isProcessed: isProcessed)))
        #expect(cloud.sendText().transport == transport)
        let events = try cloud.events(until: Cloud.start + .minutes(1))
        #expect(events.count == (isProcessed ? 3 : 0))
        #expect(cloud.sendText(at: Cloud.start + .minutes(1)).transport == .whole)
    }

    @Test func aProxyAnswersWithoutJSON() {
        var cloud = Cloud()
        cloud.simulator.fail(next: Fault(.proxyPage(http: 502)))
        let answer = cloud.sendText()
        #expect(answer.status == 502)
        #expect(answer.json == .null)
    }
}
