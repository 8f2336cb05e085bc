import Engine
import Foundation
import Inbox
import Spool
import Store
import WhatsApp

/// How fast webhooks become conversations.
struct IngestBench {
    let store: InboxStore
    let directory: String
    let files: Int

    /// Fills the store with `count` texts, as fast as it takes them, without a spool.
    func load(_ count: Int, from traffic: inout Traffic, into table: inout BenchTable) throws {
        let start = ContinuousClock.now
        let cost = ProcessorTime.milliseconds
        var place = 0
        while place < count {
            var receptions: [Reception] = []
            while place < count, receptions.count < 4_000 {
                let body = traffic.text(place, of: count)
                receptions.append(try Self.reception(body, digest: Digest.sha256(body).hex, arrival: nil))
                place += 1
            }
            _ = try store.apply(receptions, numbers: nil)
        }
        table.put("load: decode and apply, messages/s", Self.rate(count, Samples.milliseconds(since: start)))
        table.put("  messages per second of processor", Self.rate(count, ProcessorTime.milliseconds - cost))
    }

    /// Each stage by itself, one after another on one thread.
    func stages(_ traffic: inout Traffic, into table: inout BenchTable) throws {
        let spool = try fill("stages", &traffic)
        var reader = SpoolReader(directory: spool)
        let now = Traffic.now.milliseconds
        var read = 0.0
        var decode = 0.0
        var apply = 0.0
        var rename = 0.0
        var done = 0
        while done < files {
            var start = ContinuousClock.now
            let batch = try reader.batch(now: now, once: true)
            read += Samples.milliseconds(since: start)
            guard !batch.envelopes.isEmpty else { break }
            start = ContinuousClock.now
            let receptions = try batch.envelopes.map { envelope in
                try Self.reception(
                    envelope.body, digest: envelope.digest.hex,
                    arrival: envelope.arrivalMilliseconds.map { Instant(milliseconds: $0) })
            }
            decode += Samples.milliseconds(since: start)
            start = ContinuousClock.now
            _ = try store.apply(receptions, numbers: nil)
            apply += Samples.milliseconds(since: start)
            start = ContinuousClock.now
            reader.finish(batch.envelopes.map(\.name), day: SpoolDay(milliseconds: now))
            rename += Samples.milliseconds(since: start)
            done += batch.envelopes.count
        }
        table.put("ingest: read, events/s", Self.rate(done, read))
        table.put("ingest: decode, events/s", Self.rate(done, decode))
        table.put("ingest: apply, events/s", Self.rate(done, apply))
        table.put("ingest: rename, events/s", Self.rate(done, rename))
    }

    /// As the program does it: reading ahead and renaming beside the transaction.
    func whole(_ traffic: inout Traffic, into table: inout BenchTable) throws {
        let spool = try fill("whole", &traffic)
        let intake = SpoolIntake(
            store: store, reader: SpoolReader(directory: spool), numbers: nil, once: true, clock: { Traffic.now })
        var totals = SpoolIntake.Totals()
        let start = ContinuousClock.now
        let cost = ProcessorTime.milliseconds
        _ = try intake.drain(&totals)
        table.put("ingest: all of it, events/s", Self.rate(totals.report.files, Samples.milliseconds(since: start)))
        table.put("  events per second of processor", Self.rate(totals.report.files, ProcessorTime.milliseconds - cost))
    }

    /// A spool with `files` webhooks waiting. Written plainly: making it is not what is measured.
    private func fill(_ name: String, _ traffic: inout Traffic) throws -> SpoolDirectory {
        let spool = try SpoolDirectory(path: directory + "/" + name)
        for place in 0..<files {
            let body = traffic.mixed(place, of: files)
            let path =
                spool.path(of: .new) + "/\(Traffic.now.milliseconds - Int64(files - place))-\(name)-\(place).json"
            try Data(body).write(to: URL(filePath: path))
        }
        return spool
    }

    private static func reception(_ body: [UInt8], digest: String, arrival: Instant?) throws -> Reception {
        let events = EventReader.events(of: try Webhook(bytes: body), digest: digest, arrival: arrival)
        return Reception(digest: digest, body: body, arrival: arrival, events: events)
    }

    private static func rate(_ count: Int, _ milliseconds: Double) -> String {
        milliseconds > 0 ? Samples.short(Double(count) / milliseconds * 1_000) : "–"
    }
}
