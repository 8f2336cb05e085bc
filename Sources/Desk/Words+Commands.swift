import Inbox
import Screen

extension Words {
    /// What a command does, for help, `oriel keys` and the README.
    public func command(_ command: Command) -> SafeText {
        switch language {
        case .english: SafeText(untrusted: command.english.long)
        }
    }

    /// The same in a word or two, for the hint line.
    public func short(_ command: Command) -> SafeText {
        switch language {
        case .english: SafeText(untrusted: command.english.short)
        }
    }

    /// Where a key holds, as help and the README head its keys.
    public func scope(_ scope: Scope) -> SafeText {
        switch scope {
        case .global: "everywhere in the panes"
        case .list: "list"
        case .messages: "messages"
        case .compose: "compose"
        case .composeEmpty: "compose, while the box is empty"
        case .composeShut: "compose, while the window is shut"
        case .afterEscape: "within a second after leaving the box"
        case .picker: "template picker"
        case .pickerUnfiltered: "template picker, while nothing is looked for"
        case .form: "template form"
        case .reopen: "one template for many, its values"
        case .reopenCheck: "one template for many, what each will read"
        case .note: "private note"
        case .play: "state of play"
        case .build: "message with buttons, a list, a place"
        case .choice:
            "canned replies, the filter, emoji, other kinds of message, times to snooze, labels, agents, orders"
        case .switcher: "go to"
        case .palette: "actions"
        case .search: "search"
        case .new: "write first"
        case .attach: "attach a file"
        case .save: "save a file"
        case .theme: "themes"
        case .identity: "who is who"
        case .detail: "explanations"
        case .status: "status"
        case .team: "who has what"
        case .help: "help"
        case .tour: "tour"
        case .pipe: "pipe to a command"
        case .confirm: "questions"
        }
    }

    /// The signs of list and messages.
    func signs(_ glyphs: Glyphs) -> [PageLine] {
        func line(_ sign: SafeText, _ text: SafeText) -> PageLine { PageLine(text: text, key: sign, role: .helpText) }
        func delivery(_ stage: DeliveryStage) -> SafeText {
            glyphs.delivery(Delivery(stage: stage, at: Instant(seconds: 0)))
        }
        return [
            line(glyphs.trouble, "a message of ours did not get through"),
            line(glyphs.unread, "unread"),
            line(glyphs.unanswered, "read, waiting for an answer"),
            line(
                "\(glyphs.priority(.high)) \(glyphs.priority(.urgent))",
                "priority high, urgent; before them the labels' first letters"),
            line(glyphs.mark, "marked"),
            line(glyphs.draft, "words of yours wait there, not sent (is:draft finds them)"),
            line("\(self(.rowAsksToStop)) \(self(.rowOptedOut))", "asked not to be written to, and opted out"),
            line("\(self(.rowAnswerDue, "4m")) \(self(.rowLate))", "left to answer in, by [sla] of the config; over"),
            line("\(glyphs.snoozed)2h", "snoozed, and comes back then; \(glyphs.snoozed)?: when they write"),
            line("!\(glyphs.snoozed)2h", "snoozed, and the window shuts before it comes back"),
            line("23h 1h12 14m 04:31", "left in the 24-hour service window"),
            line("shut ? ~5h !5h", "window shut, unknown, likely open, disputed by WhatsApp"),
            line(delivery(.queued), "in our outbox"),
            line(delivery(.leaving), "leaving now"),
            line(delivery(.accepted), "accepted by WhatsApp; accepted is not delivered"),
            line(delivery(.sent), "sent"),
            line(delivery(.delivered), "delivered"),
            line(delivery(.read), "read"),
            line(delivery(.played), "voice note played"),
            line(" !  x  ?", "failed, refused, uncertain"),
            line(self(.lostToday, "1"), "top line: windows that shut today with nobody having answered"),
            line(self(.inAge, "16s"), "top line: since the newest webhook came in"),
            line(self(.outDepth, "2"), "top line: messages of ours that have not left yet"),
            line("! 1", "top line: what is not as it should be, by count; the status page says what"),
            line("M-a", "the Alt key and a"),
        ]
    }

