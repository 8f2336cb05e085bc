import Inbox
import Simulator
import Testing
import WhatsApp

/// People whose addresses change, as the inbox reads it and as a sender meets it.
struct IdentityTests {
    private var cloud = Cloud()
    private let now = Cloud.start

    private mutating func lines(_ happening: SimHappening) throws -> [InboundEvent] {
        try cloud.simulator.happen(happening, at: now)
        return try cloud.events(until: now).compactMap { if case .message(let line) = $0 { line } else { nil } }
    }

    @Test mutating func aNewNumberBringsANewIDAndLeavesTheOldOnesBehind() throws {
        let lines = try lines(.newNumber(of: Cloud.dana, to: "+1 555 777 0909"))
        let dana = try #require(cloud.simulator.person("15557770909"))
        #expect(dana.bsuid != "US.4821" && dana.bsuid.hasPrefix("US.") && dana.name == "Dana")
        let change = try #require(lines.first?.change)
        #expect(Set(change.old) == [Alias(.waID, Cloud.dana), Alias(.bsuid, "US.4821")])
        #expect(Set(change.new) == [Alias(.waID, "15557770909"), Alias(.bsuid, dana.bsuid)])
        #expect(lines.count == 1 && lines.first?.effect == WindowEffect.none)
        #expect(cloud.simulator.person(Cloud.dana) == nil && cloud.simulator.person("US.4821") == nil)
        // The window is the person's, and the old number nobody's.
        #expect(cloud.sendText(to: "15557770909").status == 200)
        #expect(cloud.sendText(to: Cloud.dana).code == 131047)
    }

    @Test(arguments: [true, false]) mutating func anIDIsReplaced(asField: Bool) throws {
        let lines = try lines(.newID(of: Cloud.ivy, asField: asField))
        let ivy = try #require(cloud.simulator.person("@ivy.k"))
        let change = try #require(lines.first?.change)
        #expect(change.old == [Alias(.bsuid, Cloud.ivy)] && change.new == [Alias(.bsuid, ivy.bsuid)])
        #expect(cloud.send(#""recipient":"\#(ivy.bsuid)","text":{"body":"hi"}"#).status == 200)
    }

    @Test mutating func aNumberThatIsNotToldComesBackWhenItIsWrittenTo() throws {
        #expect(try lines(.username(of: Cloud.dana, to: "dana.o", hidesPhone: true)).isEmpty)
        try cloud.simulator.inbound(from: Cloud.dana, text: "hi", at: now)
        guard case .message(let hidden)? = try cloud.events(until: now).first else { throw Missing() }
        #expect(hidden.aliases == [Alias(.bsuid, "US.4821")] && hidden.username == "dana.o")
        #expect(cloud.sendText().status == 200)
        _ = cloud.simulator.tick(now + .seconds(30))
        try cloud.simulator.inbound(from: "@dana.o", text: "hi", at: now + .minutes(1))
        guard case .message(let told)? = try cloud.events(until: now + .minutes(1)).first else { throw Missing() }
        #expect(told.aliases.contains(Alias(.waID, Cloud.dana)))
        // Of somebody whose number is not told only the id changes before our eyes.
        try cloud.simulator.happen(.username(of: Cloud.dana, to: "dana.o", hidesPhone: true), at: now)
        let change = try #require(try lines(.newNumber(of: Cloud.dana, to: nil)).first?.change)
        #expect((change.old + change.new).allSatisfy { $0.kind == .bsuid })
    }

    @Test mutating func aHashOfAFormerCodeIsRefused() throws {
        let hashed = #""to":"\#(Cloud.dana)","text":{"body":"hi"},"recipient_identity_key_hash""#
        #expect(cloud.send("\(hashed):\"old\"").status == 200)
        let notice = try lines(.securityCode(of: Cloud.dana)).first
        #expect(notice?.type == "system" && notice?.change == nil)
        #expect(cloud.send("\(hashed):\"old\"").code == 137000)
        let hash = try #require(cloud.simulator.person(Cloud.dana)?.identityHash)
        #expect(cloud.send("\(hashed):\"\(hash)\"").status == 200)
        #expect(cloud.send("\(hashed):7").code == 100)
    }

    @Test mutating func whatCannotChangeIsSaid() throws {
        #expect(throws: SimHappeningError.group("Z3JvdXAx")) {
            try cloud.simulator.happen(.newID(of: "Z3JvdXAx", asField: false), at: now)
        }
        #expect(throws: SimHappeningError.number(Cloud.ben)) {
            try cloud.simulator.happen(.newNumber(of: Cloud.dana, to: Cloud.ben), at: now)
        }
        #expect(throws: SimHappeningError.nobody("US.1")) {
            try cloud.simulator.happen(.securityCode(of: "US.1"), at: now)
        }
    }

    private struct Missing: Error {}
}
