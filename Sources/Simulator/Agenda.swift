import Inbox

/// What is going to happen, in the order of its time; what was planned first comes first among equals.
struct Agenda: Hashable, Sendable {
    enum Occurrence: Hashable, Sendable {
        case status(wamid: String, word: String, error: SimError?)
        /// The person at this place of the list writes. Without a wamid one is made up as it happens.
        case inbound(person: Int, SimMessage, wamid: String?)
        case happening(SimHappening)
        /// Trouble of its own accord, unless it was set anew since that round.
        case crowd(round: Int)
        case change(round: Int)
        /// A pause of a template ends.
        case unpause(template: String)
        /// It is known how people take a template.
        case verdict(template: String)
        /// An edit of a template was looked at.
        case reviewed(template: String, isReworded: Bool)
        /// The messaging limit becomes the next.
        case raise
    }

    private struct Entry: Hashable, Sendable {
        var at: Instant
        var number: Int
        var occurrence: Occurrence

        func precedes(_ other: Entry) -> Bool { (at, number) < (other.at, other.number) }
    }

    /// Latest first, so that the next one is taken from the end.
    private var entries: [Entry] = []
    private var added = 0

    /// When the next thing happens.
    var next: Instant? { entries.last?.at }

    mutating func plan(_ occurrence: Occurrence, at time: Instant) {
        added += 1
        let entry = Entry(at: time, number: added, occurrence: occurrence)
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entry.precedes(entries[middle]) { low = middle + 1 } else { high = middle }
        }
        entries.insert(entry, at: low)
    }

    /// Takes the next thing that is due at `now`.
    mutating func take(dueAt now: Instant) -> (at: Instant, occurrence: Occurrence)? {
        guard let entry = entries.last, entry.at <= now else { return nil }
        entries.removeLast()
        return (entry.at, entry.occurrence)
    }
}
