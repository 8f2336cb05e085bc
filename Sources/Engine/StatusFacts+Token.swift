import Desk

extension StatusFacts {
    /// This process has no token: it shows and queues, and nothing leaves from here.
    public func noteMissingToken() { change { $0.outboxTrouble = .noToken } }
}
