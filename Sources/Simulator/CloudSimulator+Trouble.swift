import Inbox
import WhatsApp

/// What the platform and its people do by themselves, and crowds on request.
extension CloudSimulator {
    /// From now on things go as roughly as `trouble` says; what is under way goes on as it was meant.
    public mutating func set(_ trouble: Trouble, at now: Instant) {
        courier.trouble = trouble
        troubleRound += 1
        let time = time(now)
        if let every = trouble.burstEvery { agenda.plan(.crowd(round: troubleRound), at: next(every, after: time)) }
        if let every = trouble.changeEvery { agenda.plan(.change(round: troubleRound), at: next(every, after: time)) }
    }

    /// The next webhooks come as ordered; several orders are filled one after another.
    public mutating func order(_ order: DeliveryOrder, at now: Instant) { courier.order(order, at: time(now)) }

    private mutating func next(_ every: Span, after time: Instant) -> Instant {
        time + Span(milliseconds: courier.number(in: every.milliseconds / 2...every.milliseconds * 3 / 2))
    }

    // MARK: Crowds

    mutating func gather(round: Int, at time: Instant) {
        guard round == troubleRound, let every = courier.trouble.burstEvery else { return }
        let count = Int(courier.number(in: courier.trouble.burst))
        let known = presentPlaces
        let first = known.isEmpty ? 0 : Int(courier.number(in: 0...Int64(known.count - 1)))
        for place in 0..<count {
            // Three of four are known, and nobody writes twice.
            let isKnown = place < known.count && courier.number(in: 0...3) > 0
            let person = isKnown ? known[(first + place) % known.count] : newcomer()
            write(from: person, place, of: count, at: time)
        }
        agenda.plan(.crowd(round: round), at: next(every, after: time))
    }

    /// - Returns: the ids of what they write.
    mutating func burst(_ count: Int, at time: Instant) -> [String] {
        let known = presentPlaces
        return (0..<count).map { place in
            write(from: place < known.count ? known[place] : newcomer(), place, of: count, at: time)
        }
    }

    /// Who can write under an identity of their own.
    private var presentPlaces: [Int] {
        people.indices.filter { people[$0].groupID == nil && !people[$0].isBlocked && people[$0].isReachable }
    }

    @discardableResult
    private mutating func write(from person: Int, _ place: Int, of count: Int, at time: Instant) -> String {
        let wamid = random.wamid()
        let at = time + Span(milliseconds: Int64(place * 1_000 / count))
        agenda.plan(.inbound(person: person, crowdMessage(), wamid: wamid), at: at)
        return wamid
    }

    private mutating func crowdMessage() -> SimMessage {
        let number = random.number(in: 1_000...9_999)
        switch random.number(in: 0...9) {
        case 0: return .image(id: "5\(random.number(in: 10_000_000...99_999_999))", caption: "pedido \(number)")
        case 1: return .location(latitude: -23.5, longitude: -46.6, name: "Entrega", address: "Rua \(number)")
        case 2: return .unsupported("poll_creation")
        default: return .text(Self.phrases[Int(number) % Self.phrases.count] + " \(number)")
        }
    }

    private static let phrases = [
        "Bom dia! Onde está o pedido", "Quero trocar o item", "Ainda têm a mesa", "Preciso da nota do pedido",
        "Qual é o prazo do pedido", "A entrega não chegou:",
    ]

    private mutating func newcomer() -> Int {
        let phone = newNumber()
        let name = "Cliente \(people.count + 1)"
        add(SimPerson(name: name, phone: phone, bsuid: madeUpBSUID()))
        return people.count - 1
    }

    /// An invented number that nobody here has or had.
    mutating func newNumber() -> String {
        numbersMade += 1
        let (block, line) = numbersMade.quotientAndRemainder(dividingBy: 100)
        let digits = { (number: Int, count: Int) in String(String(number + 1_000_000).suffix(count)) }
        let phone = "5511" + "9" + digits(block + 7_000, 4) + "01" + digits(line, 2)
        return placeOfAddress[phone] == nil ? phone : newNumber()
    }

    // MARK: Changes

    mutating func changeSomebody(round: Int, at time: Instant) {
        guard round == troubleRound, let every = courier.trouble.changeEvery else { return }
        agenda.plan(.change(round: round), at: next(every, after: time))
        let known = presentPlaces
        guard !known.isEmpty else { return }
        let place = known[Int(courier.number(in: 0...Int64(known.count - 1)))]
        switch courier.number(in: 0...5) {
        case 0, 1: _ = try? changeNumber(of: place, to: nil, at: time)  // a number of ours is free
        case 2: _ = rotate(place, asField: false, at: time)
        case 3: _ = rotate(place, asField: true, at: time)
        case 4: rename(place, to: "cliente.\(courier.number(in: 1_000...9_999))", hidesPhone: true)
        default: _ = changeCode(of: place, at: time)
        }
    }
}
