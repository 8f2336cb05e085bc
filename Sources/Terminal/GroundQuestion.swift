import Screen
import Synchronization

/// What colour the terminal's background is, asked once: the answer comes among the keys, on the reader's thread, or not
/// at all.
final class GroundQuestion: Sendable {
    private struct State {
        var isOpen = false
        var answer: RGB?
        var waiting: CheckedContinuation<RGB?, Never>?
    }

    /// The question, and one that every terminal answers after it.
    static let bytes = "\u{1B}]11;?\u{1B}\\\u{1B}[c"

    private let state = Mutex(State())

    /// From here on answers count.
    /// - Returns: false when it is being asked already.
    func begin() -> Bool {
        state.withLock { state in
            guard !state.isOpen else { return false }
            state = State(isOpen: true)
            return true
        }
    }

    /// Looks for the answer in what was read. What comes too late, or unasked, is passed over.
    func hear(_ events: [InputEvent]) {
        for case .reply(let reply) in events {
            switch reply {
            case .command(11, let text):
                if let color = RGB(terminalReply: text) { settle(color) }
            case .attributes: settle(nil)
            default: break
            }
        }
    }

    /// Nobody waits any longer. Once settled it stays so.
    func settle(_ color: RGB?) {
        let waiting = state.withLock { state -> CheckedContinuation<RGB?, Never>? in
            guard state.isOpen else { return nil }
            defer { state.waiting = nil }
            state.isOpen = false
            state.answer = color
            return state.waiting
        }
        waiting?.resume(returning: color)
    }

    /// Waits until it is settled.
    func answer() async -> RGB? {
        await withCheckedContinuation { continuation in
            let settled = state.withLock { state -> RGB?? in
                guard state.isOpen else { return .some(state.answer) }
                state.waiting = continuation
                return nil
            }
            if let settled { continuation.resume(returning: settled) }
        }
    }
}
