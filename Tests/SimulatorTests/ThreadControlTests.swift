import Inbox
import Simulator
import Testing
import WhatsApp

/// `thread_control` of a number that several responders share (`whatsapp.md` §1.8).
struct ThreadControlTests {
    private var cloud = Cloud()

    private mutating func control(_ members: String) -> Cloud.Answer {
        cloud.call(
            "POST", "/v25.0/700111222333444/thread_control", body: #"{"messaging_product":"whatsapp",\#(members)}"#)
    }

    private let dana = #""to":"\#(Cloud.dana)""#

    private mutating func become(_ role: String) {
        var account = Cloud.account
        account.role = role
        cloud.simulator = CloudSimulator(account: account, people: Cloud.people, templates: [], seed: 1)
    }

    @Test mutating func whoPassesAThreadOnlyListens() throws {
        let answer = control(#"\#(dana),"action":"pass","metadata":"refund","control_pass":{"target_role":"ai_agent"}"#)
        #expect(answer.status == 200 && answer.json["request_id"]?.text != nil)
        #expect(cloud.simulator.person(Cloud.dana)?.owner == "ai_agent")
        #expect(cloud.sendText().code == 131070)
        #expect(control(#"\#(dana),"action":"release""#).code == 131070)
        #expect(control(#"\#(dana),"action":"take""#).code == 2_494_191)
        try cloud.simulator.inbound(from: Cloud.dana, text: "hi", at: Cloud.start)
        guard case .message(let copy)? = try cloud.events(until: Cloud.start).first else {
            return #expect(Bool(false), "no copy")
        }
        #expect(copy.telling == .standby)
    }

    @Test mutating func aThreadIsReleasedWithoutAWord() throws {
        #expect(control(#""recipient":"\#(Cloud.ivy)","action":"release""#).status == 200)
        #expect(control(#""recipient":"\#(Cloud.ivy)","action":"release""#).status == 200, "idle already")
        #expect(cloud.simulator.tick(Cloud.start).isEmpty)
        #expect(control(#"\#(dana),"action":"pass""#).status == 200)
        #expect(cloud.simulator.person(Cloud.dana)?.owner == "escalation")
    }

    @Test mutating func theEscalationResponderTakesByAskingAndByWriting() throws {
        become("escalation")
        let away = SimHappening.handover(with: Cloud.dana, isToUs: false, role: "ai_agent", summary: nil)
        try cloud.simulator.happen(away, at: Cloud.start)
        _ = cloud.simulator.tick(Cloud.start)
        #expect(control(#"\#(dana),"action":"take""#).status == 200)
        guard case .message(let line)? = try cloud.events(until: Cloud.start).first else {
            return #expect(Bool(false), "no handover")
        }
        #expect(line.type == InboundEvent.passedType && line.role == "ai_agent")
        try cloud.simulator.happen(away, at: Cloud.start)
        #expect(cloud.sendText().status == 200)
        #expect(cloud.simulator.person(Cloud.dana)?.owner == nil)
    }

    @Test(arguments: [
        (#""action":"take""#, 100), (#""to":"15557770101","recipient":"US.4821","action":"release""#, 100),
        (#""to":"15557770101""#, 100), (#""to":"15557770101","action":"give""#, 100),
        (#""to":"15557779999","action":"release""#, 131009),
        (#""to":"15557770101","action":"pass","control_pass":{"target_role":"boss"}"#, 100),
        (#""to":"15557770101","action":"release","why":"x""#, 100),
        (#""to":"15557770101","action":"release","metadata":"\#(String(repeating: "a", count: 2_001))""#, 100),
    ])
    mutating func refuses(_ members: String, _ code: Int) {
        #expect(control(members).code == code)
    }
}
