extension Phrase {
    /// The English text of what is said of messages that are more than words; empty for any other phrase, which
    /// `WordsTests` would find.
    var englishOfOutgoing: String {
        switch self {
        case .detailHeaderFile: "{0}: {1}"
        case .detailButton: "[ {0} ]"
        case .detailLinkButton: "[ {0} ] {1}"
        case .detailFlowButton: "[ {0} ] opens a form"
        case .detailCallButton: "[ {0} ] calls us"
        case .detailListButton: "[ {0} ] opens a list:"
        case .detailListSection: "  {0}"
        case .detailListRow: "  · {0}"
        case .detailListRowTwo: "  · {0} ({1})"
        case .detailAsksLocation: "[ a button that sends where they are ]"
        case .detailAsksContactInfo: "[ a button that sends their number ]"
        case .detailAsksToCall: "[ a question whether we may call ]"
        case .refusedForGroups: "Not sent: a group takes no {0}. Write words, or send a template."
        case .refusedReactionLate: "Not sent: WhatsApp takes no reaction to what is over 30 days old; this is of {0}."
        case .whyForGroups: "a group takes only words, files and templates"
        case .whyReactionLate: "the message was over 30 days old"
        case .recalledOther: "taken back; it was not sent"
        case .wrongMissing: "{0} is missing or blank: write it"
        case .wrongLong: "{0} has {1} characters, {2} are allowed: take {3} away"
        case .wrongMany: "{0}: {1} of them, {2} are allowed: take {3} away"
        case .wrongRepeated: "{0} says “{1}” like another: change one of them"
        case .wrongOutside: "{0} must lie between {1} and {2}"
        case .wrongNotAllowed: "{0} has no place in this kind of message: leave it out"
        case .wrongUnknown: "{0} is “{1}”, which this program cannot send: choose another"
        case .wrongNotLink: "{0} is no web address: write all of it, with https://"
        case .wrongNotEmoji: "{0} is not one emoji: give one, such as 👍, or nothing to take yours back"
        case .wrongMalformed: "{0} is not of the type the platform takes: look at its documentation"
        default: englishOfChannel
        }
    }
}
