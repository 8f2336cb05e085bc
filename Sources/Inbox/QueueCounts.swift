/// How many threads stand in each queue; shown in the top line and on section rules.
public struct QueueCounts: Hashable, Sendable {
    /// Threads in each queue; a queue that is missing is empty.
    public var queues: [Queue: Int]
    /// Threads in each section of the inbox; a section that is missing is empty.
    public var sections: [Section: Int]
    /// Threads of the agent that are snoozed, and so in no queue of theirs but `snoozed`.
    public var mineSnoozed = 0
    /// When the first of the snoozed comes back by the clock; nil when none does.
    public var nextReturn: Instant?

    /// The counts as the store gives them; nothing anywhere by default.
    public init(queues: [Queue: Int] = [:], sections: [Section: Int] = [:]) {
        self.queues = queues
        self.sections = sections
    }

    /// Threads in a queue, 0 when nothing was counted.
    public subscript(queue: Queue) -> Int { queues[queue] ?? 0 }
    /// Threads in a section, 0 when nothing was counted.
    public subscript(section: Section) -> Int { sections[section] ?? 0 }
}
