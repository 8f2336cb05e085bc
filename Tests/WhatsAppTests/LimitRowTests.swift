import Testing
import WhatsApp

/// The platform's limits as `whatsapp.md` tells them, written out once more: a slip of a digit in either place shows.
@Suite struct LimitRowTests {
    static let numbers: [(section: String, name: String, ours: Int64, told: Int64)] = [
        ("1.2", "body of a webhook, bytes", Int64(Limits.webhookBytes), 3_145_728),
        ("1.2", "updates in a webhook", Int64(Limits.webhookUpdates), 1_000),
        ("1.3", "days of retries, seconds", Limits.webhookRetry, 604_800),
        ("3.1", "service window, seconds", Limits.serviceWindow, 86_400),
        ("4.1", "callback data", Int64(Limits.callbackData), 512),
        ("4.1", "undelivered message, seconds", Limits.undeliveredLife, 2_592_000),
        ("4.2", "text", Int64(Limits.textBody), 4_096),
        ("4.2", "caption", Int64(Limits.caption), 1_024),
        ("4.2", "contacts", Int64(Limits.contacts), 5),
        ("4.2", "age of what is reacted to, seconds", Limits.reactionAge, 2_592_000),
        ("4.3", "typing, seconds", Limits.typingIndicator, 25),
        ("4.4", "header", Int64(Limits.Interactive.header), 60),
        ("4.4", "body", Int64(Limits.Interactive.body), 1_024),
        ("4.4", "body of a list", Int64(Limits.Interactive.listBody), 4_096),
        ("4.4", "footer", Int64(Limits.Interactive.footer), 60),
        ("4.4", "buttons", Int64(Limits.Interactive.buttons), 3),
        ("4.4", "button's title", Int64(Limits.Interactive.buttonTitle), 20),
        ("4.4", "button's id", Int64(Limits.Interactive.buttonID), 256),
        ("4.4", "list's button", Int64(Limits.Interactive.listButton), 20),
        ("4.4", "sections", Int64(Limits.Interactive.sections), 10),
        ("4.4", "section's title", Int64(Limits.Interactive.sectionTitle), 24),
        ("4.4", "rows", Int64(Limits.Interactive.rows), 10),
        ("4.4", "row's id", Int64(Limits.Interactive.rowID), 200),
        ("4.4", "row's title", Int64(Limits.Interactive.rowTitle), 24),
        ("4.4", "row's description", Int64(Limits.Interactive.rowDescription), 72),
        ("5", "media id from a webhook, seconds", Limits.inboundMediaAge, 604_800),
        ("5", "uploaded media id, seconds", Limits.uploadedMediaAge, 2_592_000),
        ("5", "media address, seconds", Limits.mediaAddressAge, 300),
        ("8", "messages a second", Int64(Limits.Rate.perSecond), 80),
        ("8", "messages a second, upgraded", Int64(Limits.Rate.perSecondUpgraded), 1_000),
        ("8", "messages a second, coexistence", Int64(Limits.Rate.perSecondCoexistence), 20),
        ("8", "seconds between two to one person", Limits.Rate.pairInterval, 6),
        ("8", "burst to one person", Int64(Limits.Rate.pairBurst), 45),
        ("8", "calls an hour", Int64(Limits.Rate.callsPerHour), 5_000),
        ("8", "calls an hour, no number registered", Int64(Limits.Rate.callsPerHourUnregistered), 200),
        ("8", "base of the wait between tries", Limits.Rate.backOffBase, 4),
        ("8", "tries", Int64(Limits.Rate.tries), 5),
        ("8", "templates made an hour", Int64(Limits.Template.creationsPerHour), 100),
    ]

    @Test(arguments: numbers) func isAsTold(_ limit: (section: String, name: String, ours: Int64, told: Int64)) {
        #expect(limit.ours == limit.told, "§\(limit.section) \(limit.name)")
    }

    @Test func theTiersAreAsTold() { #expect(Limits.Rate.messagingTiers == [250, 2_000, 10_000, 100_000]) }

    /// A burst of twenty is paid back in two minutes.
    @Test func aBurstIsBorrowedFromTheTimeAfter() { #expect(20 * Limits.Rate.pairInterval == 120) }
}
