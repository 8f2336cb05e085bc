import Cloud
import Foundation
import Inbox
import Screen
import Simulator
import Spool
import Store
import Testing
import WhatsApp

@testable import Desk
@testable import Engine

/// The way of one message from the keys to the phone and back, without a screen, through both passes of the gate and
/// the real reducer.
struct EndToEndTests {
    private let shop: Shop
    private let key: ThreadKey

    init() throws {
        shop = try Shop()
        key = try shop.hears("Cadê meu pedido?")
        shop.clock.advance(.minutes(1))
    }

    private func desk(opening: ThreadKey? = nil) -> HeadlessDesk {
        var model = Model(
            now: shop.clock.now, size: Size(columns: 120, rows: 40), settings: Settings(agent: Shop.agent))
        model.opening = opening ?? key
        return HeadlessDesk(model: model, services: shop.services())
    }

    private func text(_ desk: HeadlessDesk) -> String { FrameText.bare(desk.frame) }

    private func press(_ keys: String, _ desk: HeadlessDesk) throws { desk.press(try KeyNotation.parse(keys)) }

    /// Time passes for everybody: platform, store, screen.
    private func pass(_ span: Span, _ desk: HeadlessDesk) throws {
        try shop.pass(span)
        desk.apply(.storeChanged(nil))
        desk.apply(.ticked)
    }

    @Test func keysTypedAreDeliveredAndShown() async throws {
        let desk = desk()
        #expect(text(desk).contains("Cadê meu pedido?"))
        try press("Sai hoje!<Enter>", desk)
        let item = try #require(try shop.store.items(of: key).last)
        await shop.worker().workOnce()
        var words: [String] = []
        for _ in 0..<100 where words.last != "read" {
            try pass(Span(milliseconds: 100), desk)
            let shown = desk.model.conversation?.messages.first { $0.localID == item.id }?.delivery?.word
            if let shown, words.last != shown { words.append(shown) }
        }
        #expect(words == ["accepted", "sent", "delivered", "read"])
        #expect(text(desk).contains("Sai hoje!"))
        #expect(desk.model.conversation?.composer.isEmpty ?? false)
        #expect(desk.model.tally.answered == 1)
    }

    /// The whole second ending of the demo: the window shuts under the hands, the template stands open with the words
    /// in its slot, it is delivered, the customer replies, and the held text is offered.
    @Test func aWindowThatShutsUnderTheHandsStillEndsInAnAnswer() async throws {
        let desk = desk()
        try press("O caminhão quebrou; chega amanhã", desk)
        let end = try #require(try shop.thread().window(at: shop.clock.now).until)
        shop.clock.advance(end - shop.clock.now)
        desk.apply(.ticked)
        guard case .form(let form)? = desk.model.modes.last else {
            Issue.record("no template stands open:\n\(text(desk))")
            return
        }
        #expect(form.isForced)
        #expect(form.fields.contains { $0.editor.text.contains("O caminhão quebrou") })
        #expect(desk.model.conversation?.composer.text == "O caminhão quebrou; chega amanhã")
        #expect(shop.cloud.sends.isEmpty)
        // Fill what is missing, one field after the other, and send; at most one round a field and one to send.
        for _ in 0..<12 {
            guard case .form(let state)? = desk.model.modes.last else { break }
            if state.fields.indices.contains(state.index), state.fields[state.index].editor.text.isEmpty {
                try press("4471", desk)
            }
            try press("<Enter>", desk)
        }
        let template = try #require(try shop.store.items(of: key).last, Comment(rawValue: text(desk)))
        guard case .template = template.content else {
            Issue.record("a \(template.content.typeWord) left a closed window")
            return
        }
        await shop.worker().workOnce()
        try pass(.seconds(3), desk)
        #expect(try shop.word(template.id) == "read" || shop.word(template.id) == "delivered")
        // The words that did not go are kept for when they write again.
        try shop.hears("ok, obrigada")
        desk.apply(.storeChanged(nil))
        #expect(try shop.thread().window(at: shop.clock.now).isOpen)
        let offered = desk.model.conversation?.composer.text ?? ""
        let held = desk.model.conversation?.heldText ?? ""
        #expect((offered + held).contains("O caminhão quebrou"), Comment(rawValue: text(desk)))
    }

    @Test func aMessageTakenBackIsInTheBoxAgain() throws {
        var services = shop.services(undoDelay: .seconds(5))
        services.outboxChanged = {}
        var model = Model(
            now: shop.clock.now, size: Size(columns: 80, rows: 24), settings: Settings(agent: Shop.agent))
        model.opening = key
        let desk = HeadlessDesk(model: model, services: services)
        try press("Sai hoje!<Enter>", desk)
        #expect(try shop.store.openItems(limit: 9).count == 1)
        try press("<C-x>u", desk)
        #expect(desk.model.conversation?.composer.text == "Sai hoje!")
        #expect(try shop.store.openItems(limit: 9).isEmpty)
    }

    @Test func aStoreThatRefusesGivesTheWordsBack() throws {
        let impatient = try InboxStore(path: shop.store.path, options: StoreOptions(busySeconds: 0.02))
        var services = shop.services()
        services.store = impatient
        var model = Model(
            now: shop.clock.now, size: Size(columns: 80, rows: 24), settings: Settings(agent: Shop.agent))
        model.opening = key
        let desk = HeadlessDesk(model: model, services: services)
        let blocker = try Blocker(shop.store.path)
        try press("Sai hoje!<Enter>", desk)
        #expect(desk.model.conversation?.composer.text == "Sai hoje!")
        #expect(desk.model.notice != nil)
        try blocker.release()
        try press("<Enter>", desk)
        #expect(try shop.store.openItems(limit: 9).map(\.content.plainText) == ["Sai hoje!"])
    }
}
