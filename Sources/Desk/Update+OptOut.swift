import Inbox
import Screen
import WhatsApp

/// Writing nothing but answers to somebody: never by itself, and only after one more key.
extension Model {
    /// Why no template of that category will leave to them, whatever is filled in; nil when one may.
    func stop(category: String) -> SafeText? { stops(category: category).first }

    /// The same in fewer and fewer words; empty when one may leave. What undoes it is named by the keys that do it here.
    func stops(category: String) -> [SafeText] {
        guard !isReopening, let row = conversation?.row else { return [] }
        if let standingStop { return [standingStop] }
        switch row.optOut {
        case .everything:
            let key = keyLabel(.toggleOptOut, in: .compose)
            guard !key.isEmpty else { return [words(.stopsOptedOutNoKey)] }
            let back = keysBack
            let (way, short): (SafeText, SafeText) =
                back.isEmpty ? (key, key) : (words(.keysThen, back, key), "\(back) \(key)")
            return [words(.stopsOptedOut, way), words(.stopsOptedOutShort, short), words(.stopsOptedOutNoKey)]
        case .marketing where TemplateCategory(category) == .marketing: return [words(.stopsMarketing)]
        case .marketing, nil: return []
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

    /// The keys that lead back to the box from what stands over it; empty in the box itself, and where there are no keys.
    var keysBack: SafeText {
        guard !settings.isPlain else { return SafeText() }
        return modes.reversed().compactMap { mode -> SafeText? in
            switch mode {
            case .picker: keyLabel(.back, in: .picker)
            case .form: keyLabel(.back, in: .form)
            default: nil
            }
        }.joined(separator: " ")
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
