extension Command {
    /// Whether it changes what others see, or sends, or begins something that does: whoever only reads is told so instead.
    ///
    /// - Parameter scope: where it is pressed; choosing is harmless in most places.
    func writes(in scope: Scope) -> Bool {
        switch self {
        case .templates, .slot1, .slot2, .slot3, .slot4, .slot5, .slot6, .slot7, .slot8, .slot9, .replyToNewest,
            .recall,
            .assignToMe, .assign, .claimNext, .toggleDone, .snooze, .note, .stateOfPlay, .labels, .priority,
            .newConversation, .holdDraft, .sendDirectly, .attachFile, .otherKinds, .cannedReplies, .identity,
            .toggleBlock, .toggleOptOut, .syncTemplates, .toggleUnread, .reply, .react, .stopTransfer, .retryFailed,
            .dismissFailure, .send, .keepNote, .saveMessage, .giveBack, .otherTemplate, .editDraft, .addHeading,
            .reopenShut,
            .leaveOut, .editOutside:
            true
        case .accept: scope == .team
        case .focusNext, .focusPrevious, .nextConversation, .previousConversation, .switchConversation, .search,
            .nextThatNeedsMe, .filterList, .chooseOrder, .explainWindow, .explainPerson, .nextNumber, .nextAccount,
            .status, .today, .team, .chooseTheme, .toggleMouse, .reloadConfig, .zoom, .narrowList, .widenList, .palette,
            .tour, .help, .redraw, .suspend, .quit, .back:
            false
        case .up, .down, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .top, .bottom, .open, .toggleFold,
            .toggleMark, .markAll, .previousQueue, .nextQueue, .queueInbox, .queueMine, .queueUnassigned,
            .queueClosing, .queueWaiting, .queueUnread, .queueFailed, .queueShut, .queueSnoozed, .queueDone, .queueAll:
            false
        case .showQuoted, .copyText, .showPayload, .openFile, .saveFile, .pipe, .explainStatus, .previousTrouble,
            .nextTrouble:
            false
        case .newLine, .lineStart, .lineEnd, .left, .right, .wordLeft, .wordRight, .deleteBackward, .deleteForward,
            .killToLineEnd, .killToLineStart, .killWordBackward, .killWordForward, .yank, .undo, .redo, .clearText:
            false
        case .explainSpool, .explainWebhooks, .explainOutbox, .explainLimits, .explainClock, .explainWork,
            .explainQuarantine, .explainUnrouted, .explainChannel, .acceptAndStay, .searchScope, .keepFilter,
            .nextField,
            .previousField, .yes, .no:
            false
        }
    }
}

extension Effect {
    /// Whether it writes into the store, to the platform, or a file of the agent's that outlives the sitting. None of them comes
    /// from the desk of whoever only reads, and the engine begins none there.
    public var writes: Bool {
        switch self {
        case .saveDraft, .saveHeldText, .saveNoteDraft, .keepNote, .enqueue, .recall, .recallRow, .record,
            .recordForMany, .reopen, .editOutside, .reassign, .tellPresence, .claimNext, .join, .block, .openThread,
            .tellRead, .syncTemplates, .fetchFile,
            .stopFile, .takeFile, .saveMessage, .markChannelSeen, .rememberPipes, .rememberTour, .rememberPanes:
            true
        case .loadPage, .loadConversation, .loadOlder, .loadNewer, .loadStretch, .search, .stopSearch, .loadTemplates,
            .loadMatches, .loadRing, .loadPayload, .explain, .loadThemes, .showTheme, .showNumber, .filterList,
            .loadNews,
            .orderList, .loadStatus, .loadTeam, .openFile, .saveFile, .inspectFile, .loadPreview, .loadSavedMessages,
            .loadCanned, .gatherReopening, .loadAgents, .loadLabels, .bell, .announce, .tellProgram, .pipe, .stopPipe,
            .reloadConfig,
            .copy, .followReopening,
            .setTitle, .setMouse, .suspend, .redraw, .quit:
            false
        }
    }
}
