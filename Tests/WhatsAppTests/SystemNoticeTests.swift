import TestSupport
import Testing

@testable import WhatsApp

@Suite struct SystemNoticeTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var element: String
        var kind: SystemNotice.Kind
        var old: Aliases
        var new: Aliases
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(
            name: "number and user id changed",
            element: #"""
                {"from":"15557770101","from_user_id":"US.1","type":"system","system":{"type":"user_changed_number",\#
                "wa_id":"15557770909","user_id":"US.2","previous_user_id":"US.1"}}
                """#,
            kind: .userChangedNumber, old: Aliases(waID: "15557770101", bsuid: "US.1"),
            new: Aliases(waID: "15557770909", bsuid: "US.2")),
        Case(
            name: "old spelling",
            element: #"""
                {"from":"15557770101","type":"system","system":{"type":"customer_changed_number",\#
                "customer":"15557770101","new_wa_id":15557770909}}
                """#,
            kind: .userChangedNumber, old: Aliases(waID: "15557770101"), new: Aliases(waID: "15557770909")),
        Case(
            name: "the element speaks of the new user id already",
            element: #"""
                {"from":"15557770101","from_user_id":"US.2","type":"system","system":{"type":"user_changed_number",\#
                "wa_id":"15557770909","user_id":"US.2"}}
                """#,
            kind: .userChangedNumber, old: Aliases(waID: "15557770101"),
            new: Aliases(waID: "15557770909", bsuid: "US.2")),
        Case(
            name: "user id changed, no number",
            element: #"""
                {"type":"system","system":{"type":"user_changed_user_id","user_id":"US.2","previous_user_id":"US.1",\#
                "parent_user_id":"US.ENT.2","previous_parent_user_id":"US.ENT.1"}}
                """#,
            kind: .userChangedUserID, old: Aliases(bsuid: "US.1", parentBSUID: "US.ENT.1"),
            new: Aliases(bsuid: "US.2", parentBSUID: "US.ENT.2")),
        Case(
            name: "security code changed",
            element: #"""
                {"from":"15557770101","type":"system","system":{"type":"customer_identity_changed",\#
                "wa_id":"15557770101"},"identity":{"hash":"Kq8"}}
                """#,
            kind: .identityChanged, old: Aliases(waID: "15557770101"), new: Aliases(waID: "15557770101")),
        Case(
            name: "security code changed, other spelling",
            element: #"{"from":"15557770101","type":"system","system":{"type":"user_identity_changed"}}"#,
            kind: .identityChanged, old: Aliases(waID: "15557770101"), new: Aliases()),
        Case(
            name: "notice of tomorrow",
            element: #"{"from":"15557770101","type":"system","system":{"type":"user_flew_away","body":"x"}}"#,
            kind: .other("user_flew_away"), old: Aliases(waID: "15557770101"), new: Aliases()),
    ])
    func knowsOldAndNew(_ example: Case) throws {
        let value = Fixture.value("\"messages\":[\(example.element)]")
        guard case .message(let message) = try Fixture.item(Fixture.envelope(field: "messages", value: value)),
            case .system(let notice) = message.content
        else {
            Issue.record("no notice")
            return
        }
        #expect(notice.kind == example.kind)
        #expect(notice.old == example.old)
        #expect(notice.new == example.new)
        #expect(notice.identityHash == message.raw["identity"]?["hash"]?.string)
    }
}
