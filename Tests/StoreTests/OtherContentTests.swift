import Foundation
import Inbox
import Testing
import WhatsApp

@testable import Store

/// What we send besides words, from the outbox to the page (design §4).
@Suite struct OtherContentTests {
    private let scratch: Scratch
    private let key: ThreadKey
    private static let dana = "15557770101"
    private static let now = Bodies.noon + .minutes(1)

    init() throws {
        scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply([Bodies.message("wamid.1", at: 0, from: Self.dana)], numbers: nil)
        key = try #require(try scratch.store.thread(number: Bodies.number, alias: Alias(.waID, Self.dana))).key
    }

    @discardableResult
    private func send(_ content: Content, id: String, actor: String = "mira", at now: Instant = now) throws
        -> OutboxItem
    {
        let row = try #require(try scratch.store.thread(key))
        let permit = try SendGate().pass(
            content, in: row.gateContext(), consents: Consents(confirmsAddress: true), pass: .keyPress, at: now
        ).get()
        return try scratch.store.enqueue(
            permit, to: key, actor: actor, id: id, dueAt: now, notAfter: now + .hours(1), now: now)
    }

    private func reaction(_ emoji: String?, to wamid: String = "wamid.1") throws -> Content {
        .reaction(ReactionContent(try OutgoingReaction(to: wamid, emoji: emoji), targetAt: Bodies.noon))
    }

    private func chips() throws -> [[String]] {
        let message = try #require(try scratch.store.message(wamid: "wamid.1", in: key))
        return message.details.filter { $0.kind == .reaction }.map { [$0.value] + $0.columns }
    }

    static let contents: [@Sendable () throws -> Content] = [
        {
            .location(
                try OutgoingLocation(latitude: 1.5, longitude: 2, name: "Quay", address: "Row 1"), replyTo: "wamid.1")
        },
        { .contacts(try OutgoingContacts([OutgoingContact(name: "Leo Sá", phone: "+55", email: "l@a.example")])) },
        {
            .interactive(
                try Interactive(
                    .buttons([.init(id: "y", title: "Yes"), .init(id: "n", title: "No")]), header: .text("H"),
                    body: "B",
                    footer: "F"), replyTo: "wamid.1")
        },
        { .interactive(try Interactive(.link(title: "Open", url: "https://example.org"), body: "B")) },
        { .reaction(ReactionContent(try OutgoingReaction(to: "wamid.1", emoji: "👍"), targetAt: Bodies.noon)) },
        { .reaction(ReactionContent(try OutgoingReaction(to: "wamid.1", emoji: nil), targetAt: nil)) },
    ]

    @Test(arguments: contents)
    func theOutboxKeepsThemWhole(_ make: @Sendable () throws -> Content) throws {
        let content = try make()
        #expect(ContentCode.content(ContentCode.text(of: content)) == content)
        try send(content, id: "u1")
        #expect(try scratch.store.item(id: "u1")?.content == content)
        let shown = try #require(try scratch.store.messages(key, count: 9).messages.last)
        #expect(shown.type == content.typeWord && shown.content == content)
        #expect(shown.text == (content.plainText.isEmpty ? nil : content.plainText))
        #expect(shown.details == EventReader.details(of: content))
        #expect(shown.quote?.wamid == content.quotes)
        // The same after everything was folded anew.
        let dump = try scratch.dump()
        #expect(dump.contains(content.typeWord))
        try scratch.store.rebuild()
        #expect(try scratch.dump() == dump)
    }

    @Test(arguments: [
        #"{"type":"interactive","interactive":{"type":"poll"}}"#, #"{"type":"location"}"#, #"{"type":"reaction"}"#, "{",
    ])
    func aDamagedRowIsNoContent(_ text: String) { #expect(ContentCode.content(text) == nil) }

    /// Offers, cards and what the platform says of the category come back as they were; what has none is written as before.
    @Test func templatesKeepTheirParts() throws {
        let key = TemplateKey(waba: "9", name: "t", language: "pt_BR")
        var template = Template(key: key, status: "APPROVED", category: "MARKETING", header: .location, body: "Hi")
        let plain = ContentCode.text(of: template)
        for word in ["offer", "cards", "Category"] { #expect(!plain.contains(word)) }
        template.offer = Template.Offer(text: "Hoje", expires: true)
        let button = Template.Button(kind: "URL", text: "Ver", target: "https://a.example/{{1}}")
        template.cards = [Template.Card(header: .media(kind: "image"), body: "Chá {{1}} já", buttons: [button])]
        (template.previousCategory, template.correctCategory, template.subCategory) = ("UTILITY", "UTILITY", "x")
        #expect(ContentCode.template(ContentCode.text(of: template), key: key) == template)
        let values = [
            ParameterKey(.offer, "expires"): "2026-11-30T18:00:00Z", ParameterKey(.card(0, .body), "1"): "verde",
            ParameterKey(.card(0, .button(0)), "1"): "x",
        ]
        let content = Content.template(TemplateForm(template: template, values: values).content)
        #expect(ContentCode.content(ContentCode.text(of: content)) == content)
        try scratch.store.replaceTemplates(waba: "9", with: [template], at: Self.now)
        #expect(try scratch.store.template(key) == template)
    }

    @Test func oneReactionOfOursStandsWhoeverOfUsReacts() throws {
        try send(try reaction("👍"), id: "u1")
        #expect(try chips() == [["👍", "mira"]])
        _ = try scratch.store.apply(
            [
                Bodies.message(
                    "wamid.2", at: 90, from: Self.dana, type: "reaction",
                    content: #""reaction":{"message_id":"wamid.1","emoji":"🙏"}"#)
            ], numbers: nil)
        try send(try reaction("❤️"), id: "u2", actor: "leo", at: Self.now + .minutes(1))
        #expect(try chips() == [["🙏", "Dana Okafor"], ["❤️", "leo"]])
        try send(try reaction(nil), id: "u3", at: Self.now + .minutes(2))
        #expect(try chips() == [["🙏", "Dana Okafor"]])
    }

    @Test func aReactionThatFailedOrWasTakenBackDoesNotStand() throws {
        try send(try reaction("👍"), id: "u1")
        _ = try scratch.store.claim(id: "u1", worker: "w", now: Self.now)
        _ = try scratch.store.finish(
            id: "u1", .refused(FailureNote(code: 131009, title: "no"), at: Self.now, retryAt: nil))
        #expect(try chips().isEmpty)
        try send(try reaction("👍"), id: "u2", at: Self.now + .minutes(1))
        #expect(try chips().count == 1)
        _ = try scratch.store.recall(id: "u2")
        #expect(try chips().isEmpty)
    }

    @Test func aReactionAnswersNobody() throws {
        try send(try reaction("👍"), id: "u1")
        _ = try scratch.store.claim(id: "u1", worker: "w", now: Self.now)
        _ = try scratch.store.finish(id: "u1", .accepted(wamid: "wamid.R", status: nil, at: Self.now))
        #expect(try scratch.store.thread(key)?.waitingSince == Bodies.noon)
        try send(.interactive(try Interactive(.contactInfoRequest, body: "Which?")), id: "u2")
        _ = try scratch.store.claim(id: "u2", worker: "w", now: Self.now)
        _ = try scratch.store.finish(id: "u2", .accepted(wamid: "wamid.S", status: nil, at: Self.now))
        #expect(try scratch.store.thread(key)?.waitingSince == nil)
        #expect(try scratch.store.message(wamid: "wamid.S", in: key)?.text == "Which?")
    }
}
