import Foundation
import Inbox
import Screen
import Simulator
import Store
import TestSupport
import Testing

@testable import Desk
@testable import oriel

/// The README's moving picture is the fourth scenario (`inbox.md` §4.3) on the demo's stage: replayed from its key script
/// it ends in the store as the scenario must, within its keys.
struct ScenarioPictureTests {
    @Test func theWindowShutsInMidSentenceAndNothingIsLost() async throws {
        let scratch = try Scratch()
        let start = try #require(Instant(rfc3339: "2026-11-24T12:41:07.000Z"))
        let stage = try DemoStage(folder: scratch.path, start: start)
        let settings = Settings(agent: stage.world.agent, undoDelay: DemoSession.undoDelay)
        var model = Model(now: start, size: Size(columns: 100, rows: 30), settings: settings)
        model.opening = try stage.opening()
        let ana = try #require(model.opening)
        let shuts = try #require(try stage.store.thread(ana)?.window(at: start).until)
        let script = DemoScript.firstMinute
        let moments = try await DemoRehearsal(stage: stage, start: start, model: model).moments(of: script)

        let sentence = "Oi Ana, desculpe! O caminhão quebrou; o pedido chega amanhã"
        let sent = try stage.store.messages(ana, before: nil, count: 50).messages.filter { $0.timestamp > start }
        // Ours while it was shut: the template, with the sentence in its long slot; then they wrote, and it went itself.
        let ours = sent.filter(\.isFromOutbox)
        #expect(ours.count == 2, "\(sent.map(\.text))")
        let template = try #require(ours.first { $0.template != nil })
        #expect(template.text?.contains(sentence) == true)
        let text = try #require(ours.first { $0.template == nil })
        let answer = try #require(sent.first { $0.isForUs })
        #expect(text.text == sentence)
        #expect(template.timestamp >= shuts && template.timestamp <= answer.timestamp)
        #expect(answer.timestamp <= text.timestamp, "no text left while it was shut")
        let (draft, held) = (
            try stage.store.draft(ana, agent: stage.world.agent),
            try stage.store.heldText(ana, agent: stage.world.agent)
        )
        #expect((draft ?? "").isEmpty && (held ?? "").isEmpty, "everything that was written has left")

        // Every letter is there at the second it shuts, and from then on a template stands where the text stood.
        let before = try #require(moments.last { start + $0.at < shuts })
        let after = try #require(moments.first { start + $0.at >= shuts })
        #expect(FrameText.bare(before.frame).contains("o pedido chega amanhã"))
        for words in ["SHUT", "needed", "o pedido chega", "from draft", "your draft is kept"] {
            #expect(FrameText.bare(after.frame).contains(words), "\(words) is missing:\n\(FrameText.bare(after.frame))")
        }
        let keys = try script.cues().filter { $0.at > .seconds(24) && $0.shown != nil }.map(\.strokes.count)
        #expect(keys.reduce(0, +) <= 5, "to find her, send the template, and send what was held")
    }
}
