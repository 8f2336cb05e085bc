import Desk
import Inbox
import Screen

/// The program without a terminal: keys and actions in, the frame out. Effects run to their end, one after another,
/// before the next key, so that the same store, time and keys always give the same frame. For `oriel render` and for
/// tests.
public final class HeadlessDesk {
    /// The program as it stands after the last key and everything that followed from it.
    public private(set) var model: Model
    /// How roles look in the theme the keys chose; nil while none was.
    public private(set) var palette: Palette?
    private let runner: EffectRunner
    private let mailbox: Mailbox
    private let clock: @Sendable () -> Instant

    /// An effect leads to a few more at most; a desk that asks for ever is a defect, and tests should see it end.
    private static let mostRounds = 1_000

    /// - Parameters:
    ///   - model: the desk before its first effect.
    ///   - services: what effects are done with. Without a client nothing reaches a network.
    ///   - mailbox: where others may tell the desk of changes; `receive` takes them.
    ///   - facts: what ingester and dispatcher would have told.
    public init(
        model: Model, services: Services, mailbox: Mailbox = Mailbox(), facts: StatusFacts = StatusFacts()
    ) {
        self.model = model
        self.mailbox = mailbox
        var services = services
        services.zone = model.settings.zone
        runner = EffectRunner(services: services, mailbox: mailbox, facts: facts)
        clock = services.clock
        settle(self.model.start())
    }

    /// What is on screen.
    public var frame: Frame { view(model) }

    /// Presses keys, and lets each have all its effects before the next.
    public func press(_ keys: [KeyStroke]) {
        for key in keys { apply(.key(key)) }
    }

    /// Lets something happen, and everything that follows from it.
    public func apply(_ action: Action) { settle(update(&model, action, now: clock())) }

    /// Takes what others told meanwhile, and lets everything follow from it.
    public func receive() { settle([]) }

    /// Waits until drafts are on disk.
    public func finish() async { await runner.finish() }

    private func settle(_ effects: [Effect]) {
        var waiting = effects
        for _ in 0..<Self.mostRounds {
            for effect in waiting { runner.runNow(effect) }
            var actions: [Action] = []
            for event in mailbox.take() {
                switch event {
                case .action(let action): actions.append(action)
                case .palette(let palette): self.palette = palette
                case .program, .reloadRequested, .stopRequested, .resumed, .ended: break
                }
            }
            if actions.isEmpty { return }
            waiting = actions.flatMap { update(&model, $0, now: clock()) }
        }
    }
}
