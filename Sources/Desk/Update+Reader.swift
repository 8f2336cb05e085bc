import Inbox
import Screen

/// Whoever only reads: every key that looks works, every key that would change something says in one sentence that it does not.
extension Model {
    /// Says that nothing is written here, when a command would.
    ///
    /// - Returns: whether it is refused.
    mutating func refusesToReader(_ command: Command) -> Bool {
        guard settings.isReader, command.writes(in: scope) else { return false }
        tell(.readerRefuses, tone: .warning)
        return true
    }

    /// The same of an order of the line mode.
    mutating func refusesToReader(_ order: PlainOrder) -> Bool {
        let writes =
            switch order {
            case .reply, .canned, .template, .templateNamed, .fill, .send, .react, .quote, .note, .snooze, .label,
                .priority, .attach, .caption, .build, .new, .reopen, .leaveOut, .join, .handOver:
                true
            case .assign(let agent): agent != nil
            case .marked(let verb): verb != nil
            case .who(let number): number != nil
            case .state(let line): line != nil
            case .command(let command), .onMessage(let command, _): command.writes(in: .messages)
            case .next, .list, .open, .go, .find, .read, .older, .yes, .no, .messages, .files, .save, .kinds,
                .templates, .cannedReplies, .labels, .queue, .filter, .status, .help, .cancel, .quit, .end, .mark,
                .team,
                .pipe:
                false
            }
        guard settings.isReader, writes else { return false }
        tell(.readerRefuses, tone: .warning)
        return true
    }

    /// There is no box to write in: the messages have the keyboard in its place. And should a way have been forgotten, nothing
    /// is asked for that writes.
    mutating func keepReading(_ effects: [Effect]) -> [Effect] {
        guard settings.isReader else { return effects }
        if focus == .compose {
            focus = .messages
            let newest = conversation?.messages.last?.key
            if conversation?.selected == nil { conversation?.selected = newest }
        }
        return effects.filter { !$0.writes }
    }
}
