import Inbox
import Screen

/// Blocking: only within 24 hours of their last message, and only after one more key (`whatsapp.md` §7.3).
extension Model {
    mutating func askToBlock() -> [Effect] {
        guard let row = conversation?.row else { return nothingOpen() }
        let wish = !row.isBlocked
        if let refusal = BlockRule.refusal(
            to: wish, address: row.address, window: row.window(at: now), isBlocked: row.isBlocked)
        {
            notice = Notice(words.refusal(refusal, settings: settings, now: now), tone: .warning)
            return []
        }
        // The rule let nobody without an address through.
        guard let address = row.address else { return [] }
        modes.append(.confirm(.block(row.key, address, wish, who: displayName(row))))
        return []
    }

    mutating func blockAnswered(_ answer: BlockAnswer, _ wish: Bool, in thread: ThreadKey) -> [Effect] {
        let row = conversation?.row.key == thread ? conversation?.row : list.rows.first { $0.key == thread }
        let who = row.map { displayName($0) } ?? words(.somebody)
        switch answer {
        case .done: tell(wish ? .blockedNow : .unblockedNow, who, tone: .good)
        case .refused(let note): notice = Notice(words.blockProblem(note), tone: .warning)
        case .failed(let obstacle): notice = Notice(words.obstacle(obstacle), tone: .warning)
        }
        return []
    }
}

extension Words {
    /// Why somebody is not blocked, with the rule behind it.
    public func refusal(_ refusal: BlockRefusal, settings: Settings, now: Instant) -> SafeText {
        let times = TimeWords(zone: settings.zone, now: now, words: self)
        switch refusal {
        case .silent(let since?): return self(.blockSilent, times.moment(since - ServiceWindow.length))
        case .silent(nil): return self(.blockNeverWrote)
        case .parentID: return self(.blockParent)
        case .group: return self(.blockGroup)
        case .noAddress: return self(.blockNobody)
        case .alreadyBlocked: return self(.blockAlready)
        case .notBlocked: return self(.blockNot)
        }
    }

    /// Why the platform did not block somebody. Its 131047 is about sending elsewhere, and about the rule here.
    public func blockProblem(_ note: FailureNote) -> SafeText {
        if note.code == 131_047 { return self(.blockNeverWrote) }
        return obstacle(Obstacle(.refused, note.code.map(String.init) ?? "?", note.details ?? note.title))
    }
}
