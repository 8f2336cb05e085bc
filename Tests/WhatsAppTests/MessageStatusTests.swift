import TestSupport
import Testing

@testable import WhatsApp

@Suite struct MessageStatusTests {
    @Test func readsAWholeStatus() throws {
        let status = try Fixture.onlyStatus(
            #"""
            {"id":"wamid.OUT9","status":"delivered","timestamp":1795500040,"recipient_id":"5511987650101",\#
            "recipient_user_id":"BR.30111222333444555","biz_opaque_callback_data":"out-1","template_id":88,\#
            "pricing":{"billable":true,"pricing_model":"PMP","type":"regular","category":"service","subtype":"s"},\#
            "conversation":{"id":"c1","origin":{"type":"referral_conversion"},"expiration_timestamp":"1795700000"}}
            """#, contacts: "\"contacts\":[\(Fixture.contact)],")
        #expect(status.id == "wamid.OUT9" && status.status == .delivered && status.timestamp == 1_795_500_040)
        #expect(status.wabaID == Fixture.waba && status.metadata.phoneNumberID == Fixture.number)
        #expect(status.recipient.waID == "5511987650101" && status.recipient.username == "iara.t")
        #expect(status.recipient.parentBSUID == "BR.ENT.90011" && status.groupID == nil)
        #expect(status.callbackData == "out-1" && status.templateID == "88" && status.errors.isEmpty)
        #expect(status.pricing?.type == "regular" && status.pricing?.isBillable == true)
        #expect(status.conversation?.expiration == 1_795_700_000)
        #expect(status.conversation?.origin == "referral_conversion")
    }

    @Test func readsAFailureWithoutContacts() throws {
        let status = try Fixture.onlyStatus(
            #"""
            {"id":"wamid.OUT9","status":"failed","timestamp":"1795500041","recipient_id":"5511987650101",\#
            "errors":[{"code":131047,"title":"Re-engagement","error_data":{"details":"More than 24 hours."}}]}
            """#)
        #expect(status.status == .failed)
        #expect(status.errors.map(\.code) == [131047])
        #expect(status.errors.first?.sentence == "More than 24 hours.")
    }

    struct Recipient: CustomTestStringConvertible, Sendable {
        var members: String
        var recipient: Aliases
        var groupID: String?
        var testDescription: String { members }
    }

    @Test(arguments: [
        Recipient(members: #""recipient_id":"15557770101""#, recipient: Aliases(waID: "15557770101")),
        Recipient(members: #""recipient_id":"US.77""#, recipient: Aliases(bsuid: "US.77")),
        Recipient(members: #""recipient_user_id":"US.77""#, recipient: Aliases(bsuid: "US.77")),
        Recipient(
            members: #""recipient_parent_user_id":"US.ENT.1""#, recipient: Aliases(parentBSUID: "US.ENT.1")),
        Recipient(
            members: #""parent_recipient_user_id":"US.ENT.1""#, recipient: Aliases(parentBSUID: "US.ENT.1")),
        Recipient(
            members: #""recipient_id":"R3J1","recipient_type":"group","recipient_participant_id":"15557770101""#,
            recipient: Aliases(waID: "15557770101"), groupID: "R3J1"),
        Recipient(
            members: #""recipient_id":"R3J1","participant_recipient_id":15557770101"#,
            recipient: Aliases(waID: "15557770101"), groupID: "R3J1"),
        Recipient(
            members: #""recipient_id":"120363","recipient_type":"group","recipient_participant_user_id":"US.7""#,
            recipient: Aliases(bsuid: "US.7"), groupID: "120363"),
        Recipient(members: #""recipient_id":"R3J1cG8""#, recipient: Aliases(), groupID: "R3J1cG8"),
        Recipient(members: #""recipient_id":null"#, recipient: Aliases()),
        Recipient(members: #""x":1"#, recipient: Aliases()),
    ])
    func knowsTheRecipient(_ example: Recipient) throws {
        let status = try Fixture.onlyStatus(#"{"id":"w","status":"read",\#(example.members)}"#)
        #expect(status.recipient == example.recipient)
        #expect(status.groupID == example.groupID)
    }

    @Test(arguments: ["sent", "delivered", "read", "played", "failed", "deleted", "warning", "held"])
    func keepsEveryWord(_ word: String) throws {
        let status = try Fixture.onlyStatus(#"{"id":"w","status":"\#(word)"}"#).status
        #expect(status.word == word)
        let isKnown = if case .other = status { false } else { true }
        #expect(isKnown == ["sent", "delivered", "read", "played", "failed"].contains(word))
    }
}
