extension Phrase {
    /// The English text about one template for many; then of what leaves.
    var englishOfReopening: String {
        switch self {
        case .reopenMarked: "{0} marked who were never answered: choose the template they get"
        case .reopenMarkedMore: "{0} marked who were never answered, {1} more after them: choose the template they get"
        case .reopenNobody: "nobody waits behind a shut window"
        case .reopenNotOne: "none of the {2} can be reopened: {0} ({1})"
        case .reopenTitle: "reopen {0}"
        case .reopenMore: "{0} more after these"
        case .reopenBilled: "billed each"
        case .reopenOwn: "each their own"
        case .reopenOwnBut: "own, {0} have none"
        case .reopenForAll: "the same for all"
        case .reopenForAllNeeded: "needed, for all"
        case .reopenLeftOut: "left out: {0}"
        case .reopenQueued: "in the outbox"
        case .reopenLook: "{0} shows what each will read: {1} go, {2} left out"
        case .reopenReady: "{0} puts {1} into the outbox, {2} left out"
        case .reopenQueueing: "on their way into the outbox"
        case .reopenTold: "{0} in the outbox, {1} left out"
        case .reopenNothingPasses: "nobody is left to write to: each row says why"
        case .reopenedAll: "{0} in the outbox"
        case .reopenedSome: "{0} in the outbox, {1} left out: each row says why, and they stay marked"
        case .reopenAnswered: "nobody waits there: answered meanwhile"
        case .reopenNotShut: "the window is not shut: words can reach them"
        case .reopenDone: "is done"
        case .reopenSnoozed: "is snoozed"
        case .reopenUnderWay: "a message to them is under way"
        case .reopenOverTier: "over the limit of {0} people a day"
        case .reopenTooMany: "more than {0} at once"
        case .reopenNotWanted: "you left them out"
        case .reopenUnstored: "the store did not take it"
        case .foldReopens: "never answered, {0} shows, {1} reopens"
        case .editorShut: "the window is shut, only a template can leave: {0} chooses one"
        case .editorUnchanged: "the editor changed nothing"
        case .editorTaken: "taken from the editor"
        case .hintLook: "look"
        case .hintOutbox: "to outbox"
        default: englishOfOutgoing
        }
    }
}
