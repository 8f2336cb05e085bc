import Dispatch
import Foundation
import Inbox
import Spool
import Store
import WhatsApp

/// A batch of spool files, read and understood, ready for the store.
struct ReadBatch: Sendable {
    var names: [SpoolName] = []
    var receptions: [Reception] = []
    /// Files whose body is no JSON.
    var unreadable: [(SpoolName, String)] = []
    var batch: Batch
}

/// From spool files to receptions: decoding is the dearest step beside SQL, so it runs on as many cores as there are.
enum SpoolPipeline {
    static func read(_ batch: Batch) -> ReadBatch {
        let envelopes = batch.envelopes
        var result = ReadBatch(batch: batch)
        let decoded = ConcurrentMap.map(envelopes) { envelope in
            Result<Reception, WebhookError> { () throws(WebhookError) in try Self.reception(envelope) }
        }
        for (envelope, outcome) in zip(envelopes, decoded) {
            switch outcome {
            case .success(let reception):
                result.names.append(envelope.name)
                result.receptions.append(reception)
            case .failure(let error): result.unreadable.append((envelope.name, String(describing: error)))
            }
        }
        return result
    }

    static func reception(_ envelope: Envelope) throws(WebhookError) -> Reception {
        let arrival = envelope.arrivalMilliseconds.map { Instant(milliseconds: $0) }
        let digest = envelope.digest.hex
        let webhook = try Webhook(bytes: envelope.body)
        let events = EventReader.events(of: webhook, digest: digest, arrival: arrival)
        return Reception(
            digest: digest, body: envelope.body, arrival: arrival, events: events, file: "\(envelope.name)")
    }
}

/// Maps an array on all cores, keeping its order.
enum ConcurrentMap {
    static func map<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], _ transform: @escaping @Sendable (Input) -> Output
    ) -> [Output] {
        guard inputs.count > 32 else { return inputs.map(transform) }
        let lanes = min(8, max(2, ProcessInfo.processInfo.activeProcessorCount))
        let size = (inputs.count + lanes - 1) / lanes
        let parts = LockedParts<Output>(count: lanes)
        DispatchQueue.concurrentPerform(iterations: lanes) { lane in
            let range = min(lane * size, inputs.count)..<min((lane + 1) * size, inputs.count)
            parts.set(inputs[range].map(transform), at: lane)
        }
        return parts.joined
    }
}
