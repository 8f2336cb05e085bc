import Cloud
import Desk
import Engine
import Foundation
import Inbox
import Screen
import Simulator
import Spool
import Synchronization

/// The script played without a terminal, in time that passes as fast as the machine can: the same frames every time.
struct DemoRehearsal {
    /// A frame, and when it was there.
    struct Moment {
        /// After the beginning.
        var at: Span
        var frame: Frame
    }

    /// Nothing happens in less time than this after something else.
    private static let resolution = Span(milliseconds: 1)

    let stage: DemoStage
    let start: Instant
    let model: Model

    /// Every frame that differs from the one before.
    ///
    /// - Throws: `KeyNotationError`, `SpoolError`, `StoreError`.
    func moments(of script: DemoScript) async throws -> [Moment] {
        let cues = try script.cues()
        let clock = SetClock(start)
        let time: @Sendable () -> Instant = { clock.now }
        let token = try Token(stage.world.account.token)
        let cloud = DemoCloud(
            world: stage.world, token: token, spool: stage.spool, wishes: DemoWishes(folder: stage.folder + "/say"),
            clock: time)
        let client = GraphClient(base: .standard, transport: cloud.transport, tokens: .given(token), now: time)
        let mailbox = Mailbox()
        let shelf = MediaShelf(store: stage.store)
        let worker = OutboxWorker(
            store: stage.store, client: client, gate: SendGate(), clock: time, mailbox: mailbox, facts: StatusFacts(),
            shelf: shelf)
        let fetcher = MediaFetcher(store: stage.store, client: client, shelf: shelf, clock: time, mailbox: mailbox)
        let intake = SpoolIntake(
            store: stage.store, reader: SpoolReader(directory: stage.spool), numbers: nil, once: false, clock: time)
        let services = Services(
            store: stage.store, agent: stage.world.agent, undoDelay: DemoSession.undoDelay, clock: time,
            uuid: { UUID().uuidString.lowercased() }, client: client, channel: stage.channel, spool: stage.spool)
        let desk = HeadlessDesk(model: model, services: services, mailbox: mailbox)
        var totals = SpoolIntake.Totals()
        var moments = [Moment(at: .zero, frame: desk.frame)]
        var waiting = cues[...]
        var at = Span.zero
        var wakeAt: Instant?
        while at < (cues.last?.at ?? .zero) {
            // From one thing that happens to the next.
            let next = [desk.model.nextTick, wakeAt, await cloud.nextDue, waiting.first.map { start + $0.at }]
            at = max(at + Self.resolution, (next.compactMap { $0 }.min() ?? start + at) - start)
            clock.set(start + at)
            while let cue = waiting.first, cue.at <= at {
                waiting.removeFirst()
                desk.apply(.keysShown(cue.shown))
                desk.press(cue.strokes)
            }
            wakeAt = await worker.workOnce()
            await fetcher.workOnce()
            if await cloud.deliver() {
                try intake.drain(&totals, progress: { mailbox.post(.action(.storeChanged($0.changed))) })
            }
            desk.receive()
            desk.apply(.ticked)
            let frame = desk.frame
            if moments.last?.frame != frame { moments.append(Moment(at: at, frame: frame)) }
        }
        await desk.finish()
        return moments
    }
}

/// A clock that stands still until it is set.
final class SetClock: Sendable {
    private let time: Mutex<Instant>

    init(_ time: Instant) { self.time = Mutex(time) }

    var now: Instant { time.withLock { $0 } }

    func set(_ instant: Instant) { time.withLock { $0 = instant } }
}
