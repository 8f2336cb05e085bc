import Inbox
import Screen
import WhatsApp

/// Writing nothing but answers to somebody: never by itself, and only after one more key.
extension Model {
    /// Why no template of that category will leave to them, whatever is filled in; nil when one may.
    func stop(category: String) -> SafeText? {
        guard !isReopening, let row = conversation?.row else { return nil }
        if let standingStop { return standingStop }
        switch row.optOut {
        case .everything:
            let key = keyLabel(.toggleOptOut, in: .compose)
            return key.isEmpty ? words(.stopsOptedOutNoKey) : words(.stopsOptedOut, key)
        case .marketing where TemplateCategory(category) == .marketing: return words(.stopsMarketing)
        case .marketing, nil: return nil
        }
    }

    /// Why nothing at all will leave in the open conversation; nil when something may.
    var standingStop: SafeText? {
        guard let row = conversation?.row else { return nil }
        return switch settings.gate.standingRefusal(in: row.gateContext()) {
        case .numberUnlisted: words(.stopsUnlisted)
        case .noAddress: words(.stopsNoAddress)
        case .blocked: words(.stopsBlocked)
        default: nil
        }
    }

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
