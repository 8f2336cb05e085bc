extension Phrase {
    /// The English text of what happened to a conversation, and of the channel's health; empty for any other phrase, which
    /// `WordsTests` would find.
    var englishOfChannel: String {
        switch self {
        case .callIn: "they called"
        case .callOut: "we called them"
        case .callRinging: "their phone rings"
        case .callAccepted: "they took our call"
        case .callRejected: "they declined our call"
        case .callEnded: "the call ended after {0} min"
        case .callMissed: "the call was missed"
        case .callFailed: "our call was not taken"
        case .callRecorded: "a recording of the call can be fetched for seven days"
        case .callTranscribed: "a transcript of the call can be fetched for seven days"
        case .callOther: "call: {0}"
        case .threadPassed: "the thread came to us from {0}"
        case .threadTaken: "{0} took the thread"
        case .threadOther: "the thread changed hands: {0}"
        case .contextGiven: "what was talked about before:"
        case .happened: "it happened: {0}"
        case .groupPeople: "who: {0}"
        case .groupFailed: "not: {0}"
        case .groupName: "its name: {0}"
        case .groupLink: "joined at {0}"
        case .groupError: "did not work: {0}"
        case .senderPhone: "phone"
        case .senderOther: "other"
        case .saidBy: "{0}: {1}"
        case .owned: "{0} has it"
        case .ownedHint: "Only a template can leave, {1}: {0} has this thread"
        case .anotherResponder: "another responder"
        case .toldStandby: "A copy: another responder of the number had the thread."
        case .toldPhone: "Sent from the phone app; this is its echo."
        case .toldHistory: "From the phone app's past chats."
        case .personInGroup: "Their profile says “{0}”, in a message to a group of {1}."
        case .personBook: "The phone app's address book says “{0}”, since {1}."
        case .factChannel: "channel"
        case .channelNothing: "nothing was told yet"
        case .channelUnseen: "{0} not looked at"
        case .channelNewest: "the newest came {0} ago"
        case .channelMeaning:
            "What the platform told of our numbers, accounts and templates, the newest first. It is told once and not asked for."
        case .channelCure: "Read what is marked here; it counts as looked at now."
        case .channelEmpty: "Nothing was told yet."
        case .channelAt: "{0}  {1}"
        case .channelNumber: "number {0}"
        case .channelCount: "channel {0}"
        case .securityBanner: "security, {2} shows it: {0} {1}"
        default: englishOfFeel
        }
    }
}
