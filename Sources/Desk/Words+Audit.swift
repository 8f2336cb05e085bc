import Inbox
import Screen

extension Words {
    /// What somebody did, as it follows their name.
    func audit(_ entry: AuditEntry, _ times: TimeWords, policy: TextPolicy) -> SafeText {
        let value = entry.value.map { SafeText(untrusted: $0, policy: policy, limit: 160).singleLine }
        let count: SafeText = "\(entry.value?.split(separator: "\n").count ?? 0)"
        switch (entry.action, value) {
        case (.open, _): return self(.auditOpen)
        case (.assign, let who?): return self(.auditAssign, who)
        case (.assign, nil): return self(.auditUnassign)
        case (.done, _): return self(.auditDone)
        case (.reopen, _): return self(.auditReopen)
        case (.read, _): return self(.auditRead, count)
        case (.unread, _): return self(.auditUnread, count)
        case (.optIn, let evidence): return self(.auditOptIn, evidence ?? "")
        case (.optOut, let scope?): return self(.auditOptOut, scope)
        case (.optOut, nil): return self(.auditOptOutEnd)
        case (.settle, _): return self(.auditSettle)
        case (.name, let name): return self(.auditName, name ?? "")
        case (.snooze, nil): return self(.auditSnoozeThey)
        case (.snooze, let text?):
            return self(.auditSnooze, entry.value.flatMap { Instant(rfc3339: $0) }.map { times.moment($0) } ?? text)
        case (.note, let text): return self(.auditNote, text ?? "")
        case (.stateOfPlay, let text?): return self(.auditState, text)
        case (.stateOfPlay, nil): return self(.auditStateOff)
        case (.label, let name): return self(.auditLabel, name ?? "")
        case (.unlabel, let name): return self(.auditUnlabel, name ?? "")
        case (.priority, let level):
            let known = entry.value.flatMap { Int($0) }.flatMap { Priority(rawValue: $0) }
            return self(.auditPriority, known.map { priority($0) } ?? level ?? "")
        case (.block, _): return self(entry.value == "1" ? .auditBlock : .auditUnblock)
        case (.merge, let other): return self(.auditMerge, Self.alias(entry.value) ?? other ?? "")
        case (.split, let alias): return self(.auditSplit, Self.alias(entry.value) ?? alias ?? "")
        case (.takeBack, _): return self(.auditTakeBack)
        case (.send, let template?): return self(.auditSendTemplate, template)
        case (.send, nil): return self(.auditSend)
        }
    }

    /// The alias of a stored holding: an epoch, a blank, one digit for the kind, the value.
    private static func alias(_ stored: String?) -> SafeText? {
        guard let part = stored?.split(separator: " ", maxSplits: 1).last, part.count > 1 else { return nil }
        return SafeText(untrusted: String(part.dropFirst()), limit: 80).singleLine
    }
}
