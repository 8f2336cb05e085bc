import Inbox

@testable import Desk

/// One template for many, as the engine does it.
extension FakeInbox {
    private func isUnderWay(_ row: ThreadRow) -> Bool {
        items.contains { $0.address == row.address && $0.state == .queued }
    }

    func gather(_ keys: [ThreadKey]?, at now: Instant) -> Reopening.Gathering {
        let found = keys.map { $0.compactMap { rows[$0] } } ?? sorted(.shut, at: now)
        var gathering = Reopening.Gathering(people: [])
        for row in found {
            let why = Reopening.obstacle(to: row, isUnderWay: isUnderWay(row), at: now)
            if why == nil, gathering.people.count(where: { $0.obstacle == nil }) == Reopening.most {
                gathering.more += 1
                continue
            }
            let texts = (messages[row.key] ?? []).reversed().compactMap { $0.direction == .inbound ? $0.text : nil }
            gathering.people.append(Reopening.Person(row: row, texts: texts, obstacle: why))
        }
        return gathering
    }

    mutating func reopen(_ orders: [Reopening.Order], at now: Instant) -> Reopening.Report {
        var report = Reopening.Report()
        for order in orders {
            guard let row = rows[order.key] else {
                report.leftOut[order.key] = .gone
                continue
            }
            if let why = Reopening.obstacle(to: row, isUnderWay: isUnderWay(row), at: now) {
                report.leftOut[order.key] = why
                continue
            }
            let template = shelf.templates.first { $0.key == order.content.key }
            let verdict = gate.pass(
                .template(order.content), in: row.gateContext(), template: template, pass: .keyPress, at: now)
            switch verdict {
            case .failure(let refusal): report.leftOut[order.key] = .refused(refusal)
            case .success(let permit):
                items.append(
                    OutboxItem(
                        id: "many-\(items.count)", number: order.key.number, address: permit.address,
                        content: permit.content, actor: Cast.agent, enqueuedAt: now, dueAt: now,
                        notAfter: now + .hours(24)))
                var message = Cast.message(
                    order.key.person.row * 1_000, .outbound, nil, at: now, type: "template",
                    delivery: Delivery(stage: .queued, at: now))
                message.template = order.content.key.name
                messages[order.key, default: []].append(message)
                report.queued.append(order.key)
            }
        }
        return report
    }
}
