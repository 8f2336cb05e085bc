import Foundation
import Inbox
import Simulator
import WhatsApp

/// The simulator with a clock and a way out for its webhooks.
actor SimulatedCloud {
    private var simulator: CloudSimulator
    private let sink: WebhookSink
    private let speed: Double
    private let start: Instant
    private let began = ContinuousClock.now
    private var waiting: [OutgoingWebhook] = []
    private var isDelivering = false
    private var isRough = false
    private(set) var isStopped = false

    init(world: World, trouble: Trouble.Level = .none, speed: Double, sink: WebhookSink) {
        simulator = CloudSimulator(world)
        if trouble != .none { simulator.set(Trouble(trouble), at: world.start) }
        isRough = trouble != .none
        start = world.start
        self.speed = speed
        self.sink = sink
    }

    /// The caller's clock: the start plus what has passed, times the speed.
    private var now: Instant {
        let passed = began.duration(to: .now)
        let milliseconds = Double(passed.components.seconds) * 1_000 + Double(passed.components.attoseconds) / 1e15
        return start + Span(milliseconds: Int64(milliseconds * speed))
    }

    // MARK: Calls

    func handle(_ request: SimRequest) async -> SimResponse {
        let response = simulator.handle(request, now: now)
        // In trouble some statuses are there before the answer.
        if isRough { await tick() }
        return response
    }

    /// A customer writes; when this returns, the webhook has been delivered or is being tried again.
    func inbound(from: String, name: String?, _ message: SimMessage) async throws(SimPersonError) -> JSONValue {
        let wamid = try simulator.inbound(from: from, name: name, message, at: now)
        await tick()
        return ["wamid": .string(wamid), "now": .string(simulator.time(now).rfc3339)]
    }

    /// Something happens by itself; when this returns, its webhook has been delivered or is being tried again.
    func happen(_ happening: SimHappening) async throws(SimHappeningError) -> JSONValue {
        let wamids = try simulator.happen(happening, at: now)
        await tick()
        return ["wamids": .array(wamids.map { .string($0) }), "now": .string(simulator.time(now).rfc3339)]
    }

    func fail(next fault: Fault, count: Int) {
        for _ in 0..<count { simulator.fail(next: fault) }
    }

    func steer(_ delivery: SteeringOrder.Delivery) {
        switch delivery {
        case .level(let level):
            simulator.set(Trouble(level), at: now)
            isRough = level != .none
        case .order(let order): simulator.order(order, at: now)
        }
    }

    func rule(_ json: JSONValue) throws(SteeringOrder.Mistake) {
        simulator.rules = try SteeringOrder.rules(json, changing: simulator.rules)
    }

    func amend(_ members: JSONObject) { simulator.amend(members) }

    func advance(_ span: Span) async -> JSONValue {
        simulator.advance(span)
        await tick()
        return ["now": .string(simulator.time(now).rfc3339)]
    }

    // MARK: Webhooks

    /// Lets happen what is due, until `stop`.
    func tickUntilStopped() async {
        while !isStopped, !Task.isCancelled {
            await tick()
            // Half a hundredth of a second late at most, and no work while nothing is planned.
            try? await Task.sleep(for: .milliseconds(20))  // cancelled: the loop's condition sees it
        }
    }

    func stop() { isStopped = true }

    /// Webhooks that the receiver has not taken.
    var undelivered: Int { waiting.count }

    func tick() async { await deliver(simulator.tick(now)) }

    /// Delivers in order. What is refused is tried again with the next tick, before anything newer.
    func deliver(_ webhooks: [OutgoingWebhook]) async {
        waiting += webhooks
        // One at a time: while one is on its way another call may come in here.
        guard !isDelivering else { return }
        isDelivering = true
        defer { isDelivering = false }
        var delivered = 0
        while delivered < waiting.count {
            guard await sink.deliver(waiting[delivered]) else { break }
            delivered += 1
        }
        waiting.removeFirst(delivered)
        if delivered == 0, !waiting.isEmpty {
            try? await Task.sleep(for: .seconds(1))  // cancelled: the caller ends anyway
        }
    }

    // MARK: Telling

    func readyLine(url: String, seed: UInt64) -> JSONValue {
        let account = simulator.account
        return [
            "url": .string(url), "phone_number_id": .string(account.phoneNumberID), "waba_id": .string(account.wabaID),
            "token": .string(account.token), "display_phone_number": .string(account.displayPhone),
            "seed": .number(String(seed)), "now": .string(simulator.time(now).rfc3339), "people": people,
        ]
    }

    /// What the cloud took and what customers wrote, to compare a sender's books with.
    var record: JSONValue {
        let accepted = simulator.accepted.map { message -> JSONValue in
            ["wamid": .string(message.wamid), "callback": message.callbackData.map { .string($0) } ?? .null]
        }
        return ["accepted": .array(accepted), "written": .array(simulator.written.map { .string($0) })]
    }

    /// Everybody's address and the platform's view of their window.
    var people: JSONValue {
        let time = simulator.time(now)
        return .array(
            simulator.people.map { person in
                let window = person.window(at: time)
                var members: JSONObject = [
                    "address": .string(person.address.value), "bsuid": .string(person.bsuid),
                    "window": [
                        "state": .string(window.word), "until": window.until.map { .string($0.rfc3339) } ?? .null,
                    ],
                ]
                members["name"] = person.name.map(JSONValue.string)
                members["phone"] = person.phone.map(JSONValue.string)
                members["username"] = person.username.map(JSONValue.string)
                members["group_id"] = person.groupID.map(JSONValue.string)
                return .object(members)
            })
    }
}
