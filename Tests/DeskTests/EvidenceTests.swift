import Inbox
import Screen
import Testing

@testable import Desk

/// The platform counts a window shut that we count open: the page of the failure tells both.
@Suite struct EvidenceTests {
    private static func page(wrote: Instant, sent: Instant, code: Int = 131_047) -> String {
        var row = Cast.rows.first { $0.key == Cast.key(9) } ?? Cast.ana
        row.evidence = WindowEvidence(trigger: wrote)
        row.failed = 1
        let failed = Cast.message(
            2, .outbound, "fica em 89", at: sent, delivery: Cast.failed(code, "Re-engagement message", at: sent))
        var session = ScreenState.thread(
            Size(columns: 120, rows: 40), row, messages: [Cast.message(1, .inbound, "quanto fica?", at: wrote), failed])
        session.model.focus = .messages
        session.model.conversation?.selected = failed.key
        session.press("e")
        return session.text.split(whereSeparator: { $0.isWhitespace || $0 == "│" }).joined(separator: " ")
    }

    @Test func whatWeCountStandsBesideIt() {
        let open = Self.page(wrote: Cast.ago(5), sent: Cast.ago(0, 10))
        #expect(open.contains("More than 24 hours passed") && open.contains("WhatsApp decides."), "\(open)")
        let shut = Self.page(wrote: Cast.ago(30), sent: Cast.ago(0, 10))
        #expect(shut.contains("the window shut at") && !shut.contains("WhatsApp decides"), "\(shut)")
        let since = Self.page(wrote: Cast.ago(0, 5), sent: Cast.ago(1))
        #expect(since.contains("They have written or called since"), "\(since)")
    }

    @Test func otherFailuresSayNothingOfTheWindow() {
        let page = Self.page(wrote: Cast.ago(5), sent: Cast.ago(0, 10), code: 131_026)
        #expect(!page.contains("newest message or call"), "\(page)")
    }
}
