import Inbox
import WhatsApp

/// A WhatsApp cloud in process: people, windows, limits, statuses and errors, all from a seed.
///
/// A value without a clock: every method takes the time and returns what comes of it. The same seed and the same calls
/// give the same bytes.
public struct CloudSimulator: Hashable, Sendable {
    /// The business it serves; a request for another is answered as the platform answers one for an unknown object.
    public let account: SimAccount
    /// Everybody it knows, in the order they came; `add(_:)` and `inbound` let people in.
    public internal(set) var people: [SimPerson]
    /// The account's templates, as the list shows them.
    public internal(set) var templates: [SimTemplate]
    /// Free-form messages to a closed window are accepted and fail a moment later, instead of being refused at once:
    /// the platform does either (`whatsapp.md` §3.1).
    public var refusesClosedWindowsLate = false
    /// What the business may do.
    public var rules = SimRules()

    var writer: WebhookWriter
    var random: SeededRandom
    var agenda = Agenda()
    /// Happened, not fetched yet.
    private var ready: [OutgoingWebhook] = []
    var courier: Courier
    /// How people take the templates, by id.
    var standings: [String: TemplateStanding] = [:]
    /// The id of the template a person got last, by place.
    var newestTemplate: [Int: String] = [:]
    var limit: MessagingLimit
    /// The limit is about to be raised.
    var isRaising = false
    /// How often trouble was set.
    var troubleRound = 0
    /// How many numbers were invented.
    var numbersMade = 0
    /// Our messages by wamid, for their statuses.
    var sent: [String: SentMessage] = [:]
    /// When each message of a customer's was sent, by wamid: what can be marked read or reacted to.
    var inbound: [String: Instant] = [:]
    /// When each of ours was taken, by wamid.
    var outbound: [String: Instant] = [:]
    /// Messages of either side that are reactions: nobody can react to them.
    var reactions: Set<String> = []
    /// Everything the cloud took, oldest first, as long as it lives: what a sender's own books are compared with.
    public internal(set) var accepted: [Acceptance] = []
    /// The ids of what customers wrote to this cloud, oldest first; what a world calls its past is not among them.
    public internal(set) var written: [String] = []
    /// Who wrote them: places in the list of people, by wamid.
    var authors: [String: Int] = [:]
    var throughput = SlidingLimit(limit: 80, span: .seconds(1))
    var calls = SlidingLimit(limit: 5_000, span: .hours(1))
    var faults: [Fault] = []
    /// How far the cloud's clock was moved ahead of the caller's.
    var advanced = Span.zero
    var isSubscribed = true
    var callbacks = Callbacks()
    /// The display name that was asked for.
    var newName: String?
    var registration = Registration()
    /// What left and arrived, for analytics.
    var traffic: [TrafficPoint] = []
    /// The account measures its templates.
    var hasInsights = false
    var shopSettings = CloudSimulator.firstShop
    /// Templates made within the hour.
    var creations = SlidingLimit(limit: 100, span: .hours(1))
    /// When names of templates were given up, by name, or by name and language while others of the name are left.
    var deletedNames: [String: Instant] = [:]
    /// Files that were uploaded or put there, by id.
    var files: [String: SimMedia] = [:]
    /// Files of customers, by id: their bytes follow from it.
    var offered: [String: Offer] = [:]
    /// Where files can be fetched, by the word in the address.
    var addresses: [String: MediaAddress] = [:]
    /// Service messages delivered in the month below.
    var serviceDelivered = 0
    var allowanceMonth: Int64 = 0
    /// Grows when somebody is blocked or unblocked: a page's cursor holds for one state of the list.
    var blockRevision = 0
    /// What customers read about the business.
    var profile = CloudSimulator.firstProfile
    /// Members of the number's and the account's node that are not as usual.
    var amended = JSONObject()
    var placeOfAddress: [String: Int] = [:]
    var placeOfUsername: [String: Int] = [:]

    struct SentMessage: Hashable, Sendable {
        var person: Int
        var category: String
        var isFreeForm: Bool
        var callbackData: String?
        /// Of the template that Direct Send made or found.
        var templateID: String?
        /// The id of the template it was made from.
        var template: String?
        /// From when on it is not delivered any more.
        var expiresAt: Instant
    }

