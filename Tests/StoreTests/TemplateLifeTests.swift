import Inbox
import Store
import Testing

/// A template's life as webhooks and syncs tell it, in any order.
struct TemplateLifeTests {
    private static let waba = "900100200300400"
    private static let key = TemplateKey(waba: waba, name: "slot", language: "en_US")
    private let scratch: Scratch
    private var store: InboxStore { scratch.store }

    init() throws { scratch = try Scratch(isQuick: true) }

    private static func template(_ name: String = "slot", status: String = "APPROVED") -> Template {
        Template(
            key: TemplateKey(waba: waba, name: name, language: "en_US"), status: status, category: "UTILITY",
            quality: "GREEN", body: "Hello {{1}}")
    }

    private static func told(_ field: String, _ members: String, at seconds: Int64) -> Reception {
        Bodies.change(
            field, "{\"message_template_name\":\"slot\",\"message_template_language\":\"en-US\",\(members)}",
            at: seconds)
    }

    /// A sync at second 0 and another at 500 that has what was told before it, and changes around them.
    private static let changes = [
        told(
            "message_template_status_update", "\"event\":\"PAUSED\",\"other_info\":{\"title\":\"FIRST_PAUSE\"}", at: 100
        ),
        told("message_template_status_update", "\"event\":\"APPROVED\",\"reason\":\"NONE\"", at: 200),
        told("message_template_quality_update", "\"new_quality_score\":\"RED\"", at: 300),
        told("template_category_update", "\"previous_category\":\"UTILITY\",\"new_category\":\"MARKETING\"", at: 600),
        told("message_template_components_update", "\"message_template_element\":\"Dear {{1}}\"", at: 700),
        told(
            "message_template_status_update",
            "\"event\":\"REJECTED\",\"reason\":\"INVALID_FORMAT\",\"rejection_info\":{\"reason\":\"Bad.\",\"recommendation\":\"Mend.\"}",
            at: 800),
    ]

    @Test(arguments: 0..<12) func anyOrderOfSyncsAndWebhooksGivesOneTemplate(turn: Int) throws {
        var order = SeededOrder(seed: UInt64(turn))
        var steps: [() throws -> Void] = Self.changes.map { change in { _ = try store.apply([change], numbers: nil) } }
        for (at, status) in [(Int64(0), "PENDING"), (500, "APPROVED")] {
            steps.append {
                try store.replaceTemplates(
                    waba: Self.waba, with: [Self.template(status: status)], at: Bodies.noon + .seconds(at))
            }
        }
        for step in steps.shuffled(using: &order) { try step() }
        let template = try #require(try store.template(Self.key))
        #expect(template.status == "REJECTED" && template.rejectedReason == "INVALID_FORMAT – Bad. – Mend.")
        #expect(template.category == "MARKETING" && template.body == "Dear {{1}}")
        #expect(template.quality == "GREEN", "the newer sync knows better than what was told before it")
    }

    /// A change that names only the platform's id, before the sync that tells whose id it is or after it.
    @Test(arguments: [false, true]) func anIDAloneFindsItsTemplate(isEarly: Bool) throws {
        var template = Self.template()
        template.id = "800"
        let change = Bodies.change(
            "message_template_status_update", #"{"message_template_id":800,"event":"DISABLED"}"#, at: 100)
        if isEarly { _ = try store.apply([change], numbers: nil) }
        try store.replaceTemplates(waba: Self.waba, with: [template, Self.template("other")], at: Bodies.noon)
        if !isEarly { _ = try store.apply([change], numbers: nil) }
        #expect(try store.template(Self.key)?.status == "DISABLED")
        #expect(try store.templates().filter { $0.status == "APPROVED" }.map(\.key.name) == ["other"])
        #expect(try store.channelEvents(limit: 5).count == 1)
    }

    @Test func aPauseSaysWhyAndEnds() throws {
        try store.replaceTemplates(waba: Self.waba, with: [Self.template()], at: Bodies.noon)
        _ = try store.apply([Self.changes[0]], numbers: nil)
        #expect(try store.template(Self.key)?.unusable == .status("PAUSED", reason: "FIRST_PAUSE"))
        _ = try store.apply([Self.changes[1]], numbers: nil)
        #expect(try store.template(Self.key)?.unusable == nil)
    }

    @Test func oneThatVanishedIsKeptForAWhileWithTheReason() throws {
        let sync = { (templates: [Template], seconds: Int64) in
            try store.replaceTemplates(waba: Self.waba, with: templates, at: Bodies.noon + .seconds(seconds))
        }
        try sync([Self.template(), Self.template("other"), Self.template("plain")], 0)
        _ = try store.apply([Self.changes[5]], numbers: nil)
        #expect(try store.vanishedTemplates().isEmpty)
        try sync([Self.template("plain")], 900)
        let gone = try store.vanishedTemplates()
        #expect(gone.map(\.key.name) == ["other", "slot"])
        #expect(gone[0].unusable == .status("DELETED", reason: "GONE"))
        #expect(gone[1].unusable == .status("REJECTED", reason: "INVALID_FORMAT – Bad. – Mend."))
        #expect(try store.templates().map(\.key.name) == ["plain"] && store.template(Self.key) == nil)
        try sync([Self.template("plain")], 40 * 86_400)
        #expect(try store.vanishedTemplates().isEmpty, "a month later nobody asks")
    }
}