    /// The question of a confirmation.
    func question(_ question: Confirmation, settings: Settings) -> SafeText {
        switch question {
        case .quit(0, 0): return self(.askQuitNow)
        case .quit(1, 0): return self(.askQuitDraft)
        case .quit(let drafts, 0): return self(.askQuitDrafts, "\(drafts)")
        case .quit(0, let outbox): return self(.askQuitOutbox, "\(outbox)")
        case .quit(1, let outbox): return self(.askQuitBoth, "\(outbox)")
        case .quit(let drafts, let outbox): return self(.askQuitAll, "\(drafts)", "\(outbox)")
        case .tryAnyway(.windowLikely): return self(.askTryLikely)
        case .tryAnyway(.windowDisputed): return self(.askTryDisputed)
        case .tryAnyway: return self(.askTryUnknown)
        case .newAddress(let from, let to):
            return self(.askNewAddress, address(from), address(to))
        case .answeredMeanwhile(let who, let text): return self(.askAnswered, who, text)
        case .writingToo(let who): return self(.askWritingToo, who)
        case .resend(_, let who): return self(.askResend, who)
        case .reassign(_, nil, let count, let who, _): return self(.askTakeAway, "\(count)", who)
        case .reassign(_, _, let count, let who, let toWhom): return self(.askReassign, "\(count)", who, toWhom)
        case .sendDirectly(let who): return self(.askDirect, who)
        case .block(_, _, true, let who): return self(.askBlock, who)
        case .block(_, _, false, let who): return self(.askUnblock, who)
        case .optOut(_, .everything, let who): return self(.askOptOut, who)
        case .optOut(_, _, let who): return self(.askOptIn, who)
        case .identity(_, .merge(_, let who)), .identity(_, .join(_, let who)): return self(.askMerge, who)
        case .identity(_, .split(let holding)):
            let value = holding.alias.value.head(scalars: 160)
            return self(
                .askSplit, SafeText(untrusted: holding.alias.kind == .waID ? Model.groupedNumber(value) : value))
        case .identity(_, .takeBack): return self(.askTakeBack)
        case .marked(_, let what, let count, let unseen, let shut):
            var tail = unseen > 0 ? self(.askMarkedUnseen, "\(unseen)") : SafeText()
            if shut > 0 { tail += self(.bulkShut, "\(shut)") }
            return self(.askMarked, what, "\(count)", tail)
        case .paste(let text):
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
            return self(.askPaste, "\(lines)", "\(text.unicodeScalars.count)")
        }
    }

    /// What keeps messages from coming or going, in a sentence; on screen and in logs.
    public func trouble(_ trouble: Trouble) -> SafeText {
        switch trouble {
        case .spool(let obstacle): self(.troubleSpool, self.obstacle(obstacle))
        case .store(let obstacle): self(.troubleStore, self.obstacle(obstacle))
        case .token(let obstacle): self(.troubleToken, self.obstacle(obstacle))
        case .network(let obstacle): self(.troubleNetwork, self.obstacle(obstacle))
        case .workerStopped: self(.troubleWorker)
        case .workerReplaced: self(.troubleWorkerReplaced)
        case .spoolUnread: self(.troubleSpoolUnread)
        case .noToken: self(.troubleNoToken)
        }
    }
}