    /// A message the cloud took.
    public struct Acceptance: Hashable, Sendable {
        /// The id the cloud gave it.
        public var wamid: String
        /// `biz_opaque_callback_data` as the sender gave it.
        public var callbackData: String?
    }

    /// An empty cloud with the people and templates given.
    public init(account: SimAccount, people: [SimPerson] = [], templates: [SimTemplate] = [], seed: UInt64) {
        self.account = account
        self.people = []
        self.templates = templates
        writer = WebhookWriter(account: account)
        random = SeededRandom(seed: seed)
        courier = Courier(seed: seed)
        limit = MessagingLimit(account.messagingLimit)
        for person in people { add(person) }
    }

    /// The cloud of a world at its start, with everything its script is going to do.
    public init(_ world: World) {
        self.init(account: world.account, people: world.people, templates: world.templates, seed: world.seed)
        // Another stream than the one the world itself was made from, or ids would repeat.
        random = SeededRandom(seed: world.seed &+ UInt64(bitPattern: world.start.milliseconds) ^ 0x5157_AA11)
        for (wamid, at) in world.inboundIDs { inbound[wamid] = at }
        for file in world.files { offered[file.id] = Offer(mimeType: file.mimeType, sentAt: file.sentAt) }
        for answer in world.answers { outbound[answer.wamid] = answer.at }
        for step in world.script {
            switch step.act {
            case .writes(let message):
                if let place = place(of: step.person) {
                    agenda.plan(.inbound(person: place, message, wamid: nil), at: step.at)
                }
            case .status(let word, let wamid, let callbackData):
                guard let place = place(of: step.person) else { continue }
                sent[wamid] = SentMessage(
                    person: place, category: "service", isFreeForm: true, callbackData: callbackData,
                    expiresAt: step.at + .seconds(Limits.undeliveredLife))
                agenda.plan(.status(wamid: wamid, word: word, error: nil), at: step.at)
            case .happens(let happening): agenda.plan(.happening(happening), at: step.at)
            }
        }
    }

    // MARK: Time

    /// The cloud's own time when the caller's clock shows `now`.
    public func time(_ now: Instant) -> Instant { now + advanced }

    /// Moves the cloud's clock ahead: everything due in between happens with the next `tick`. Never moves it back.
    public mutating func advance(_ span: Span) {
        if span > .zero { advanced = advanced + span }
    }

    /// When something happens next, on the caller's clock; nil when nothing is planned.
    public var nextDue: Instant? {
        if let first = ready.first { return first.at - advanced }
        return [agenda.next, courier.nextDue].compactMap { $0 }.min().map { $0 - advanced }
    }

    /// Lets everything happen that is due, and returns the webhooks that tell of it, in order.
    public mutating func tick(_ now: Instant) -> [OutgoingWebhook] {
        happen(until: time(now))
        let carried = courier.collect(dueAt: time(now))
        let told = carried.isEmpty ? ready : Self.inOrder(ready + carried)
        ready = []
        return told
    }

