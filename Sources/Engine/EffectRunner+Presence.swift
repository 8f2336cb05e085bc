import Desk
import Inbox
import Store
import Synchronization

/// Tells colleagues which conversation stands open here.
extension EffectRunner {
    /// A courtesy: when it cannot be told, nobody is worse off than without it, and what keeps the store from being written
    /// is told by what must be.
    func tellPresence(_ key: ThreadKey, isTyping: Bool) {
        let presence = Presence(agent: services.agent, isTyping: isTyping, at: services.clock())
        do {
            try services.store.tell(presence, in: key, process: services.process)
            wasPresent.withLock { $0 = true }
        } catch {
            return  // see above
        }
    }

    /// The inbox ends: colleagues need not wait until what it told has aged.
    func leave() {
        guard wasPresent.withLock({ $0 }) else { return }
        try? services.store.leave(process: services.process)  // else it ages
    }
}
