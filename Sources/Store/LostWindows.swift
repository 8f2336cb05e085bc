import Inbox

/// Service windows that nobody answered, as a selection.
enum LostWindows {
    private static func start(_ table: String) -> String { FirstAnswers.start(table) }
    private static func isAnswer(_ table: String) -> String { FirstAnswers.isAnswer(table) }
    private static let length = ServiceWindow.length.milliseconds
    private static let calls = "(SELECT id FROM word WHERE text = '\(InboundEvent.acceptedCallType)')"

    /// `id`, `person`, `number`, `assignee`, `startedAt`, in no order; the window ends a day after `startedAt`, and one whose
    /// end is still ahead may yet be answered.
    ///
    /// The newest trigger of a window, where no accepted message answered it in time. Each subquery looks at what came
    /// after the trigger only: the start of a message is never after its stamp. A call of ours they accepted asks for no
    /// answer, so for it an earlier message must still have been waiting. `id` grows with the message's time: a range of it
    /// narrows the selection to a time.
    static let select = """
        SELECT m.id, t.person, m.number, t.assignee, \(start("m")) AS startedAt
        FROM message m JOIN thread t ON t.id = m.thread
        WHERE m.direction = 0 AND m.effect = 1 AND m.source = 0
            AND t.isUnrouted = 0
            AND NOT (t.isDone = 1 AND t.doneAt <= \(start("m")) + \(length))
            AND NOT EXISTS (
                SELECT 1 FROM message n WHERE n.thread = m.thread AND n.timestamp >= \(start("m"))
                    AND n.direction = 0 AND n.effect > 0 AND \(start("n")) <= \(start("m")) + \(length)
                    AND (\(start("n")), n.id) > (\(start("m")), m.id))
            AND NOT EXISTS (
                SELECT 1 FROM message a WHERE a.thread = m.thread AND a.timestamp >= m.timestamp
                    AND a.timestamp < \(start("m")) + \(length) AND \(isAnswer("a")))
            AND (m.type NOT IN \(calls) OR EXISTS (
                SELECT 1 FROM message w WHERE w.thread = m.thread AND w.direction = 0 AND w.effect = 1
                    AND w.type NOT IN \(calls) AND w.timestamp <= m.timestamp
                    AND w.timestamp > ifnull((
                        SELECT max(a.timestamp) FROM message a WHERE a.thread = m.thread
                            AND a.timestamp < m.timestamp AND \(isAnswer("a"))
                        ), -9000000000000000000)))
        """
}
