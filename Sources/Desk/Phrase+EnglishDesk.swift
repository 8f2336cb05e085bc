extension Phrase {
    /// The English text about what agents do to a conversation besides writing in it; then of the channel.
    var englishOfDesk: String {
        switch self {
        case .sectionSnoozed: "snoozed {0}"
        case .tomorrow: "tomorrow"
        case .choiceSnooze: "snooze:"
        case .snoozeTyped: "or type 14:30, 2h, fri 10:00"
        case .snoozeUnreadable: "No time to come. Type 14:30, 45m, 2h, 3d, fri 10:00 or 27 nov 9:00."
        case .snoozeHour: "in an hour  {0}"
        case .snoozeBeforeShut: "before it shuts  {0}"
        case .snoozeEvening: "this evening  {0}"
        case .snoozeTomorrow: "{0}"
        case .snoozeMonday: "{0}"
        case .snoozeTheyWrite: "until they write"
        case .snoozeUntil: "until {0}"
        case .snoozeAfterShut: "after the window shuts {0}"
        case .snoozeShutsMeanwhile: "the window shuts {0} meanwhile"
        case .snoozedTill: "{0} comes back {1}, or when they write"
        case .snoozedPast: "{0} comes back {1}, after the window shuts {2}, or when they write"
        case .snoozedTillThey: "{0} comes back when they write"
        case .snoozedTillTheyPast: "{0} comes back when they write; the window shuts {1} meanwhile"
        case .snoozeEnded: "{0} is back"
        case .snoozeFailed:
            "Not snoozed: a message to {0} was not delivered, and that stays in sight until it is sent again or dismissed."
        case .snoozeShutsFirst: "window shuts first"
        case .atClock: "at {0}"
        case .headSnoozed: "snoozed till {0}"
        case .headSnoozedThey: "snoozed till they write"
        case .headShutsFirst: "shuts first"
        case .headBack: "back since {0}"
        case .previewSnoozed: "till {0} · "
        case .previewSnoozedThey: "till they write · "
        case .noteRule: "NOTE about {0}: only colleagues read it"
        case .noteRuleShort: "NOTE about {0}"
        case .noteHint: "For colleagues. {0} keeps it here; nothing is sent"
        case .noteHintShort: "{0} keeps it; nothing is sent"
        case .noteBegun: "note begun {0}"
        case .noteWaits: "the note is not kept yet: {0} goes on with it"
        case .noteBlank: "a note needs words"
        case .noteLong: "Not kept: a note has at most {0} characters."
        case .noteKept: "note kept; only colleagues read it"
        case .trailNote: "Private note: kept here, sent to nobody."
        default: englishOfCanned
        }
    }
}
