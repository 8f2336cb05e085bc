import Inbox
import Screen

extension KeyMap {
    /// The default keys (design §9, `terminal.md` §2c–2d).
    public static let standard: KeyMap = {
        do {
            return try KeyMap(standardBindings)
        } catch {
            // The table is a constant of this file; a test reads it, so this cannot be reached in a released program.
            preconditionFailure("the standard key table contradicts itself: \(error)")
        }
    }()

    private static var standardBindings: [Binding] {
        globals + slots + lists + messages + composeOnly + editing(in: .compose) + conditional + pickers + forms
            + popUps + always
    }

    static func rows(_ scope: Scope, _ table: [(Command, [String])]) -> [Binding] {
        table.flatMap { command, chords in chords.map { Binding(scope, chord($0), command) } }
    }

    /// Reads the notation of `render --keys`; the constant tables below are covered by a test.
    private static func chord(_ text: String) -> [KeyStroke] {
        (try? KeyNotation.parse(text)) ?? []  // a constant; an unreadable one becomes an empty chord: rejected
    }

    private static let globals = rows(
        .global,
        [
            (.focusNext, ["<Tab>"]),
            (.focusPrevious, ["<S-Tab>"]),
            (.nextConversation, ["<C-n>"]),
            (.previousConversation, ["<C-p>"]),
            (.switchConversation, ["<C-g>"]),
            (.search, ["<C-f>"]),
            (.nextThatNeedsMe, ["<M-a>", "<F6>"]),
            (.templates, ["<C-t>", "<F2>"]),
            (.replyToNewest, ["<C-r>"]),
            (.recall, ["<C-x>u"]),
            (.assignToMe, ["<C-x>i"]),
            (.assign, ["<C-x>I"]),
            (.toggleDone, ["<C-x>c"]),
            (.snooze, ["<C-x>d"]),
            (.note, ["<C-x>N"]),
            (.stateOfPlay, ["<C-x>e"]),
            (.labels, ["<C-x>g"]),
            (.priority, ["<C-x>!"]),
            (.newConversation, ["<C-x>n"]),
            (.holdDraft, ["<C-x>h"]),
            (.sendDirectly, ["<C-x>D"]),
            (.attachFile, ["<C-x>a"]),
            (.otherKinds, ["<C-x>k"]),
            (.cannedReplies, ["<C-x>r"]),
            (.filterList, ["<C-x>f"]),
            (.reopenShut, ["<C-x>b"]),
            (.chooseOrder, ["<C-x>O"]),
            (.explainWindow, ["<C-x>w"]),
            (.explainPerson, ["<C-x>p"]),
            (.identity, ["<C-x>j"]),
            (.toggleBlock, ["<C-x>B"]),
            (.toggleOptOut, ["<C-x>x"]),
            (.nextNumber, ["<C-x>o"]),
            (.nextAccount, ["<C-x>l"]),
            (.status, ["<C-x>s"]),
            (.today, ["<C-x>t"]),
            (.team, ["<C-x>W"]),
            (.syncTemplates, ["<C-x>T"]),
            (.chooseTheme, ["<C-x>y"]),
            (.toggleMouse, ["<C-x>m"]),
            (.reloadConfig, ["<C-x>R"]),
            (.zoom, ["<C-x>z"]),
            (.palette, ["<M-x>"]),
            (.tour, ["<C-x>H"]),
            (.help, ["<F1>", "<C-x>?"]),
            (.redraw, ["<C-l>"]),
            (.suspend, ["<C-z>"]),
            (.quit, ["<C-q>", "<C-x><C-c>"]),
        ])

    private static let slots = rows(
        .global,
        [
            (.slot1, ["<M-1>", "<C-x>1", "<F3>"]),
            (.slot2, ["<M-2>", "<C-x>2", "<F4>"]),
            (.slot3, ["<M-3>", "<C-x>3", "<F5>"]),
            (.slot4, ["<M-4>", "<C-x>4", "<F7>"]),
            (.slot5, ["<M-5>", "<C-x>5", "<F8>"]),
            (.slot6, ["<M-6>", "<C-x>6", "<F9>"]),
            (.slot7, ["<M-7>", "<C-x>7"]),
            (.slot8, ["<M-8>", "<C-x>8"]),
            (.slot9, ["<M-9>", "<C-x>9"]),
        ])

    static let moving: [(Command, [String])] = [
        (.down, ["j", "<Down>"]),
        (.up, ["k", "<Up>"]),
        (.halfPageDown, ["<C-d>"]),
        (.halfPageUp, ["<C-u>"]),
        (.pageDown, ["<PageDown>", "<Space>"]),
        (.pageUp, ["<PageUp>", "<BS>"]),
        (.top, ["g", "<Home>"]),
        (.bottom, ["G", "<End>"]),
    ]

