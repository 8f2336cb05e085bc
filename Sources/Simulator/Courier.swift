import Inbox
import WhatsApp

/// The way of webhooks to the business: at once and alone, or as trouble and orders want it. What becomes of a webhook is
/// decided when it happens, from a stream of its own, so that it does not matter how often somebody looks.
struct Courier: Hashable, Sendable {
    var trouble = Trouble(.none)
    private let seed: UInt64
    private var random: SeededRandom
    private var orders: [DeliveryOrder] = []
    private var gathered: [OutgoingWebhook] = []
    /// Since when the first order gathers.
    private var since: Instant?
    /// Latest first, so that the next one is taken from the end.
    private var parcels: [Parcel] = []
    private var added = 0

    private struct Parcel: Hashable {
        var at: Instant
        var number: Int
        var body: [UInt8]
        var isBatched: Bool

        func precedes(_ other: Parcel) -> Bool { (at, number) < (other.at, other.number) }
    }

    init(seed: UInt64) {
        self.seed = seed
        random = SeededRandom(seed: seed ^ 0x0C0F_FEE0_B00C_0DE5)
    }

    /// Something that happens to so many of a thousand.
    mutating func happens(_ share: Int64) -> Bool { share > 0 && random.number(in: 0...999) < share }

    mutating func number(in range: ClosedRange<Int64>) -> Int64 { random.number(in: range) }

    // MARK: Taking

    /// - Parameter now: the cloud's time; what gathers longer than it should goes as it is.
    mutating func order(_ order: DeliveryOrder, at now: Instant) {
        overrun(now)
        orders.append(order)
        if orders.count == 1 { since = now }
    }

    /// Takes a webhook along.
    ///
    /// - Returns: it, when it can be told at once.
    mutating func carry(_ webhook: OutgoingWebhook) -> OutgoingWebhook? {
        overrun(webhook.at)
        switch orders.first {
        case .batch(let count, _)?, .reverse(let count, _)?:
            gathered.append(webhook)
            if gathered.count >= count { release(at: webhook.at) }
            return nil
        case .duplicate(let count)?:
            add(webhook.body, at: webhook.at + .seconds(1))
            if count > 1 { orders[0] = .duplicate(count - 1) } else { next(at: webhook.at) }
        case nil: break
        }
        guard !trouble.isCalm else { return webhook }
        send(webhook)
        for _ in 0..<3 {
            guard happens(trouble.repeated) else { break }
            send(webhook)
        }
        return nil
    }

    private mutating func send(_ webhook: OutgoingWebhook) {
        var at = webhook.at
        if happens(trouble.delayed) { at = at + Span(milliseconds: number(in: 1...trouble.delay.milliseconds)) }
        if happens(trouble.retried) { at = at + Span(milliseconds: number(in: 1...trouble.lateness.milliseconds)) }
        guard happens(trouble.batched) else { return add(webhook.body, at: at) }
        let pace = trouble.pace.milliseconds
        // Always after what it holds, so that nothing can come too late for it.
        add(webhook.body, at: Instant(milliseconds: (at.milliseconds / pace + 1) * pace), isBatched: true)
    }

    private mutating func add(_ body: [UInt8], at time: Instant, isBatched: Bool = false) {
        added += 1
        let parcel = Parcel(at: time, number: added, body: body, isBatched: isBatched)
        var low = 0
        var high = parcels.count
        while low < high {
            let middle = (low + high) / 2
            if parcel.precedes(parcels[middle]) { low = middle + 1 } else { high = middle }
        }
        parcels.insert(parcel, at: low)
    }

    // MARK: Orders

    private var deadline: Instant? {
        switch orders.first {
        case .batch(_, let span)?, .reverse(_, let span)?: since.map { $0 + span }
        case .duplicate?, nil: nil
        }
    }

    private mutating func overrun(_ now: Instant) {
        while let deadline, deadline <= now { release(at: deadline) }
    }

    /// What was gathered leaves.
    private mutating func release(at time: Instant) {
        defer { next(at: time) }
        switch orders.first {
        case .batch?:
            let form = WebhookBatch.Form.allCases[Int(number(in: 0...2))]
            for body in WebhookBatch.bodies(of: gathered.map(\.body), form) { add(body, at: time) }
        case .reverse?:
            for (place, webhook) in gathered.reversed().enumerated() {
                add(webhook.body, at: time + Span(milliseconds: Int64(place)))
            }
        case .duplicate?, nil: break
        }
        gathered = []
    }

    private mutating func next(at time: Instant) {
        orders.removeFirst()
        since = orders.isEmpty ? nil : time
    }

    // MARK: Delivering

    /// When there is something to tell next.
    var nextDue: Instant? {
        let due = [parcels.last?.at, gathered.isEmpty ? nil : deadline].compactMap { $0 }
        return due.min()
    }

    /// What arrives by now.
    mutating func collect(dueAt now: Instant) -> [OutgoingWebhook] {
        overrun(now)
        var webhooks: [OutgoingWebhook] = []
        while let parcel = parcels.last, parcel.at <= now {
            parcels.removeLast()
            guard parcel.isBatched else {
                webhooks.append(OutgoingWebhook(at: parcel.at, body: parcel.body))
                continue
            }
            webhooks += batch(of: parcel)
        }
        return webhooks
    }

    /// All that leave in one POST with this one.
    private mutating func batch(of first: Parcel) -> [OutgoingWebhook] {
        var load = [first.body]
        var rest: [Parcel] = []
        while let parcel = parcels.last, parcel.at == first.at {
            parcels.removeLast()
            if parcel.isBatched { load.append(parcel.body) } else { rest.append(parcel) }
        }
        parcels += rest.reversed()
        // From the batch alone: it must not matter when it is collected.
        var random = SeededRandom(seed: seed ^ UInt64(bitPattern: first.at.milliseconds))
        let form = WebhookBatch.Form.allCases[Int(random.number(in: 0...2))]
        return WebhookBatch.bodies(of: load, form).map { OutgoingWebhook(at: first.at, body: $0) }
    }
}
