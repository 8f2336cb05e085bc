import Desk
import Inbox
import Screen
import Synchronization

/// What reaches the main loop, in order.
public enum LoopEvent: Sendable {
    case action(Action)
    /// A theme was loaded: how roles look from now on.
    case palette(Palette)
    /// A program takes the terminal for a while: its words, run without a shell of ours.
    case program([String])
    /// Someone stopped the program from outside (SIGTSTP).
    case stopRequested
    /// The program runs again, and the terminal's content is not to be trusted.
    case resumed
    /// The config is to be read again (SIGHUP).
    case reloadRequested
    /// The program is to end: a signal, or the terminal is gone.
    case ended(Ending)
}

/// Why the main loop ended.
public enum Ending: Hashable, Sendable {
    /// The agent quit.
    case quit
    case signal(Int32)
    /// The terminal is gone; nothing can be drawn any more.
    case terminalLost
    /// Whoever read what is written reads no more, as `head` does when it has enough.
    case readerGone
}

/// Collects events from any thread for the main loop, which takes all of them at once: however many come in a burst,
/// one frame is drawn.
///
/// Changes of the store that wait here are joined into one, which stands where the *last* of them came: what was posted
/// before a change is read before it, so no news overtakes the answer it follows. `ticked` says nothing twice either.
public final class Mailbox: Sendable {
    fileprivate struct Waiting {
        /// Nil where a joined event stood before.
        var events: [LoopEvent?] = []
        var changeIndex: Int?
        var change: Set<ThreadKey>?
        var tickIndex: Int?
        var gaps = 0

        mutating func clear(_ index: Int?) {
            guard let index else { return }
            events[index] = nil
            gaps += 1
        }
    }

    fileprivate let waiting = Mutex(Waiting())
    private let signal: AsyncStream<Void>.Continuation
    /// Yields when something came since the last `take`.
    public let arrivals: AsyncStream<Void>

    /// An empty one.
    public init() {
        (arrivals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Adds an event after those that wait, from any thread; never blocks for long.
    public func post(_ event: LoopEvent) {
        waiting.withLock { waiting in
            switch event {
            case .action(.storeChanged(let new)):
                if waiting.changeIndex == nil {
                    waiting.change = new
                } else if let new {
                    waiting.change?.formUnion(new)
                } else {
                    waiting.change = nil
                }
                waiting.clear(waiting.changeIndex)
                waiting.changeIndex = waiting.events.count
            case .action(.ticked):
                waiting.clear(waiting.tickIndex)
                waiting.tickIndex = waiting.events.count
            default: break
            }
            waiting.events.append(event)
            waiting.dropGaps()
        }
        signal.yield()
    }

    /// Adds an action, as `post(_:)` with any event.
    public func post(_ action: Action) { post(.action(action)) }

    /// Everything that came since the last time, in order.
    public func take() -> [LoopEvent] {
        waiting.withLock { waiting in
            if let index = waiting.changeIndex { waiting.events[index] = .action(.storeChanged(waiting.change)) }
            defer { waiting = Waiting() }
            return waiting.events.compactMap(\.self)
        }
    }
}

extension Mailbox.Waiting {
    /// While nobody takes anything (the program is stopped, say), joined events must not pile up as gaps.
    fileprivate mutating func dropGaps() {
        guard gaps > 64, gaps * 2 > events.count else { return }
        var kept: [LoopEvent?] = []
        var (change, tick): (Int?, Int?) = (nil, nil)
        for (index, event) in events.enumerated() where event != nil {
            if index == changeIndex { change = kept.count }
            if index == tickIndex { tick = kept.count }
            kept.append(event)
        }
        (events, changeIndex, tickIndex, gaps) = (kept, change, tick, 0)
    }
}

extension Mailbox {
    /// How many events and gaps wait; for tests.
    var waitingCount: Int { waiting.withLock { $0.events.count } }
}