    private static let lists = rows(
        .list,
        moving + [
            (.open, ["<Enter>", "l", "<Right>"]),
            (.nextThatNeedsMe, ["u"]),
            (.search, ["/"]),
            (.palette, [":"]),
            (.toggleUnread, ["m"]),
            (.assignToMe, ["i"]),
            (.assign, ["A"]),
            (.claimNext, ["I"]),
            (.toggleDone, ["a"]),
            (.snooze, ["z"]),
            (.note, ["N"]),
            (.stateOfPlay, ["e"]),
            (.labels, ["t"]),
            (.priority, ["!"]),
            (.newConversation, ["n"]),
            (.toggleFold, ["f"]),
            (.pipe, ["|"]),
            (.narrowList, ["<lt>"]),
            (.widenList, [">"]),
            (.toggleMark, ["v"]),
            (.markAll, ["V"]),
            (.previousQueue, ["["]),
            (.nextQueue, ["]"]),
            (.queueInbox, ["1"]),
            (.queueMine, ["2"]),
            (.queueUnassigned, ["3"]),
            (.queueClosing, ["4"]),
            (.queueWaiting, ["5"]),
            (.queueUnread, ["6"]),
            (.queueFailed, ["7"]),
            (.queueShut, ["8"]),
            (.queueSnoozed, ["Z"]),
            (.queueDone, ["9"]),
            (.queueAll, ["0"]),
            (.explainWindow, ["w"]),
            (.explainPerson, ["p"]),
            (.status, ["s"]),
            (.today, ["T"]),
            (.team, ["W"]),
            (.help, ["?"]),
            (.quit, ["q"]),
            (.back, ["<Esc>"]),
        ])

    private static let messages = rows(
        .messages,
        moving + [
            (.reply, ["r"]),
            (.react, ["+"]),
            (.search, ["/"]),
            (.showQuoted, ["t"]),
            (.copyText, ["y"]),
            (.showPayload, ["v"]),
            (.openFile, ["o"]),
            (.saveFile, ["s"]),
            (.assign, ["A"]),
            (.pipe, ["|"]),
            (.stopTransfer, ["X"]),
            (.retryFailed, ["R"]),
            (.dismissFailure, ["x"]),
            (.explainStatus, ["e", "<Enter>"]),
            (.previousTrouble, ["["]),
            (.nextTrouble, ["]"]),
            (.toggleUnread, ["m"]),
            (.assignToMe, ["i"]),
            (.toggleDone, ["a"]),
            (.snooze, ["z"]),
            (.note, ["N"]),
            (.nextThatNeedsMe, ["u"]),
            (.explainWindow, ["w"]),
            (.explainPerson, ["p"]),
            (.narrowList, ["<lt>"]),
            (.widenList, [">"]),
            (.help, ["?"]),
            (.back, ["<Esc>"]),
        ])

    private static let composeOnly = rows(
        .compose,
        [
            (.send, ["<Enter>"]),
            (.newLine, ["<C-j>", "<M-Enter>", "<S-Enter>"]),
            (.up, ["<Up>"]),
            (.down, ["<Down>"]),
            (.pageUp, ["<PageUp>"]),
            (.pageDown, ["<PageDown>"]),
            (.clearText, ["<C-c>"]),
            (.editOutside, ["<C-x><C-e>"]),
            (.back, ["<Esc>"]),
        ])

    /// What holds before the tables of panes and picker as long as no word is in the way.
    private static var conditional: [Binding] {
        let digits = Slots.range.compactMap { slot in
            Command(slot: slot).map { command -> (Command, [String]) in (command, ["\(slot)"]) }
        }
        return rows(.composeEmpty, [(.cannedReplies, ["/"])])
            + rows(.composeShut, [(.templates, ["/", "<Space>"])])
            + [Scope.composeShut, .afterEscape, .pickerUnfiltered].flatMap { rows($0, digits) }
    }

    /// Emacs editing, the same in every box of text.
    private static func editing(in scope: Scope) -> [Binding] {
        rows(
            scope,
            [
                (.lineStart, ["<C-a>", "<Home>"]),
                (.lineEnd, ["<C-e>", "<End>"]),
                (.left, ["<C-b>", "<Left>"]),
                (.right, ["<Right>"]),
                (.wordLeft, ["<M-b>", "<C-Left>"]),
                (.wordRight, ["<M-f>", "<C-Right>"]),
                (.deleteBackward, ["<BS>"]),
                (.deleteForward, ["<C-d>", "<Del>"]),
                (.killToLineEnd, ["<C-k>"]),
                (.killToLineStart, ["<C-u>"]),
                (.killWordBackward, ["<C-w>", "<M-BS>"]),
                (.killWordForward, ["<M-d>"]),
                (.yank, ["<C-y>"]),
                (.undo, ["<C-_>"]),
                (.redo, ["<M-_>"]),
            ])
    }

