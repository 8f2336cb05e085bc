import Inbox
import Screen

/// In which order a queue is listed: chosen for each, for as long as the program runs; the config says what it begins with.
extension Model {
    /// What the agent chose for a queue, else what the config says, else the queue's own.
    func order(of queue: Queue) -> ListOrder {
        let order = orders[queue] ?? settings.orders[queue] ?? .own
        return ListOrder.choices(of: queue).contains(order) ? order : .own
    }

    mutating func openOrder() -> [Effect] {
        guard ListOrder.choices(of: list.queue).count > 1 else {
            tell(.orderFixed, words.queue(list.queue))
            return []
        }
        var state = ChoiceState(subject: .order)
        state.index = ListOrder.choices(of: list.queue).firstIndex(of: list.order) ?? 0
        modes.append(.choice(state))
        return []
    }

    var orderEntries: [(name: String, entry: ChoiceEntry)] {
        ListOrder.choices(of: list.queue).map { order in
            let label = words.order(order)
            var entry = ChoiceEntry(choice: .order(order), label: label)
            if order == list.order { entry.notes = [words(.orderIs)] }
            return (label.string, entry)
        }
    }

    /// The list is read anew, with the selected conversation where it stands now.
    mutating func choose(order: ListOrder) -> [Effect] {
        modes.removeLast()
        orders[list.queue] = order
        guard order != list.order else { return [] }
        list.order = order
        list.lastKeyAt = now
        list.top = nil
        tell(.orderNow, words.queue(list.queue), words.order(order))
        return [.orderList(order), loadPage(list.selected.map { .around($0) } ?? .top, for: .show)]
    }
}

extension Words {
    /// The order of a list, by name.
    func order(_ order: ListOrder) -> SafeText {
        switch order {
        case .own: self(.orderOwn)
        case .waiting: self(.orderWaiting)
        case .window: self(.orderWindow)
        case .newest: self(.orderNewest)
        case .priority: self(.orderPriority)
        case .name: self(.orderName)
        }
    }
}
