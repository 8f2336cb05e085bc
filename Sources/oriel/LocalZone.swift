import Foundation
import Inbox

extension ZoneOffsets {
    /// The offsets of a zone around a moment: enough for every message an agent looks at, found once at the start, because a
    /// zone look-up in a view would cost more than the view.
    init(_ zone: TimeZone, around now: Instant) {
        let span: Double = 3 * 366 * 86_400
        let start = Date(timeIntervalSince1970: Double(now.seconds) - span)
        let end = Date(timeIntervalSince1970: Double(now.seconds) + 366 * 86_400)
        var changes: [Change] = []
        var date = start
        // A zone changes a few times a year at most; the bound keeps a broken one from looping.
        for _ in 0..<64 {
            guard let next = zone.nextDaylightSavingTimeTransition(after: date), next < end, next > date else { break }
            changes.append(
                Change(
                    from: Instant(seconds: Int64(next.timeIntervalSince1970.rounded())),
                    offsetSeconds: Int64(zone.secondsFromGMT(for: next.addingTimeInterval(1)))))
            date = next
        }
        self.init(initialOffsetSeconds: Int64(zone.secondsFromGMT(for: start)), changes: changes)
    }
}
