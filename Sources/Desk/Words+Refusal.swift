import Inbox
import Screen

extension Words {
    /// What the agent reads when the gate said no, with the way out.
    public func refusal(_ refusal: Refusal, settings: Settings, now: Instant) -> SafeText {
        let times = TimeWords(zone: settings.zone, now: now, words: self)
        switch refusal {
        case .windowClosed(let since): return self(.refusedClosed, times.moment(since))
        case .windowEnding(let until): return self(.refusedEnding, times.moment(until))
        case .windowUnknown: return self(.refusedUnknown)
        case .windowLikely: return self(.refusedLikely)
        case .windowDisputed(_, let refusedAt): return self(.refusedDisputed, times.moment(refusedAt))
        case .optedOut(.everything): return self(.refusedOptOut)
        case .optedOut(.marketing): return self(.refusedMarketing)
        case .noOptIn: return self(.refusedNoOptIn)
        case .templateUnusable(.status(let status, let reason)):
            let word = SafeText(untrusted: status.head(scalars: 80).lowercased())
            if let reason, reason.head(scalars: 5).uppercased() != "NONE" {
                return self(.refusedStatusReason, word, templateReason(reason))
            }
            return self(.refusedStatus, word)
        case .templateUnusable(.component(Template.directSend)): return self(.refusedDirectMade)
        case .templateUnusable(.component(let names)):
            return self(.refusedComponent, SafeText(untrusted: names, limit: 200))
        case .templateUnusable(.changed): return self(.refusedChanged)
        case .parameters(let problems):
            return self(.refusedParameters, problems.map { problem($0) }.joined(separator: ", "))
        case .authenticationNeedsPhone: return self(.refusedAuthentication)
        case .addressChanged(let from, let to):
            return self(.refusedAddress, address(from), address(to))
        case .noAddress: return self(.refusedNoAddress)
        case .numberUnlisted(let number):
            return self(.refusedUnlisted, SafeText(untrusted: number.value, limit: 40).singleLine)
        case .blocked: return self(.refusedBlocked)
        case .ownedElsewhere(let until): return self(.refusedOwned, times.moment(until))
        case .blank: return self(.refusedBlank)
        case .tooLong(let count, let limit): return self(.refusedLong, "\(count)", "\(limit)")
        case .holdsNUL: return self(.refusedNUL)
        case .mediaType(let type): return self(.refusedMediaType, SafeText(untrusted: type, limit: 80).singleLine)
        case .mediaTooLarge(let size, let limit): return self(.refusedMediaLarge, bytes(size), bytes(limit))
        case .mediaEmpty: return self(.refusedMediaEmpty)
        case .captionUnsupported: return self(.refusedCaption)
        case .expired(let notAfter): return self(.refusedExpired, times.moment(notAfter))
        case .notForGroups(let type): return self(.refusedForGroups, SafeText(untrusted: type, limit: 40))
        case .directSendOff: return self(.refusedDirectOff)
        case .reactionTooLate(let sentAt): return self(.refusedReactionLate, times.moment(sentAt))
        }
    }

    /// What is wrong with one value of a template.
    /// - Parameter named: how the reader knows the value; its key when they know it by nothing else.
    public func problem(_ problem: ParameterProblem, named name: SafeText? = nil) -> SafeText {
        let key = name ?? SafeText(untrusted: problem.key.description, limit: 80)
        switch problem.kind {
        case .missing: return self(.problemMissing, key)
        case .needsFolding: return self(.problemFolding, key)
        case .whiteSpace: return self(.problemWhiteSpace, key)
        case .tooLong(let limit): return self(.problemTooLong, key, "\(limit)")
        case .notMedia: return self(.problemMedia, key)
        case .notDegrees(let limit): return self(.problemDegrees, key, "\(limit)")
        case .notTime: return self(.problemTime, key)
        case .notProducts: return self(.problemProducts, key)
        case .notObject: return self(.problemObject, key)
        case .notWithin(let range): return self(.problemWithin, key, "\(range.lowerBound)", "\(range.upperBound)")
        case .notLink: return self(.problemLink, key)
        case .filledTooLong(let count, let limit): return self(.problemBodyLong, "\(count)", "\(limit)")
        case .unknown: return self(.problemUnknown, key)
        }
    }

    /// An address as people read it.
    func address(_ address: Address) -> SafeText {
        if case .phone(let digits) = address { return SafeText(untrusted: Model.groupedNumber(digits)) }
        return SafeText(untrusted: address.value)
    }

    /// Why the gate stopped a message, from the code that was kept with it (`Refusal.code`); nil for any other text.
    func refusalReason(_ code: String) -> SafeText? {
        switch code {
        case "window_closed": self(.whyClosed)
        case "window_ending": self(.whyEnding)
        case "window_unknown": self(.whyUnknown)
        case "window_likely": self(.whyLikely)
        case "window_disputed": self(.whyDisputed)
        case "opted_out": self(.whyOptedOut)
        case "no_opt_in": self(.whyNoOptIn)
        case "template_unusable": self(.whyTemplate)
        case "parameters": self(.whyParameters)
        case "authentication_needs_phone": self(.whyAuthentication)
        case "address_changed": self(.whyAddress)
        case "no_address": self(.whyNoAddress)
        case "number_unlisted": self(.whyUnlisted)
        case "blocked": self(.whyBlocked)
        case "owned_elsewhere": self(.whyOwned)
        case "blank": self(.whyBlank)
        case "too_long": self(.whyLong)
        case "holds_nul": self(.whyNUL)
        case "media_type": self(.whyMediaType)
        case "media_too_large": self(.whyMediaLarge)
        case "media_empty": self(.whyMediaEmpty)
        case "caption_unsupported": self(.whyCaption)
        case "expired": self(.whyExpired)
        case "not_for_groups": self(.whyForGroups)
        case "reaction_too_late": self(.whyReactionLate)
        case "direct_send_off": self(.whyDirectOff)
        default: nil
        }
    }

    /// The state of a window in a word.
    func window(_ window: ServiceWindow) -> SafeText {
        switch window {
        case .unknown: self(.stateUnknown)
        case .open: self(.stateOpen)
        case .closing: self(.stateClosing)
        case .critical: self(.stateCritical)
        case .closed: self(.stateClosed)
        case .disputed: self(.stateDisputed)
        case .likely: self(.stateLikely)
        }
    }

    /// The name of a queue.
    public func queue(_ queue: Queue) -> SafeText {
        switch queue {
        case .inbox: self(.queueInbox)
        case .mine: self(.queueMine)
        case .unassigned: self(.queueUnassigned)
        case .closing: self(.queueClosing)
        case .waiting: self(.queueWaiting)
        case .unread: self(.queueUnread)
        case .failed: self(.queueFailed)
        case .shut: self(.queueShut)
        case .snoozed: self(.queueSnoozed)
        case .done: self(.queueDone)
        case .all: self(.queueAll)
        }
    }
}
