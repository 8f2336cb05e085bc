extension Phrase {
    /// The English text of the line mode.
    var englishOfPlain: String {
        switch self {
        case .plainBegun: "Oriel for {0}. One order a line; help lists them."
        case .plainNobody: "nobody"
        case .plainWaits: "waiting {0}"
        case .plainLeft: "{0} left"
        case .plainLikely: "likely {0} left"
        case .plainDisputed: "window disputed by WhatsApp"
        case .plainUnknown: "window unknown"
        case .plainConversation: "Conversation with {0}"
        case .plainOpenUntil: "The window is open until {0}."
        case .plainClosingAt: "The window closes at {0}, in less than two hours."
        case .plainCriticalAt: "The window closes at {0}, in less than fifteen minutes."
        case .plainClosedSince: "The window is shut since {0}: only a template may be sent."
        case .plainLikelyOpen: "The window is likely open, by a reaction alone."
        case .plainDraft: "To {0}, not sent: {1}"
        case .plainTemplate: "Template {0}, as it would be read:"
        case .plainField: "Field {0}, {1}: {2}"
        case .plainGap: "[needed]"
        case .plainReady: "Ready; send sends it, cancel drops it."
        case .plainFillFirst: "Fill field {0} first: fill {0} TEXT"
        case .plainYesNo: "yes or no"
        case .plainNothingAsked: "nothing was asked"
        case .plainNothingWritten: "nothing was written here: reply first"
        case .plainDraftThere: "this draft stood here and is kept: reply again to put your words in its place"
        case .plainNoSuchNumber: "the list has no {0}; list prints it"
        case .plainNoSuchField: "there is no field {0} to fill; template 1 opens a template"
        case .plainNoOlder: "there is nothing older"
        case .plainUnknownOrder: "there is no order {0}; there are {1}; help explains them"
        case .plainUnknownOrderNear: "there is no order {0}; did you mean {1}? There are {2}; help explains them"
        case .plainFound: "found {0}, newest first; open N opens its conversation"
        case .plainFoundMore: "the newest {0} of more; open N opens its conversation"
        case .plainIncomplete: "{0} needs more; help says what"
        case .plainHelpCommand: "{0}: {1}"
        case .plainHelpLetters: "In one letter: {0}"
        case .plainNoSuchFile: "there is no file {0} here; files lists them"
        case .plainNoFiles: "no message here has a file"
        case .plainAttachFirst: "there is no file to write under: attach PATH first"
        case .plainFile: "File {0} for {1}: {2}"
        case .plainCaption: "Under it: {0}"
        case .plainNoSuchKind: "there is no kind {0}; kinds lists them"
        case .plainKinds: "Kinds of message; build N opens one"
        case .plainMessage: "A message to be filled: {0}"
        case .plainMessageReads: "As it would be read:"
        case .plainMessageWrong: "Not ready: {0}"
        case .plainAlone: "Nobody else is here any more"
        case .plainNothingThere: "there is no file of that name"
        case .plainHasDraft: "your draft waits"
        case .plainNoSuchMessage: "there is no message {0} here; messages lists them"
        case .plainNoSuchEmoji: "{0} is no emoji, and no name of one"
        case .plainSeveralMeant: "{0} may be: {1}"
        case .plainNoSuchAgent: "there is no colleague {0}; there are: {1}"
        case .plainNoState: "nobody said how things stand"
        case .plainHasLabel: "{0} has the label {1} already"
        case .plainHasNoLabel: "{0} does not have the label {1}"
        case .plainLabelOn: "{0} has the label {1} now"
        case .plainLabelNew: "{0} has the label {1} now, which is a new one"
        case .plainLabelOff: "{0} no longer has the label {1}"
        case .plainNoCanned: "there are no canned replies"
        case .plainNoSuchCanned: "there is no canned reply {0}; canned lists them"
        case .plainNoSuchTemplate: "there is no template {0}; templates lists them"
        case .plainNoTemplates: "no templates yet; sync-templates fetches them"
        case .plainMoreTemplates: "and {0} more; templates WORDS finds some of them"
        case .plainMarked: "{0} marked: {1}"
        case .plainIsMarked: "marked"
        case .plainNoMarks: "nothing is marked; mark N marks one of the list"
        case .plainReopenFirst: "reopen first: leave N leaves somebody out of one template for many"
        case .plainReopenTemplate: "template NAME chooses what they all get; leave N leaves one out, cancel drops it"
        case .plainReopenLook: "send shows what each of {0} will read"
        case .plainReopenReady: "Ready; send sends it to {0}, leave N leaves one out, cancel drops it."
        case .plainTeamMember: "{0}: {1} open, {2} waiting, the oldest for {3}, {4} closing; last seen {5}"
        case .plainTeamFirst: "team says who has what; do that first"
        case .plainNoSuchWho: "there is no {0} here; who lists what can be said"
        case .plainWhoHow: "who N says one of these; join NAME finds somebody else"
        case .plainJoinHow: "join NAME: the name of the other conversation"
        case .plainNeverWrote: "They never wrote: only a template may be sent."
        case .plainNone: "none"
        case .plainEnd: "end"
        case .plainHelpNumber: "{0} N"
        case .plainHelp:
            """
            next: the next who needs an answer
            list: the conversations of the queue, numbered
            open N: the conversation of that number
            go NAME: the conversation with somebody of that name
            find WORDS, /WORDS: messages with those words, and the operators of search
            read, older: the newest messages again, those before them
            reply TEXT: the text of an answer; nothing is sent
            canned NAME: the canned reply of that name, shortcut or number as the answer; canned alone lists them
            template N: the template of that slot, or of that name
            templates WORDS: the templates, or those with such words, with their slots
            fill N TEXT: a value of the template, or a part of the message
            send: sends the text, the template, the message or the file
            undo: takes back what has not left yet
            yes, no: answers a question
            messages: the newest messages of the conversation, numbered, for what is about one of them
            react N EMOJI: an emoji, or its name, for that message
            unreact N: takes that reaction back
            quote N: the answer quotes that message
            files: the files of the conversation, numbered
            save N PATH: the file of that number, to PATH or where files are kept; fetches one that is not here yet
            attach PATH: a file to send; nothing is sent
            caption TEXT: the words under it
            kinds: messages with buttons, a list or a place, and those you saved, numbered
            build N: one of them, to be filled; nothing is sent
            note TEXT: words for colleagues; nothing is sent
            state TEXT: how things stand, in one line, for colleagues; state none takes it away, state alone says it
            label NAME, unlabel NAME: puts a label on, takes it off
            labels: the labels there are, with a cross those it has
            assign NAME: gives it to that colleague, to me or to nobody; assign alone says who there is
            done, mine: marks it done, or yours; once more takes it back
            priority LEVEL: normal, high or urgent; alone one more
            snooze TIME: out of sight until then, as in 2h, tomorrow or they; snooze end ends it
            mark N N, unmark N: marks conversations of the list, or takes the mark off; mark all, unmark all
            marked ORDER: does done, mine, assign, label, unlabel, priority, snooze or toggle-unread to all that are marked; alone says who is
            reopen: one template for the marked, or for all who wrote and were never answered before their windows shut
            leave N: leaves somebody out of it, or takes them in again
            who: what can be said of who this is, numbered; who N says one of these
            join NAME: this conversation and that one are one person's
            team: who has what
            hand NAME to NAME: gives what is open of one colleague to another; give-back takes it back
            pipe N COMMAND: runs a command with that message; without N with the conversation; json before the command for JSON
            queue NAME: inbox, mine, unassigned, closing, waiting, unread, failed, shut, snoozed, done or all
            filter QUERY: only those of the queue that pass, or a filter of the config by its name; alone all of them
            new NUMBER CONSENT: writes first to somebody, by template; how and when they agreed
            status: what comes in and what leaves
            cancel: drops a template, a message, a file, a quote or a question
            help: these lines
            quit: leaves; the end of the input leaves when everything has been sent
            """
        default: ""
        }
    }
}
