import Inbox

/// A queue in an order an agent chose. Small queues are read whole by the index that holds them and sorted; of the others
/// a page is read from an index in that order, so that it costs the same however many rows there are.
extension QueueQuery {
    /// What the rows of an order are sorted by; of two that are listed one after the other the first stands first.
    private struct Run {
        var section: Section
        var key: String
        var condition = "1"
        var index: String
        var isDescending = false
        var isText = false
    }

    private static func runs(of order: ListOrder) -> [Run] {
        switch order {
        case .own: []
        case .waiting:
            [
                Run(
                    section: .waiting, key: "t.waitingSince", condition: "t.waitingSince IS NOT NULL",
                    index: "threadByWaiting"),
                Run(
                    section: .answered, key: "t.newest", condition: "t.waitingSince IS NULL",
                    index: "threadOrderNewest"),
            ]
        case .window:
            [
                Run(section: .closing, key: "t.anyEnd", condition: "t.anyEnd > :now", index: "threadOrderEnd"),
                Run(
                    section: .shut, key: "t.anyEnd", condition: "t.anyEnd <= :now", index: "threadOrderEnd",
                    isDescending: true),
            ]
        case .newest: [Run(section: .answered, key: "t.newest", index: "threadOrderNewest")]
        case .priority: [Run(section: .answered, key: "t.urgency", index: "threadOrderPriority")]
        case .name: [Run(section: .answered, key: "t.sortName", index: "threadOrderName", isText: true)]
        }
    }

    /// Which rows a queue has, as conditions of which a row fulfils one at the most; with the index of a small set.
    private static func sources(of queue: Queue, isNew: Bool) -> [Source] {
        let open = "t.isDone = 0 AND t.snoozeEnd <= :now"
        switch queue {
        case .inbox: return [Source(condition: open)]
        case .mine: return [Source(condition: "\(open) AND t.assignee = :agent", index: "threadByAssignee")]
        case .unassigned: return [Source(condition: "\(open) AND t.assignee IS NULL")]
        case .closing:
            let isClosing = "t.certainEnd > :now AND t.certainEnd < :soon"
            return [
                Source(condition: "\(open) AND t.standing = 1 AND \(isClosing)", index: "threadByEnd"),
                Source(
                    condition: "\(open) AND t.standing = 0 AND t.waitingSince IS NOT NULL AND \(isClosing)",
                    index: "threadByNewest"),
            ]
        case .waiting:
            let mayBeOpen = isNew ? "(t.anyEnd > :now OR \(neverOpen))" : "t.anyEnd > :now"
            return [Source(condition: "\(open) AND t.waitingSince IS NOT NULL AND \(mayBeOpen)")]
        case .unread: return [Source(condition: "\(open) AND t.isUnread = 1", index: "threadUnread")]
        // Done or not.
        case .failed:
            return ["t.isDone = 0", "t.isDone = 1"].map {
                Source(condition: "\($0) AND t.standing = 0", index: "threadByNewest")
            }
        case .shut:
            let wasOpen = isNew ? " AND NOT \(neverOpen)" : ""
            return [Source(condition: "\(open) AND t.waitingSince IS NOT NULL AND t.anyEnd <= :now\(wasOpen)")]
        case .snoozed:
            return [
                Source(
                    condition: "t.isDone = 0 AND t.snoozedUntil IS NOT NULL AND t.snoozeEnd > :now",
                    index: "threadSnoozed")
            ]
        case .done: return [Source(condition: "t.isDone = 1")]
        // One index leads to both, each in order.
        case .all: return [Source(condition: "t.isDone = 0"), Source(condition: "t.isDone = 1")]
        }
    }

    /// - Parameter rest: what every row must be besides, each part after an AND.
    static func parts(of queue: Queue, in order: ListOrder, rest: String, isNew: Bool) -> [Part] {
        runs(of: order).map { run in
            Part(
                section: run.section, key: run.key,
                sources: sources(of: queue, isNew: isNew).map {
                    Source(condition: "\($0.condition) AND \(run.condition)\(rest)", index: $0.index ?? run.index)
                }, isDescending: run.isDescending, isText: run.isText)
        }
    }
}
