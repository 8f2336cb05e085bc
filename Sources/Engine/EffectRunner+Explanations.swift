import Desk
import Foundation
import Inbox
import Spool
import Store

/// Answers questions about how something came to be: bounded reads, off the key path.
extension EffectRunner {
    /// More rows than a page is read for; the counts beside them are whole.
    static let explainedRows = 100

    func explanation(of question: Question) throws -> Explanation {
        let store = services.store
        switch question {
        case .message(let key): return .message(try store.trail(of: key))
        case .window(let key): return .window(try store.windowTrail(of: key))
        case .person(let key):
            var trail = try store.personTrail(of: key)
            try store.audit(
                of: [key], since: Instant(milliseconds: 0), until: services.clock() + .seconds(1),
                newest: PersonTrail.deedLimit
            ) { trail.deeds.append($0) }
            return .person(trail)
        case .fact(.outbox):
            let lines = try store.outboxLines(limit: Self.explainedRows)
            return .fact(
                .outbox(
                    lines.map { line in
                        StatusReport.OutboxRow(
                            item: line.item,
                            holder: line.item.state == .leaving ? line.worker.flatMap(ProcessNote.init(claim:)) : nil)
                    }))
        case .fact(.quarantine):
            return .fact(.quarantine(services.spool.map { Self.quarantined($0) } ?? []))
        case .fact(.unrouted): return .fact(.unrouted(try store.unroutedThreads(limit: Self.explainedRows)))
        case .fact(.limits): return .fact(.limits(try limits()))
        case .fact(.channel): return .fact(.channel(try store.channelEvents(limit: Self.explainedRows)))
        case .fact: return .fact(.nothing)
        case .today:
            let now = services.clock()
            return .today(
                try store.day(
                    since: services.zone.startOfDay(containing: now),
                    month: services.zone.startOfMonth(containing: now),
                    until: now, zone: services.zone, number: number))
        }
    }

    /// What lies in a spool's quarantine, the newest names first.
    static func quarantined(_ directory: SpoolDirectory) -> [QuarantinedFile] {
        let folder = directory.path(of: .quarantine)
        let suffix = ".reason"
        // A folder that is gone is told by whoever reads the spool.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []  // then there is none to show
        return names.filter { $0.hasSuffix(suffix) }.sorted(by: >).prefix(explainedRows).map { name in
            let bytes = FileManager.default.contents(atPath: folder + "/" + name)?.prefix(4_096) ?? Data()
            let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
            return QuarantinedFile(
                name: String(name.dropLast(suffix.count)), reason: String(decoding: line, as: UTF8.self))
        }
    }
}
