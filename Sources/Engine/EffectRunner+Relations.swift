import Cloud
import Desk
import Inbox
import Store

/// What is said about a person as such: who they are, and whether they are blocked.
extension EffectRunner {
    /// The persons of both conversations are one from now on.
    func join(_ key: ThreadKey, _ person: PersonKey) throws {
        guard let other = try services.store.holding(of: person) else { throw StoreError.noSuchThread }
        try record(key, [.merge(other)])
    }

    /// The alias that stands for the person in a fact: their best, but for one that is split off from them.
    func holding(for act: AgentFact.Act, of key: ThreadKey) throws -> Holding? {
        if case .split(let apart) = act {
            return try services.store.holding(of: key.person, besides: apart.alias)
        }
        return try services.store.holding(of: key.person)
    }

    /// Asks the platform, and only what it says becomes a fact.
    func block(_ key: ThreadKey, _ address: Address, _ wish: Bool) {
        guard let client = services.client else {
            mailbox.post(.blockAnswered(.failed(Obstacle(EngineError.noToken)), wish, thread: key))
            return
        }
        Task.detached { [self] in
            mailbox.post(.blockAnswered(await answer(client, key, address, wish), wish, thread: key))
        }
    }

    private func answer(_ client: GraphClient, _ key: ThreadKey, _ address: Address, _ wish: Bool) async -> BlockAnswer
    {
        do {
            let report =
                try await wish
                ? client.block([address], number: key.number) : client.unblock([address], number: key.number)
            if let failed = report.failed.first { return .refused(FailureNote(failed.error)) }
            try record(key, [.block(wish)])
            return .done
        } catch {
            return .failed(Obstacle(error))
        }
    }
}
