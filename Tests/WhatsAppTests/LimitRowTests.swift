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
        ("4.4", "products", Int64(Limits.Interactive.products), 30),
        ("4.4", "link's or call's button", Int64(Limits.Interactive.linkTitle), 20),
        ("4.4", "flow's button", Int64(Limits.Interactive.flowTitle), 30),
        ("4.4", "call button, least minutes", Int64(Limits.Interactive.callMinutes.lowerBound), 1),
        ("4.4", "call button, most minutes", Int64(Limits.Interactive.callMinutes.upperBound), 43_200),
        ("4.5", "one-time code", Int64(Limits.Template.authenticationCode), 15),
        ("4.5", "spaces in a parameter", Int64(Limits.Template.spacesInParameter), 4),
        ("4.5", "payload of a quick reply", Int64(Limits.Template.quickReplyPayload), 256),
        ("4.9", "words", Int64(Limits.Direct.body), 1_024),
        ("4.9", "buttons", Int64(Limits.Direct.buttons), 10),
        ("4.9", "buttons that open pages", Int64(Limits.Direct.linkButtons), 2),
        ("4.9", "least seconds", Int64(Limits.Direct.seconds.lowerBound), 30),
        ("4.9", "most seconds", Int64(Limits.Direct.seconds.upperBound), 43_200),
        ("5", "audio, bytes", Int64(Limits.Media.audio), 16_777_216),
        ("5", "document, bytes", Int64(Limits.Media.document), 104_857_600),
        ("5", "image, bytes", Int64(Limits.Media.image), 5_242_880),
        ("5", "video, bytes", Int64(Limits.Media.video), 16_777_216),
        ("5", "still sticker, bytes", Int64(Limits.Media.sticker), 102_400),
        ("5", "moving sticker, bytes", Int64(Limits.Media.animatedSticker), 512_000),
        ("5", "voice note that shows its play button, bytes", Int64(Limits.Media.voiceNote), 524_288),
        ("5", "what a person can send, bytes", Int64(Limits.Media.inbound), 104_857_600),
        ("6.2", "name of a template", Int64(Limits.Template.name), 512),
        ("6.2", "body of a template", Int64(Limits.Template.body), 1_024),
        ("6.2", "header of a template", Int64(Limits.Template.header), 60),
        ("6.2", "footer of a template", Int64(Limits.Template.footer), 60),
        ("6.2", "buttons of a template", Int64(Limits.Template.buttons), 10),
        ("6.2", "button's label", Int64(Limits.Template.buttonLabel), 25),
        ("6.2", "button's address", Int64(Limits.Template.url), 2_000),
        ("6.2", "coupon code", Int64(Limits.Template.couponCode), 15),
        ("6.2", "body of a card", Int64(Limits.Template.cardBody), 160),
        ("6.2", "fewest cards", Int64(Limits.Template.cards.lowerBound), 2),
        ("6.2", "most cards", Int64(Limits.Template.cards.upperBound), 10),
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

    /// §5's table, row by row.
    @Test(
        arguments: [
            ("audio", ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"]),
            (
                "document",
                [
                    "text/plain", "application/pdf", "application/msword", "application/vnd.ms-excel",
                    "application/vnd.ms-powerpoint",
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                ]
            ),
            ("image", ["image/jpeg", "image/png"]), ("sticker", ["image/webp"]),
            ("video", ["video/mp4", "video/3gpp"]),
        ])
    func theTypesAreAsTold(_ kind: String, _ types: [String]) {
        let ours = Limits.Media.formats.filter { $0.kind.rawValue == kind }
        #expect(Set(ours.map(\.mimeType)) == Set(types))
    }

    @Test func theTiersAreAsTold() { #expect(Limits.Rate.messagingTiers == [250, 2_000, 10_000, 100_000]) }

    /// A burst of twenty is paid back in two minutes.
    @Test func aBurstIsBorrowedFromTheTimeAfter() { #expect(20 * Limits.Rate.pairInterval == 120) }
}