extension Command {
    /// A sentence and a word.
    fileprivate var english: (long: String, short: String) {
        switch self {
        case .focusNext: ("next pane", "pane")
        case .focusPrevious: ("previous pane", "pane back")
        case .nextConversation: ("next conversation", "next")
        case .previousConversation: ("previous conversation", "previous")
        case .switchConversation: ("go to a conversation by name or number", "go to")
        case .search: ("search every message; from the messages, those of this conversation", "search")
        case .nextThatNeedsMe:
            ("next that needs me: closing soonest, then unread, then longest waiting; walks, then returns", "needs me")
        case .templates: ("template picker", "template")
        case .slot1, .slot2, .slot3, .slot4, .slot5, .slot6, .slot7, .slot8, .slot9:
            ("template slot \(slot ?? 0): fill it, then send it", "slot \(slot ?? 0)")
        case .replyToNewest: ("quote their newest message", "quote")
        case .recall: ("take back the newest message before it leaves", "take back")
        case .assignToMe: ("assign to me, or give back", "mine")
        case .assign: ("assign to a colleague, to me or to nobody", "assign")
        case .claimNext: ("take the next that nobody has: assigned to me, and open to be answered", "take next")
        case .toggleDone: ("mark done, or reopen", "done")
        case .snooze: ("snooze until a time or until they write, or end the snooze", "snooze")
        case .note: ("write a private note: colleagues read it, customers never", "note")
        case .stateOfPlay: ("say in one line how things stand, for colleagues", "state")
        case .labels: ("add labels, or take them off", "labels")
        case .priority: ("priority: high, urgent, normal again", "priority")
        case .keepNote: ("keep the note among the messages; nothing is sent", "keep note")
        case .newConversation: ("write first to somebody, by template", "new")
        case .otherKinds: ("send buttons, a list, a link, a flow, a place, a card, or ask for one", "other kinds")
        case .cannedReplies: ("put a canned reply into the box, or choose a template", "canned")
        case .editOutside: ("the draft, or the note, in your own editor", "editor")
        case .filterList: ("narrow the list by a query, or take the filter away", "filter")
        case .chooseOrder: ("choose the order of the list; the inbox keeps its sections", "order")
        case .holdDraft: ("hold the draft until they write again", "hold")
        case .sendDirectly:
            ("after the window shut: send the draft without a template (Direct Send), where the account may", "direct")
        case .attachFile: ("attach a file; a path alone in the box is taken", "attach")
        case .explainWindow: ("explain the window: the facts behind it", "explain")
        case .explainPerson: ("explain the name: every alias, and where each came from", "person")
        case .identity: ("who is who: merge people, split them, take it back", "who is who")
        case .toggleBlock: ("block on this number, or unblock; only who wrote within 24 hours", "block")
        case .reopenShut:
            (
                "one template for up to \(Reopening.most) people who wrote and were never answered; each is shown first",
                "reopen"
            )
        case .leaveOut: ("leave this one out, or take them in again", "leave out")
        case .toggleOptOut: ("opt out: nothing but answers to them from now on; or take it back", "opt out")
        case .nextNumber: ("conversations of the next of our numbers alone, then of all", "our number")
        case .nextAccount: ("the next account of the config, with its own store and numbers", "account")
        case .status: ("status: what comes in, what leaves, and who does the work", "status")
        case .today: ("today: what was handled, who waits, what was lost, by agent and by hour", "today")
        case .team: ("who has what: each agent's open conversations, who waits, and how to hand them over", "team")
        case .giveBack: ("give what was handed over last back to whom it was", "give back")
        case .explainSpool: ("the spool", "spool")
        case .explainWebhooks: ("the newest webhook", "webhooks")
        case .explainOutbox: ("the outbox, row by row", "outbox")
        case .explainLimits: ("limits and money: what is used, and what is held back", "limits")
        case .explainClock: ("how far the clock is off", "clock")
        case .explainWork: ("who takes in and who sends", "work")
        case .explainQuarantine: ("quarantined files and their reasons", "quarantine")
        case .explainUnrouted: ("conversations without a place", "unrouted")
        case .explainChannel: ("the channel's health: what was told of numbers, accounts and templates", "channel")
        case .syncTemplates: ("fetch the templates again", "sync")
        case .chooseTheme: ("choose a theme; the screen shows it at once", "theme")
        case .toggleMouse: ("let the mouse click and scroll here, or select text", "mouse")
        case .pipe: ("put the message, or the conversation, through a command of yours", "pipe")
        case .reloadConfig: ("read the config again", "read config")
        case .zoom: ("give the pane with the keyboard the whole width, or bring the other back", "zoom")
        case .narrowList: ("make the list narrower", "narrower")
        case .widenList: ("make the list wider", "wider")
        case .palette: ("any action by its name", "actions")
        case .tour: ("the tour: five cards about the screen", "tour")
        case .help: ("every key", "help")
        case .redraw: ("draw the screen again", "redraw")
        case .suspend: ("suspend; fg brings it back", "suspend")
        case .quit: ("quit; asks when something is unsent", "quit")
        case .back: ("close, drop the quote, or leave the box; never clears text", "back")
        case .up: ("up", "up")
        case .down: ("down", "down")
        case .pageUp: ("page up", "page up")
        case .pageDown: ("page down", "page")
        case .halfPageUp: ("half a page up", "half up")
        case .halfPageDown: ("half a page down", "half down")
        case .top: ("first", "first")
        case .bottom: ("last", "last")
        case .open: ("answer it", "answer")
        case .toggleUnread: ("mark read or unread", "unread")
        case .toggleFold: ("fold or show those shut and never answered", "fold")
        case .toggleMark: ("mark the row and go down, or take its mark away; keys then act on all marked", "mark")
        case .markAll: ("mark every loaded row, or take all marks away", "mark all")
        case .previousQueue: ("previous queue", "queue back")
        case .nextQueue: ("next queue", "queue")
        case .queueInbox: ("queue: inbox", "inbox")
        case .queueMine: ("queue: mine", "mine")
        case .queueUnassigned: ("queue: unassigned", "unassigned")
        case .queueClosing: ("queue: closing soon", "closing")
        case .queueWaiting: ("queue: waiting longest", "waiting")
        case .queueUnread: ("queue: unread", "unread")
        case .queueFailed: ("queue: not delivered", "failed")
        case .queueShut: ("queue: shut and never answered", "shut")
        case .queueSnoozed: ("queue: snoozed, by when they come back", "snoozed")
        case .queueDone: ("queue: done", "done")
        case .queueAll: ("queue: all", "all")
        case .reply: ("quote this message in a reply", "quote")
        case .react: ("react to this message with an emoji, or take ours back", "react")
        case .showQuoted: ("go to the message it quotes", "quoted")
        case .copyText: ("copy its text", "copy")
        case .showPayload: ("its raw payload", "raw")
        case .openFile: ("open its file, or fetch it; without a display, copy the line that does", "open")
        case .saveFile: ("save its file", "save")
        case .stopTransfer: ("stop its file, coming or going", "stop")
        case .retryFailed: ("put a failed message in the box again", "again")
        case .dismissFailure: ("a failure is looked after; stop counting it", "dismiss")
        case .explainStatus: ("its status: the facts and files behind it, and what to do when it failed", "why")
        case .previousTrouble: ("previous failure", "failure back")
        case .nextTrouble: ("next failure", "failure")
        case .send: ("send", "send")
        case .newLine: ("new line", "line")
        case .lineStart: ("start of line", "line start")
        case .lineEnd: ("end of line", "line end")
        case .left: ("left", "left")
        case .right: ("right", "right")
        case .wordLeft: ("word left", "word left")
        case .wordRight: ("word right", "word right")
        case .deleteBackward: ("delete back", "delete back")
        case .deleteForward: ("delete forward", "delete")
        case .killToLineEnd: ("cut to the end of the line", "cut end")
        case .killToLineStart: ("cut to the start of the line", "cut start")
        case .killWordBackward: ("cut the word before", "cut word")
        case .killWordForward: ("cut the word after", "cut word")
        case .yank: ("insert what was cut", "yank")
        case .undo: ("undo", "undo")
        case .redo: ("redo", "redo")
        case .clearText: ("clear the text; again brings it back", "clear")
        case .accept: ("choose", "choose")
        case .searchScope: ("search this conversation only, or everywhere", "here or all")
        case .keepFilter: ("the line of the config that keeps this search as a filter; copies it", "keep")
        case .acceptAndStay: ("put a label on or take it off, and stay for the next", "and stay")
        case .nextField: ("next field", "next field")
        case .previousField: ("previous field", "field back")
        case .otherTemplate: ("another template", "other template")
        case .addHeading: ("a heading before this row", "heading")
        case .saveMessage: ("keep it as a file, to be sent again", "keep")
        case .editDraft: ("back to the draft", "draft")
        case .yes: ("yes", "yes")
        case .no: ("no", "no")
        }
    }
}
