import Inbox
import Screen
import Testing
import WhatsApp

@testable import Desk

/// Several numbers of ours on one screen, and what limits and money say before they bite.
@Suite struct NumberTests {
    private static let size = Size(columns: 120, rows: 40)
    private static let second = ScreenState.secondNumber

    @Test func oneKeyGoesThroughTheNumbersAndBackToAll() {
        var session = ScreenState.twoNumbers(Self.size)
        #expect(session.text.contains("Vendas") && session.text.contains("5678"))
        let shown = [Cast.number, Self.second, nil]
        for (turn, number) in shown.enumerated() {
            let effects = session.press("<C-x>o")
            #expect(effects.contains(.showNumber(number)) && session.model.shownNumber == number, "turn \(turn)")
            let numbers = Set(session.model.list.rows.map(\.key.number))
            #expect(numbers == (number.map { [$0] } ?? [Cast.number, Self.second]))
            #expect(session.model.conversation.map { number == nil || $0.row.key.number == number } ?? true)
        }
        #expect(session.notice == "all 2 numbers are shown")
    }

    @Test func aDraftOfAnotherNumberIsKept() {
        var session = ScreenState.twoNumbers(Self.size)
        session.press("half a word<C-x>o<C-x>o")
        #expect(session.model.conversation?.row.key != Cast.key(1))
        #expect(session.inbox.drafts[Cast.key(1)] == "half a word")
    }

    @Test func oneNumberHasNothingToSwitch() {
        var session = ScreenState.ana(Self.size)
        #expect(session.press("<C-x>o").isEmpty && session.notice == "there is one number of ours only")
    }

    @Test func aNewConversationIsWithTheNumberThatIsShown() {
        var session = ScreenState.twoNumbers(Self.size)
        session.press("<C-x>n")
        #expect(session.text.contains("from Vendas"))
        session.press("<Esc><C-x>o<C-x>o<C-x>n")
        #expect(session.text.contains("from +55 21 4000-5678"))
        let effects = session.press("+5511900000123<Enter>asked in the shop<Enter>")
        #expect(
            effects.contains {
                if case .openThread(_, _, _, let number, _) = $0 { number == Self.second } else { false }
            })
    }

    @Test func anotherAccountIsAnotherSitting() {
        var session = ScreenState.ana(Self.size)
        #expect(session.press("<C-x>l").isEmpty && session.notice == "the config has one account only")
        session.model.settings.accounts = ["norte", "sul"]
        session.model.settings.account = "sul"
        session.inbox.status.outboxDepth = 2
        session.send(.statusChanged(session.inbox.status))
        session.press("half a word<C-x>l")
        #expect(!session.model.isQuitting && session.notice.hasPrefix("2 messages have not left yet"))
        session.inbox.status.outboxDepth = 0
        session.send(.statusChanged(session.inbox.status))
        #expect(session.press("<C-x>l").contains(.quit))
        #expect(session.model.nextAccount == "norte" && session.model.isQuitting)
        #expect(session.inbox.drafts[Cast.key(1)] == "half a word")
    }

    // MARK: Limits and money

    @Test(arguments: [
        (PairStanding?.none, "", false),
        (PairStanding(sent: 29, burst: 45, paidAt: Cast.now + .minutes(3)), "at once", false),
        (PairStanding(sent: 30, burst: 45, paidAt: Cast.now + .minutes(3)), "15 more at once", true),
        (PairStanding(sent: 30, burst: 45, paidAt: Cast.now), "at once", false),
        (
            PairStanding(
                sent: 45, burst: 45, paidAt: Cast.now + .seconds(53), heldUntil: Cast.now + .seconds(53)),
            "next 09:42:00", true
        ),
    ])
    func theHeaderTellsOfAPauseBeforeItComes(pair: PairStanding?, words: String, isShown: Bool) {
        let session = ScreenState.ana(Self.size) { $0.pair = pair }
        #expect(session.text.contains(words) == (isShown || words.isEmpty))
        if !isShown { #expect(!session.text.contains("more at once") && !session.text.contains("next 09:")) }
    }

    @Test(arguments: [
        (0, ""), (899, ""), (900, "100 free left"), (999, "1 free left"), (1_000, "billed as utility"),
        (2_000, "billed as utility"),
    ])
    func theBoxTellsWhatFreeTextCosts(used: Int, words: String) {
        let session = ScreenState.ana(Self.size) { $0.allowance = ServiceAllowance(used: used, since: Cast.ago(500)) }
        for said in ["free left", "billed as"] { #expect(session.text.contains(said) == words.contains(said)) }
        #expect(session.text.contains(words))
    }

    @Test(arguments: [
        ("TIER_250", "180 of 250 people"), ("TIER_2K", "180 of 2000 people"), ("TIER_UNLIMITED", "there is no limit"),
        ("LEVEL 9", "the limit is LEVEL 9"), (nil, "not known yet"),
    ])
    func aTierIsASentence(tier: String?, words: String) {
        var report = ScreenState.limits
        report.numbers[0].standing = LimitsReport.Standing(tier: tier, quality: nil)
        report.numbers.removeLast()
        var session = ScreenState.ana(Self.size) { $0.limits = report }
        session.press("<C-x>s4")
        #expect(session.text.contains(words))
    }

    @Test func whatCustomersReadOfUsStandsByTheNumber() {
        var report = ScreenState.limits
        report.numbers[0].standing = LimitsReport.Standing(
            tier: "TIER_2K", quality: "GREEN",
            profile: BusinessProfile([
                "about": "Móveis feitos à mão\u{202E}", "email": "oi@aurora.example",
                "websites": ["https://aurora.example"],
            ]))
        report.numbers.removeLast()
        var session = ScreenState.ana(Self.size) { $0.limits = report }
        session.press("<C-x>s4")
        for words in [
            "customers read: Móveis feitos à mão", "mail: oi@aurora.example", "page: https://aurora.example",
            "customers see no address, description",
        ] {
            #expect(session.text.contains(words), "\(words) in \(session.text)")
        }
        #expect(!session.text.unicodeScalars.contains("\u{202E}"))
    }

    @Test func whoCameByAnAdvertisementIsFree() {
        var session = ScreenState.ana(Self.size) {
            $0.allowance = ServiceAllowance(used: 1_000, since: Cast.ago(500))
            $0.freeEntryUntil = Cast.now + .minutes(3)
        }
        #expect(session.text.contains("came by an ad: free until") && !session.text.contains("billed as"))
        session.press("<M-1>")
        #expect(session.text.contains("came by an ad: free until"), "templates are, too")
        session.press("<Esc>")
        session.press("<Esc>")
        session.model.now = Cast.now + .minutes(3)
        #expect(
            !session.text.contains("came by an ad") && session.text.contains("billed as utility"), "\(session.text)")
    }
}
