import GRDB
import Inbox

/// Where a file is, as a column stores it. Never renumber.
enum MediaCode: Int64, CaseIterable {
    case waiting = 0
    case moving = 1
    case here = 2
    case failed = 3
    case expired = 4
    case stopped = 5
}

extension MessageMedia.State {
    /// From the columns `state`, `dueAt`, `moved`, `size` and the failure's.
    init(_ row: Row) {
        let title: String? = row["failureTitle"]
        let note = title.map { FailureNote(code: row["failureCode"], title: $0, details: row["failureDetails"]) }
        switch MediaCode(rawValue: row["state"]) {
        case .waiting, nil:
            self = note.map { .waitingAgain($0, at: Instant(milliseconds: row["dueAt"])) } ?? .waiting
        case .moving: self = .moving(percent: Self.percent(row["moved"], of: row["size"]))
        case .here: self = .here
        case .failed: self = .failed(note ?? FailureNote(code: nil, title: ""))
        case .expired: self = .expired
        case .stopped: self = .stopped
        }
    }

    private static func percent(_ moved: Int64?, of size: Int64?) -> Int? {
        guard let moved, let size, size > 0 else { return nil }
        return Int(min(100, max(0, moved.multipliedReportingOverflow(by: 100).partialValue / size)))
    }
}
