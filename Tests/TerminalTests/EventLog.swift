import Screen
import Terminal

/// What a surface said, in order.
@MainActor
final class EventLog {
    private(set) var events: [TerminalEvent] = []

    init(_ surface: CursesSurface) {
        Task { @MainActor [events = surface.events] in
            for await event in events { self.events.append(event) }
        }
    }

    var inputs: [InputEvent] {
        events.compactMap { event in
            if case .input(let input) = event { input } else { nil }
        }
    }
}