    private static var pickers: [Binding] {
        [Scope.picker, .switcher, .palette, .search, .choice].flatMap { scope in
            editing(in: scope)
                + rows(
                    scope,
                    [
                        (.accept, ["<Enter>"]),
                        (.down, ["<Down>", "<C-n>"]),
                        (.up, ["<Up>", "<C-p>"]),
                        (.pageDown, ["<PageDown>"]),
                        (.pageUp, ["<PageUp>"]),
                        (.back, ["<Esc>", "<C-c>"]),
                    ])
        } + rows(.choice, [(.acceptAndStay, ["<Tab>"])]) + rows(.picker, [(.syncTemplates, ["<C-x>T"])])
            + rows(.search, [(.searchScope, ["<C-f>", "<Tab>"]), (.keepFilter, ["<C-s>"])])
    }

    private static var forms: [Binding] {
        editing(in: .build)
            + rows(
                .build,
                [
                    (.send, ["<Enter>"]),
                    (.newLine, ["<C-j>", "<M-Enter>", "<S-Enter>"]),
                    (.nextField, ["<Tab>", "<Down>"]),
                    (.previousField, ["<S-Tab>", "<Up>"]),
                    (.addHeading, ["<C-o>"]),
                    (.saveMessage, ["<C-s>"]),
                    (.back, ["<Esc>", "<C-c>"]),
                ])
            + editing(in: .pipe)
            + rows(
                .pipe,
                [
                    (.accept, ["<Enter>"]), (.nextField, ["<Tab>"]), (.previousField, ["<S-Tab>"]),
                    (.up, ["<Up>", "<C-p>"]),
                    (.down, ["<Down>", "<C-n>"]), (.back, ["<Esc>", "<C-c>"]),
                ])
            + editing(in: .play)
            + rows(.play, [(.accept, ["<Enter>"]), (.back, ["<Esc>", "<C-c>"])])
            + editing(in: .note)
            + rows(
                .note,
                [
                    (.keepNote, ["<Enter>"]),
                    (.editOutside, ["<C-x><C-e>"]),
                    (.newLine, ["<C-j>", "<M-Enter>", "<S-Enter>"]),
                    (.back, ["<Esc>", "<C-c>"]),
                ])
            + editing(in: .form)
            + rows(
                .form,
                [
                    (.send, ["<Enter>"]),
                    (.nextField, ["<Tab>", "<Down>"]),
                    (.previousField, ["<S-Tab>", "<Up>"]),
                    (.otherTemplate, ["<C-t>", "<F2>"]),
                    (.editDraft, ["<C-x>e"]),
                    (.holdDraft, ["<C-x>h"]), (.sendDirectly, ["<C-x>D"]),
                    (.search, ["<C-f>"]),
                    (.nextThatNeedsMe, ["<M-a>", "<F6>"]),
                    (.nextConversation, ["<C-n>"]),
                    (.previousConversation, ["<C-p>"]),
                    (.back, ["<Esc>", "<C-c>"]),
                ])
            + editing(in: .reopen)
            + rows(
                .reopen,
                [
                    (.accept, ["<Enter>"]),
                    (.nextField, ["<Tab>", "<Down>"]),
                    (.previousField, ["<S-Tab>", "<Up>"]),
                    (.otherTemplate, ["<C-t>", "<F2>"]),
                    (.back, ["<Esc>", "<C-c>"]),
                ])
            + rows(
                .reopenCheck, moving + [(.send, ["<Enter>"]), (.leaveOut, ["x"]), (.back, ["<Esc>", "q", "<C-c>"])])
            + editing(in: .new)
            + rows(
                .new,
                [
                    (.accept, ["<Enter>"]),
                    (.nextField, ["<Tab>", "<Down>"]),
                    (.previousField, ["<S-Tab>", "<Up>"]),
                    (.back, ["<Esc>", "<C-c>"]),
                ])
            + files
    }

    private static var files: [Binding] {
        editing(in: .attach)
            + rows(
                .attach,
                [
                    (.send, ["<Enter>"]),
                    (.nextField, ["<Tab>", "<Down>"]),
                    (.previousField, ["<S-Tab>", "<Up>"]),
                    (.back, ["<Esc>", "<C-c>"]),
                ])
            + editing(in: .save) + rows(.save, [(.accept, ["<Enter>"]), (.back, ["<Esc>", "<C-c>"])])
    }

    /// What must work whatever is on screen. A question is answered before there is help or a way out.
    private static var always: [Binding] {
        let boxes: [Scope] = [
            .picker, .form, .reopen, .reopenCheck, .build, .note, .play, .choice, .switcher, .palette, .search, .new,
            .attach, .save, .theme,
            .identity, .tour, .pipe,
        ]
        // F1 closes a page.
        let pages: [Scope] = [.detail, .status, .team, .help]
        return boxes.flatMap { rows($0, [(.help, ["<F1>"])]) }
            + (boxes + pages).flatMap { rows($0, [(.quit, ["<C-q>"])]) }
            + (boxes + pages + [.confirm]).flatMap { rows($0, [(.redraw, ["<C-l>"]), (.suspend, ["<C-z>"])]) }
    }
}
