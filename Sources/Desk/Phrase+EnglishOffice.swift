extension Phrase {
    /// The English text about how a team works: hooks, and how the day goes; then of the desk.
    var englishOfOffice: String {
        switch self {
        case .outsideHours: "outside hours"
        case .headWroteOutside: "wrote outside hours"
        case .rowAnswerDue: "due {0}"
        case .rowLate: "late"
        case .headDue: "answer due in {0}"
        case .headLate: "answer late by {0}"
        case .hookStatus: "The hook {0} ended with status {2} on {1}."
        case .hookSignal: "The hook {0} was ended by signal {2} on {1}."
        case .hookKilled: "The hook {0} took too long on {1} and was killed."
        case .hookNotStarted: "The hook {0} could not be started for {1}."
        case .hookTooSlow: "The hook {0} is too slow: {1} events passed it by."
        case .hookMissing: "There is no directory of hooks {0}."
        case .hookOpen: "Not run: others may write {0}; chmod go-w it."
        case .hookForeign: "Not run: {0} belongs to somebody else; it must be root's or that of whoever runs this."
        case .hookLine: "{0}: {1} ({2} times)"
        case .hookCure: "Run it by hand with an event on its standard input; its output goes nowhere."
        case .todayTitle: "today"
        case .todayHandled: "handled"
        case .todayHandledValue: "{0} conversations, {1} messages of theirs"
        case .todayFirst: "first answer"
        case .todayFirstValue: "{0} in the middle of {1}"
        case .todayOldest: "waiting longest"
        case .todayLost: "windows lost"
        case .todayFree: "free messages"
        case .todayFreeValue: "{0} of {1} this month"
        case .todayNone: "none yet"
        case .todayNobodyWaits: "nobody waits"
        case .todayAgents: "messages by agent, in how many conversations, first answer"
        case .todayAgentTail: "in {0}"
        case .todayHours: "messages of theirs by hour, and how many we sent"
        case .todayHourTail: "{0} sent"
        case .todayFailures: "not delivered, by code"
        case .spanSeconds: "{0} s"
        case .spanMinutes: "{0} min"
        case .spanHours: "{0} h {1} min"
        case .spanDays: "{0} d {1} h"
        default: englishOfDesk
        }
    }
}
