import Inbox
import Screen

/// Writing nothing but answers to somebody: never by itself, and only after one more key.
extension Model {
    mutating func askToOptOut() -> [Effect] {
        guard let row = conversation?.row else { return nothingOpen() }
        let scope: GateContext.OptOut? = row.optOut == .everything ? nil : .everything
        modes.append(.confirm(.optOut(row.key, scope, who: displayName(row))))
        return []
    }

    mutating func optOut(_ scope: GateContext.OptOut?, _ who: SafeText, in thread: ThreadKey) -> [Effect] {
        tell(scope == nil ? .optedInNow : .optedOutNow, who, tone: .good)
        return [.record(thread, [.optOut(scope)])]
    }
}
