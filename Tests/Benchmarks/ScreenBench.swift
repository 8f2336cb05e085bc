import Desk
import Engine
import Inbox
import Screen
import Store

/// How long an agent waits: from nothing to the first screen, and from a key to its frame.
struct ScreenBench {
    let path: String
    private let size = Size(columns: 160, rows: 50)

    init(path: String) { self.path = path }

    func run(into table: inout BenchTable) throws {
        var starts = Samples()
        for _ in 0..<7 {
            try starts.measure {
                let store = try InboxStore(path: path)
                let desk = HeadlessDesk(model: model, services: services(store))
                _ = FrameDiff(from: nil, to: desk.frame)
            }
        }
        table.put("open store → first screen, ms", starts.summary)

        var desk = KeyDesk(model: model, services: services(try InboxStore(path: path)))
        try desk.measure("list down", "<Down>", times: 150, into: &table)
        try desk.measure("list page down", "<PageDown>", times: 30, into: &table)
        try desk.measure("next conversation", "<C-n>", times: 100, into: &table)
        try desk.press("<Enter>")
        let draft = desk.typed.count
        try desk.measure("typed character", "a", times: 200, into: &table)
        guard desk.typed.count == draft + 200 else { throw Misplaced(found: desk.typed.count - draft) }
        try desk.measure("messages page up", "<PageUp>", times: 50, into: &table)
    }

    /// The keys went somewhere else than into the box, so that what was measured is something else.
    private struct Misplaced: Error, CustomStringConvertible {
        let found: Int

        var description: String { "of 200 characters typed, \(found) are in the box" }
    }

    private var model: Model { Model(now: Traffic.now, size: size, settings: Settings(agent: "bench")) }

    private func services(_ store: InboxStore) -> Services {
        Services(store: store, agent: "bench", clock: { Traffic.now }, uuid: { "00000000-0000-4000-8000-000000000000" })
    }
}

/// The desk with its effects run between the keys, so that what a key costs can be told from what the store costs.
struct KeyDesk {
    private var model: Model
    private let mailbox = Mailbox()
    private let runner: EffectRunner
    private var shown: Frame?

    init(model: Model, services: Services) {
        self.model = model
        runner = EffectRunner(services: services, mailbox: mailbox)
        settle(self.model.start())
        shown = view(self.model)
    }

    /// What stands in the compose box.
    var typed: String { model.conversation?.composer.text ?? "" }

    mutating func press(_ keys: String) throws {
        for key in try KeyNotation.parse(keys) { settle(update(&model, .key(key), now: Traffic.now)) }
        shown = view(model)
    }

    /// The same keys again and again: until the frame of the key itself, and until the frame after what it asked for came.
    mutating func measure(_ label: String, _ keys: String, times: Int, into table: inout BenchTable) throws {
        let strokes = try KeyNotation.parse(keys)
        var first = Samples()
        var settled = Samples()
        for _ in 0..<times {
            for key in strokes {
                let start = ContinuousClock.now
                let effects = first.measure {
                    let effects = update(&model, .key(key), now: Traffic.now)
                    draw()
                    return effects
                }
                settle(effects)
                draw()
                settled.add(Samples.milliseconds(since: start))
            }
        }
        table.put("key → frame: \(label), ms", first.summary)
        table.put("key → all it asked for: \(label), ms", settled.summary)
    }

    private mutating func draw() {
        let frame = view(model)
        _ = FrameDiff(from: shown, to: frame)
        shown = frame
    }

    /// Runs effects and what follows from them, as `HeadlessDesk` does; a key leads to a few rounds at most.
    private mutating func settle(_ effects: [Effect]) {
        var waiting = effects
        for _ in 0..<100 {
            for effect in waiting { runner.runNow(effect) }
            let events = mailbox.take()
            if events.isEmpty { return }
            waiting = events.flatMap { event -> [Effect] in
                guard case .action(let action) = event else { return [] }
                return update(&model, action, now: Traffic.now)
            }
        }
    }
}
