import Inbox
import Testing

@Suite("Reading what changes a person")
struct IdentityEventTests {
    @Test("a new number is where answers go from now on")
    func changedNumber() throws {
        let event = try Received.message(
            #"""
            {"from":"15557770101","from_user_id":"US.4821","id":"wamid.S1","timestamp":"1795430422","type":"system",
            "system":{"type":"user_changed_number","body":"Dana changed","wa_id":"15557770909","user_id":"US.9000",
            "previous_user_id":"US.4821"}}
            """#)
        #expect(event.isSystem && event.effect == .none && !event.asksForAnswer && event.text == "Dana changed")
        #expect(event.aliases == [Alias(.bsuid, "US.9000"), Alias(.waID, "15557770909")])
        #expect(
            event.change
                == IdentityChange(
                    old: [Alias(.bsuid, "US.4821"), Alias(.waID, "15557770101")],
                    new: [Alias(.bsuid, "US.9000"), Alias(.waID, "15557770909")]))
        #expect(event.address == .phone("15557770909"))
    }

    @Test("a new id without any sender is said by the person of the new id")
    func changedUserID() throws {
        let event = try Received.message(
            #"""
            {"id":"wamid.S2","timestamp":"1795430423","type":"system","system":{"type":"user_changed_user_id",
            "user_id":"US.9000","previous_user_id":"US.4821"}}
            """#)
        #expect(event.aliases == [Alias(.bsuid, "US.9000")])
        #expect(event.change == IdentityChange(old: [Alias(.bsuid, "US.4821")], new: [Alias(.bsuid, "US.9000")]))
        #expect(event.address == .bsuid("US.9000"))
    }

    @Test("a new security code changes no address")
    func changedKey() throws {
        let event = try Received.message(
            #"""
            {"from":"15557770101","id":"wamid.S3","timestamp":"1795430424","type":"system",
            "system":{"type":"customer_identity_changed","body":"Security code changed","wa_id":"15557770101"}}
            """#)
        #expect(event.change == nil && event.effect == .none)
        #expect(event.aliases == [Alias(.waID, "15557770101")] && event.address == .phone("15557770101"))
    }
}

@Suite("Reading what became of our messages")
struct StatusEventTests {
    private func status(_ element: String) throws -> StatusEvent {
        let found = try Received.events(#""statuses":[\#(element)]"#)
        guard case .status(let status)? = found.first, found.count == 1 else { throw Missing() }
        return status
    }

    struct Missing: Error {}

    @Test("keeps word, key and price")
    func delivered() throws {
        let event = try status(
            #"""
            {"id":"wamid.OUT79","status":"delivered","timestamp":"1795430430","recipient_id":"15557770101",
            "recipient_user_id":"US.4821","biz_opaque_callback_data":"0f-11",
            "pricing":{"type":"regular","category":"service"}}
            """#)
        #expect(event.wamid == "wamid.OUT79" && event.status == "delivered" && event.failure == nil)
        #expect(event.recipient == "US.4821" && event.callbackData == "0f-11")
        #expect(event.aliases == [Alias(.bsuid, "US.4821"), Alias(.waID, "15557770101")])
        #expect(event.pricingType == "regular" && event.pricingCategory == "service")
    }

    @Test(
        "says why it failed",
        arguments: [
            (
                #","errors":[{"code":131047,"title":"Re-engagement message","error_data":{"details":"24 hours"}}]"#,
                FailureNote(code: 131_047, title: "Re-engagement message", details: "24 hours")
            ),
            (
                #","errors":[{"code":131026,"message":"Undeliverable"}]"#,
                FailureNote(code: 131_026, title: "Undeliverable")
            ),
            (
                #","errors":[{"code":131000,"title":"x","error_data":"plain"}]"#,
                FailureNote(code: 131_000, title: "x", details: "plain")
            ),
            ("", FailureNote(code: nil, title: "failed")), (#","errors":[]"#, FailureNote(code: nil, title: "failed")),
        ])
    func failures(_ errors: String, _ note: FailureNote) throws {
        let event = try status(
            #"{"id":"w","status":"failed","timestamp":"1795430431","recipient_id":"1555777"\#(errors)}"#)
        #expect(event.failure == note)
    }

    @Test("tells group participants apart, and names nobody when nobody is named")
    func recipients() throws {
        let one = try status(
            #"""
            {"id":"w","status":"read","timestamp":"1","recipient_id":"Z3J","recipient_type":"group",
            "recipient_participant_id":"15557770101"}
            """#)
        #expect(one.recipient == "15557770101" && one.group == "Z3J")
        #expect(try status(#"{"id":"w","status":"sent","recipient_id":"15557770101"}"#).group == nil)
        #expect(try status(#"{"id":"w","status":"sent","timestamp":"1"}"#).recipient == "")
        #expect(try status(#"{"id":"w","status":"teleported"}"#).status == "teleported")
    }
}
