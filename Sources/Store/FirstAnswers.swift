import Inbox

/// Our first answer after each time somebody began to wait: how long they waited, and who ended it.
enum FirstAnswers {
    /// Whether a row of `message` counts as an answer: the platform took it, and it is more than a reaction.
    static func isAnswer(_ table: String) -> String {
        """
        \(table).direction = 1 AND \(table).lane = 0 AND \(table).stage >= \(DeliveryStage.accepted.rawValue)
        AND \(table).type <> \(StatusCode.reaction)
        """
    }

    /// When something a customer did began to count: a stamp of the future is not believed (law 1).
    static func start(_ table: String) -> String {
        "min(\(table).timestamp, ifnull(\(table).arrival, \(table).timestamp))"
    }

    private static let asks = """
        q.direction = 0 AND q.source = \(Telling.live.rawValue) AND q.effect = \(WindowEffect.opens.rawValue)
        AND q.type NOT IN (SELECT id FROM word WHERE text = '\(InboundEvent.acceptedCallType)')
        """

    /// `id`, `thread`, `person`, `number`, `author`, `localID`, `wamid`, `askedAt`, `answeredAt`, in no order. For each message of ours it looks
    /// at no more of the conversation than what came since the one before, by the index of its messages; a range of `id`
    /// narrows it to a time.
    static let select = """
        SELECT * FROM (
            SELECT a.id, a.thread, t.person, a.number, a.author, a.localID, a.wamid, a.timestamp AS answeredAt, (
                SELECT min(\(start("q"))) FROM message q
                WHERE q.thread = a.thread AND q.timestamp <= a.timestamp AND \(asks) AND q.timestamp > ifnull((
                    SELECT b.timestamp FROM message b WHERE b.thread = a.thread AND \(isAnswer("b"))
                        AND (b.timestamp, b.tie) < (a.timestamp, a.tie)
                    ORDER BY b.timestamp DESC, b.tie DESC LIMIT 1), -9000000000000000000)) AS askedAt
            FROM message a JOIN thread t ON t.id = a.thread WHERE \(isAnswer("a")))
        WHERE askedAt IS NOT NULL
        """
}
