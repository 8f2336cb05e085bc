import TestSupport
import Testing

@testable import WhatsApp

@Suite struct TemplateUpdateTests {
    private let head =
        #"""
        "message_template_id":4400000000000001,"message_template_name":"retirada",\#
        "message_template_language":"pt-BR"
        """#

    private func item(_ field: String, _ members: String) throws -> WebhookItem {
        try Fixture.item(Fixture.envelope(field: field, value: "{\(head),\(members)}", time: 1_795_500_050))
    }

    @Test func readsARejection() throws {
        guard
            case .templateStatus(let update) = try item(
                "message_template_status_update",
                #"""
                "event":"REJECTED","message_template_category":"UTILITY","reason":"INVALID_FORMAT",\#
                "rejection_info":{"reason":"Gaps in the numbers.","recommendation":"Number from 1."}
                """#)
        else {
            Issue.record("no status update")
            return
        }
        #expect(
            update.template
                == TemplateReference(
                    wabaID: Fixture.waba, id: "4400000000000001", name: "retirada", language: "pt_BR"))
        #expect(update.status == .rejected && update.category == .utility && update.reason == "INVALID_FORMAT")
        #expect(update.explanation == "Gaps in the numbers." && update.recommendation == "Number from 1.")
        #expect(update.time == 1_795_500_050)
    }

    @Test func noReasonIsNone() throws {
        for reason in ["\"NONE\"", "null"] {
            guard
                case .templateStatus(let update) = try item(
                    "message_template_status_update", #""event":"APPROVED","reason":\#(reason)"#)
            else {
                Issue.record("no status update")
                return
            }
            #expect(update.status == .approved && update.reason == nil)
        }
    }

    @Test(arguments: ["message_template_quality_update", "message_template_status_update"])
    func readsAQualityUpdate(_ field: String) throws {
        guard
            case .templateQuality(let update) = try item(
                field, #""previous_quality_score":"GREEN","new_quality_score":"YELLOW""#)
        else {
            Issue.record("no quality update")
            return
        }
        #expect(update.previous == .green && update.new == .yellow)
    }

    @Test func readsComponents() throws {
        guard
            case .templateComponents(let update) = try item(
                "message_template_components_update",
                #"""
                "message_template_title":"Retirada","message_template_element":"Olá {{1}}",\#
                "message_template_footer":"Loja",\#
                "message_template_buttons":[{"message_template_button_type":"PHONE_NUMBER",\#
                "message_template_button_text":"Ligar","message_template_button_phone_number":"+5511"}]
                """#)
        else {
            Issue.record("no components update")
            return
        }
        #expect(update.title == "Retirada" && update.body == "Olá {{1}}" && update.footer == "Loja")
        #expect(update.buttons.map(\.kind) == [.phoneNumber] && update.buttons.first?.phoneNumber == "+5511")
    }

    @Test func tellsComingFromDone() throws {
        guard
            case .templateCategory(let coming) = try item(
                "template_category_update",
                #""new_category":"UTILITY","correct_category":"MARKETING","category_update_timestamp":1795600000"#),
            case .templateCategory(let done) = try item(
                "template_category_update", #""previous_category":"UTILITY","new_category":"MARKETING""#),
            case .templateCategory(let found) = try item(
                "template_correct_category_detection", #""category":"UTILITY","correct_category":"MARKETING""#)
        else {
            Issue.record("no category update")
            return
        }
        #expect(coming.current == .utility && coming.correct == .marketing && coming.effective == 1_795_600_000)
        #expect(coming.previous == nil && !coming.isDetection)
        #expect(done.previous == .utility && done.current == .marketing && done.effective == nil)
        #expect(found.isDetection && found.current == .utility && found.correct == .marketing)
    }

    @Test(arguments: [
        "message_template_status_update", "message_template_quality_update", "message_template_components_update",
        "template_category_update",
    ])
    func anUpdateOfNoTemplateIsKeptRaw(_ field: String) throws {
        let body = Fixture.envelope(field: field, value: #"{"event":"APPROVED","new_quality_score":"RED"}"#)
        #expect(WebhookTests.word(try Fixture.item(body)) == "other")
    }

    @Test(arguments: [
        ("en-US", "en_US"), ("en_US", "en_US"), ("en", "en"), ("PT-br", "pt_BR"),
        ("zh-hant-tw", "zh_Hant_TW"), ("", ""),
    ])
    func normalisesLanguages(_ written: String, _ normal: String) {
        #expect(LanguageCode.normalised(written) == normal)
    }
}
