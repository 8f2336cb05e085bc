extension Phrase {
    /// The English text of what only the status page says, and of files.
    var englishOfStatus: String {
        switch self {
        case .statusTitle: "status"
        case .meaning: "what it means"
        case .nothingSelectedHere: "no message is selected"
        case .factSpool: "spool"
        case .factWebhooks: "webhooks"
        case .factOutbox: "outbox"
        case .factLimits: "limits"
        case .factClock: "clock"
        case .factWork: "work"
        case .factQuarantine: "quarantine"
        case .factUnrouted: "unrouted"
        case .spoolLooked: "looked at {0} ago"
        case .spoolNever: "not looked at yet"
        case .spoolPath: "It is {0}."
        case .spoolReader: "Files are taken in by {0}."
        case .spoolMeaning:
            "Webhooks come in as files of the spool. Whoever takes them in looks every five seconds at the latest; what lies there meanwhile is not lost."
        case .spoolCure:
            "See that the process that takes files in runs and may read and write the spool. Nothing is lost; it comes in when the spool is read again."
        case .webhookAge: "the newest came {0} ago"
        case .webhookNever: "none has come yet"
        case .webhookAt: "It arrived at {0}."
        case .webhookMeaning:
            "The newest arrival of any webhook in this store, whatever it told. On a quiet number this grows by itself."
        case .webhookCure:
            "When customers say that they wrote and nothing came: look at the webhook's URL in the App Dashboard, and at /healthz of orield receive."
        case .outboxWaiting: "{0} waiting"
        case .outboxUncertain: "{0} uncertain"
        case .outboxMeaning:
            "Messages of ours that have not left yet, and those of which nobody knows whether they did."
        case .outboxCure:
            "Ask the customer, or look in the platform's own inbox, then dismiss the uncertain message or send it again. It is never sent again by itself."
        case .rowQueued: "waits"
        case .rowLeaving: "leaving"
        case .rowUncertain: "uncertain"
        case .rowWritten: "Written by {0} at {1}."
        case .rowDue: "Due at {0}."
        case .rowDueNow: "Due now."
        case .rowClaimed: "Claimed by {0}."
        case .rowNotAfter: "Not after {0}; then it fails, visibly."
        case .rowAttempts: "Attempts so far: {0}."
        case .rowLastError: "The last one: {0}."
        case .rowUncertainWhy: "The request left and no answer came."
        case .limitsNone: "nothing is held back"
        case .limitsHeld: "held until {0}"
        case .limitPair: "One person gets one message in six seconds; a burst of 45 borrows from the time after it."
        case .limitNumber: "One number sends 80 messages a second."
        case .limitCalls: "The account makes 5,000 calls an hour."
        case .limitPlatform: "The platform told us to slow down, with code {0}."
        case .limitsMeaning: "The platform refuses what is sent faster than it allows; the outbox waits instead."
        case .limitsCure: "Nothing: what waits leaves by itself at that time."
        case .clockUnmeasured: "not measured yet"
        case .clockOff: "{0} s ± {1} s"
        case .clockMeasured: "Measured at {0}, from the Date of the platform's answer."
        case .clockWidened: "Before a window's end, the last moment for free text is {0} s earlier."
        case .clockAgrees: "The clocks agree as far as can be seen: nothing is widened."
        case .clockMeaning:
            "How far the platform's clock is ahead of this machine's (+) or behind it (-). A window ends by the platform's."
        case .clockCure: "Set this machine's clock: see timedatectl, and that NTP is on."
        case .workStopped: "the worker has stopped"
        case .workHere: "inboxes do it themselves"
        case .workNobody: "nobody sends: no token here"
        case .workIngests: "Webhooks are taken in by {0}."
        case .workIngestsNobody: "Nobody takes webhooks in now."
        case .workDispatches: "Messages are sent by {0}."
        case .workGone: "They were sent by {0}."
        case .workDispatchesHere: "Messages are sent by this inbox, and by any other that has a token."
        case .workDispatchesNobody: "This inbox has no token and sends nothing."
        case .workMeaning:
            "On a shared store oriel work takes in and sends for all; inboxes only show and queue. Without one every inbox does its own."
        case .workCureToken:
            "Give a new token where token_command, token_file or ORIEL_TOKEN has the old one; it is read again by itself."
        case .workCureNetwork: "See that this machine reaches the Graph API. What waits leaves by itself then."
        case .workCureNoToken:
            "Set token_command or token_file in the config or ORIEL_TOKEN, or run oriel work for this store."
        case .workCureStore: "See that the disk has room and that the store may be written."
        case .workCureStopped:
            "Start oriel work again: systemctl start oriel-work, and look at its log. What waits is not lost."
        case .processThis: "this inbox (process {0})"
        case .processOther: "another program"
        case .processUser: "{0} (process {1}, user {2})"
        case .quarantinePath: "They lie in {0}."
        case .quarantineMeaning:
            "Files of the spool that could not be taken in, each beside its reason. Nothing in them is in the store."
        case .quarantineCure:
            "Mend the file or what the reason names, and move it back to new of the spool; or delete it and its reason."
        case .unroutedLast: "Last heard of at {0}."
        case .unroutedNobody: "The webhook names no sender anything could be sent to."
        case .unroutedNumber: "Number {0} is none of ours: adopt it by adding it to numbers in the config."
        case .unroutedMeaning:
            "Webhooks for a number that is not in the config, or without a sender. They are kept, and come to their place when the number is adopted."
        case .unroutedCure:
            "Add the number to numbers in the config and start again; or take this store out of the number's webhook."
        default: englishOfFiles
        }
    }
}