    private static func inOrder(_ webhooks: [OutgoingWebhook]) -> [OutgoingWebhook] {
        webhooks.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    /// Sends a webhook on its way. An app that left the account hears nothing of what happens meanwhile (`whatsapp.md`
    /// §1.4).
    mutating func post(_ body: [UInt8], at time: Instant) {
        guard isSubscribed, let webhook = courier.carry(OutgoingWebhook(at: time, body: body)) else { return }
        ready.append(webhook)
    }

    /// A person who answers at once and for ever would never let a tick end.
    private static let mostAtOnce = 100_000

    /// - Parameter time: the cloud's time.
    mutating func happen(until time: Instant) {
        for _ in 0..<Self.mostAtOnce {
            guard let (at, occurrence) = agenda.take(dueAt: time) else { return }
            switch occurrence {
            case .status(let wamid, let word, let error): tell(wamid, word, error, at: at)
            case .inbound(let person, let message, let wamid): receive(message, from: person, wamid: wamid, at: at)
            case .happening(let happening):
                _ = try? play(happening, at: at)  // of nobody: a script names who is there, as its test sees to
            case .crowd(let round): gather(round: round, at: at)
            case .change(let round): changeSomebody(round: round, at: at)
            case .unpause(let template): unpause(template, at: at)
            case .verdict(let template): judgePacing(template, at: at)
            case .reviewed(let template, let isReworded): approve(template, isReworded: isReworded, at: at)
            case .raise: raise(at: at)
            }
        }
    }

    private mutating func tell(_ wamid: String, _ word: String, _ error: SimError?, at time: Instant) {
        guard let message = sent[wamid] else { return }
        if people[message.person].isPhoneOff, word == "delivered" || word == "read" {
            // It arrives, and is read, when the phone is on again.
            if word == "delivered" { people[message.person].waiting.append(wamid) }
            return
        }
        let status = WebhookWriter.Status(
            wamid: wamid, word: word, at: time, callbackData: message.callbackData, category: message.category,
            isFree: message.category == "service" && isWithinAllowance(at: time), error: error,
            templateID: message.templateID)
        if word == "delivered", message.category == "service" { serviceDelivered += 1 }
        if error == nil, let kind = TrafficPoint.Kind(rawValue: word) {
            traffic.append(
                TrafficPoint(
                    at: time, kind: kind, template: message.template, category: message.category,
                    isFree: status.isFree))
        }
        post(writer.status(status, for: people[message.person]), at: time)
        if word == "delivered" {
            reply(to: message, at: time)
            if let template = message.template { arrive(template, at: message.person, time) }
        }
        if word == "read" || word == "failed" { sent[wamid] = nil }
    }

    /// A number has 1,000 free messages a month (`whatsapp.md` §3.6); the account's months are those of UTC here.
    mutating func isWithinAllowance(at time: Instant) -> Bool {
        let civil = CivilTime(time)
        let month = civil.year * 12 + Int64(civil.month)
        if month != allowanceMonth { (allowanceMonth, serviceDelivered) = (month, 0) }
        return serviceDelivered < ServiceAllowance.size
    }

    private mutating func reply(to message: SentMessage, at time: Instant) {
        let fits = people[message.person].behaviour.replies.firstIndex { reply in
            switch reply.trigger {
            case .anything: true
            case .freeForm: message.isFreeForm
            case .template: !message.isFreeForm
            }
        }
        guard let fits else { return }
        let reply = people[message.person].behaviour.replies.remove(at: fits)
        agenda.plan(.inbound(person: message.person, reply.message, wamid: nil), at: time + reply.after)
    }

    private mutating func receive(_ message: SimMessage, from person: Int, wamid: String?, at time: Instant) {
        let id = wamid ?? random.wamid()
        // Nothing that a blocked person does reaches the business.
        if people[person].isBlocked { return }
        inbound[id] = time
        if message.type == "reaction" { reactions.insert(id) }
        offer(message, sentAt: time)
        written.append(id)
        authors[id] = person
        people[person].isReachable = true
        let body = writer.message(message, from: people[person], wamid: id, at: time)
        // The throughput is of both directions together (`whatsapp.md` §8).
        throughput.note(at: time)
        let isElsewhere = otherOwner(of: person, at: time) != nil
        if opensWindow(body) {
            // The platform counts from the stamp it prints, which has no fraction.
            let stamp = Instant(seconds: time.seconds)
            people[person].lastTrigger = people[person].lastTrigger.map { max($0, stamp) } ?? stamp
        }
        // Who does not own the thread only listens.
        post(isElsewhere ? writer.standby(body) : body, at: time)
    }

    /// Notices of the platform, edits and revocations are no messages of the customer's (`whatsapp.md` §3.1–3.2).
    private func opensWindow(_ body: [UInt8]) -> Bool {
        guard let webhook = try? Webhook(bytes: body) else { return false }  // we wrote it ourselves
        return EventReader.events(of: webhook, digest: "", arrival: nil).contains {
            if case .message(let event) = $0 { event.effect != .none } else { false }
        }
    }

    // MARK: Faults

    /// Lets the next fitting call go wrong; several are used up in the order given.
    public mutating func fail(next fault: Fault) { faults.append(fault) }
}
