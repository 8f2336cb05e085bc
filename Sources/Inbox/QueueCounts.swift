/// How many threads stand in each queue; shown in the top line and on section rules.
public struct QueueCounts: Hashable, Sendable {
    public var queues: [Queue: Int]
    public var sections: [Section: Int]

    public init(queues: [Queue: Int] = [:], sections: [Section: Int] = [:]) {
        self.queues = queues
        self.sections = sections
    }

    public subscript(queue: Queue) -> Int { queues[queue] ?? 0 }
    public subscript(section: Section) -> Int { sections[section] ?? 0 }
}
