import Inbox
import Simulator
import Testing
import WhatsApp

/// Direct Send's own buttons (`whatsapp.md` §4.9): up to ten, at most two of which open pages and stand first.
struct DirectButtonsTests {
    private static let page = #"{"type":"cta_url","cta_url":{"display_text":"Track","url":"https://example.org/t"}}"#

    private static func reply(_ number: Int) -> String {
        #"{"type":"reply","reply":{"id":"\#(number)","title":"Answer \#(number)"}}"#
    }

    private static func pages(_ count: Int) -> [String] { Array(repeating: page, count: count) }
    private static func replies(_ count: Int) -> [String] { (0..<count).map(reply) }

    @Test(
        arguments: [
            (replies(1), "utility", nil), (replies(10), "utility", nil), (pages(2) + replies(8), "utility", nil),
            (pages(1), "utility", nil), (replies(10), "authentication", nil),
            (replies(11), "utility", 131009), (pages(2) + replies(9), "utility", 131009),
            (pages(3) + replies(1), "utility", 131009), (replies(1) + pages(1), "utility", 131009),
            ([], "utility", 131009), ([reply(1), reply(1)], "utility", 131009),
            ([#"{"type":"cta_url","cta_url":{"display_text":"T","url":"file:///a"}}"#], "utility", 131009),
            (
                [#"{"type":"cta_url","cta_url":{"display_text":"A title of too many letters","url":"https://a"}}"#],
                "utility", 131009
            ),
            ([#"{"type":"cta_url","cta_url":{"display_text":"T","url":"https://a","more":1}}"#], "utility", 100),
            ([#"{"type":"cta_url"}"#], "utility", 131008), ([#"{"type":"call"}"#], "utility", 100),
            // What has a window of its own keeps to three that answer.
            (replies(4), "service", 131009), (pages(1) + replies(1), "service", 100), (replies(3), "service", 131047),
        ] as [([String], String, Int?)])
    func takesTenMixedButtons(buttons: [String], category: String, code: Int?) {
        var account = Cloud.account
        account.hasDirectSend = true
        var cloud = Cloud()
        cloud.simulator = CloudSimulator(account: account, people: Cloud.people, templates: [], seed: 1)
        let list = buttons.joined(separator: ",")
        let answer = cloud.send(
            #""to":"\#(Cloud.ben)","type":"interactive","category":"\#(category)","interactive":{"type":"button","#
                + #""body":{"text":"Shipped."},"action":{"buttons":[\#(list)]}}"#)
        #expect(answer.code == code, "\(answer.details)")
    }
}
