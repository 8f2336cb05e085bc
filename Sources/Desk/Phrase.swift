/// Every phrase the program can show, by what it says. The text of a language is a table over these.
public enum Phrase: String, CaseIterable, Hashable, Sendable {
    // Top line
    case brand, queueInbox, queueMine, queueUnassigned, queueClosing, queueWaiting, queueUnread, queueFailed, queueShut
    case queueSnoozed, queueDone, queueAll
    case lostToday, inAge, inNever, outDepth, unroutedCount, quarantinedCount
    // List
    case headLeft, headWho, headLast, headWait, headBy
    case sectionNotDelivered, sectionJustShut, sectionClosing, sectionWaiting, sectionUnknown, sectionShut
    case sectionAnswered
    case sectionAbove, sectionInDone, mineSnoozed, foldHint, foldKey, emptyQueue, emptyStore, loading, shut, template
    // Conversation
    case mine, assignedTo, done, group, today, unreadDivider, newAbove, newAboveKey, windowRunsFrom, older, placeholder
    case note, moreBelow, moreBelowNoKey
    case newerBelow
    case you, quoteMissing, lateBy, undoCountdown, event
    case failureLine, refusedLine, uncertainLine, emptyConversation, nothingSelected
    // Compose rule and box
    case recipient, closes, closedAt, windowUnknown, windowDisputed, windowDisputedShort, windowLikely
    case windowLikelyShort, ago
    case composeHint, closedHint, closedHintShort, closedKeys, closedKeysShort, closedKeysNoDraft, closedNoTemplates
    case closedNoTemplatesNoDraft, draftKeptText, closedAtShort, draftKept, replyingTo, characters, heldText
    // Picker
    case pickerFilter, pickerEmpty, pickerTyped, pickerNone, usedTimes, syncedAgo, neverSynced
    // Form
    case formReading, formDraft, sourcePerson, sourceThread, sourceLastUsed, sourceDraft, sourceDraftFolded
    case sourceTyped, sourcePersonShort, sourceThreadShort
    case sourceLastUsedShort, sourceDraftShort, sourceDraftFoldedShort, missing
    case formReady, formFillFirst, formOthers, formOf, formMore, missingWhat, gapFolding, gapBlanks, gapLong
    case gapUnknown, gapWrong
    case billed, fieldHeader, fieldBody, fieldURL, fieldCoupon, fieldCode, fieldMedia
    // Switcher and new conversation
    case searchEverywhere, searchHere, searchShort, searchNone, searchNoneHere, searching, searchFound, searchKept,
        searchNewest
    case messageGone, newestShown, noQuoteHere
    case switcherTitle, switcherNone, paletteTitle, paletteNone, newTitle, newAddress, newOptIn, newHint
    // Details of a message
    case detailFileName, detailFileType, detailVoiceNote, detailMovingSticker, detailCoordinates, detailLink
    case detailCard, detailPhone, detailEmail, detailCompany, detailAddress, detailCallsUntil, detailMap, detailNote,
        detailTotal, detailChoice
    case detailCallsAllowed, detailCallsRefused, detailNumberChanged, detailIDChanged, detailCodeChanged, detailOpened
    case detailCallsForGood, detailReplyKind, detailFormUnread, detailFormerAddress, detailNewAddress, detailNotCarried,
        detailReason
    case detailAdvertisement, detailProduct, detailForwarded, detailForwardedOften, detailMore
    // What happened to a conversation
    case callIn, callOut, callRinging, callAccepted, callRejected, callEnded, callMissed, callFailed, callRecorded
    case callTranscribed, callOther, threadPassed, threadTaken, threadOther, contextGiven, happened, groupPeople
    case groupFailed, groupName, groupLink, groupError, senderPhone, senderOther, saidBy, owned, ownedHint
    case anotherResponder, toldStandby, toldPhone, toldHistory, personBook, personInGroup
    // Channel
    case factChannel, channelNothing, channelUnseen, channelNewest, channelMeaning, channelCure, channelEmpty
    case channelAt, channelNumber, channelCount, securityBanner
    case detailEdited, detailRevoked, detailReaction, detailTakesReactionBack, detailRevokes
    case detailHeaderFile, detailButton, detailLinkButton, detailFlowButton, detailCallButton, detailListButton
    case detailListSection, detailListRow, detailListRowTwo, detailAsksLocation, detailAsksContactInfo
    case detailAsksToCall, detailAsksAddress, detailOpensCatalog, detailSentDirectly
    case refusedDirectOff, whyDirectOff, directNeedless, askDirect
    case fileInForm, fileUnfit
    // Files
    case sizeBytes, sizeKilobytes, sizeMegabytes, mediaWaiting, mediaComing, mediaComingShare, mediaHere
    case mediaAgain, mediaFailed, mediaFailedNoKey, mediaStopped, mediaStoppedNoKey, mediaExpired, mediaSending,
        mediaSendingShare
    case mediaSendingAgain, mediaOurs, machineTranscript, machineDescription, noFileHere, fetchingFile
    case fileOnItsWay, fileGone, transferStopped, nothingMoves, openedWith, noProgram, copiedLine, fileSaved
    case saveTitle, savePath, attachTitle, attachPath, attachCaption, attachNothing, attachNothingNoKey, attachLooking
    case attachReady, attachDocument, attachReading, pastedFile, kindImage, kindVideo
    case kindAudio, kindVoice, kindDocument, kindSticker, refusedMediaType, refusedMediaLarge, refusedMediaEmpty
    case refusedCaption, whyMediaType, whyMediaLarge, whyMediaEmpty, whyCaption
    case machineFound, besideFile, besideCard, besideChoice, besideAdvertisement, besideProduct, besideOffered,
        besideLink
    // Themes
    case themeTitle, themeYours, themeUnreadable, themeNoColors, themeThem, themeUs, themeKept, themeKeptHere
    // Questions
    case askQuitDraft, askQuitDrafts, askQuitOutbox, askQuitBoth, askQuitAll, askTryUnknown, askTryLikely,
        askTryDisputed, askNewAddress, askAnswered, answererPhone, answererOther, answererUnknown
    case askPaste, yesNo, onlyYesNo
    // Detail
    case payloadTitle, failureTitle, windowTitle, cause, cure, code, details, noCode
    case explainTrigger, explainTriggerUndated, explainReaction, explainRefused, evidenceOpen, evidenceShut,
        evidenceSince, explainListening, explainNone
    case explainRule
    // Explanations of a message and a name
    case trailReceived, trailSentBy, trailAuthor, trailStamp, trailArrived, trailFile, trailEnvelope, trailWamid
    case trailQueued, trailAttempt, trailLeft, trailNothingLeft, trailUnderWay, trailAccepted, trailRefused
    case trailUncertain, trailRetry, trailNoStatus
    case heldForQuality, heldPaused, heldOther, takenAccepted, takenHeld, takenPaused, refusedDirectMade
    case personTitle, personNoName, personProfile, personGiven, personAliases, personFirst, personLast, personSince
    case personJoined, personTogether, personMoved
    case aliasBSUID, aliasParent, aliasNumber, aliasGroup, aliasNobody
    // Status
    case statusTitle, meaning, nothingSelectedHere
    case factSpool, factWebhooks, factOutbox, factLimits, factClock, factWork, factQuarantine, factUnrouted
    case spoolLooked, spoolNever, spoolPath, spoolReader, spoolMeaning, spoolCure
    case webhookAge, webhookNever, webhookAt, webhookMeaning, webhookCure
    case outboxWaiting, outboxUncertain, outboxMeaning, outboxCure
    case rowQueued, rowLeaving, rowUncertain, rowWritten, rowDue, rowDueNow, rowClaimed, rowNotAfter, rowAttempts
    case rowLastError, rowUncertainWhy
    case limitsNone, limitsHeld, limitPair, limitNumber, limitCalls, limitPlatform, limitsMeaning, limitsCure
    case clockUnmeasured, clockOff, clockMeasured, clockWidened, clockAgrees, clockMeaning, clockCure
    case workStopped, workHere, workNobody, workIngests, workIngestsNobody, workDispatches, workGone
    case workDispatchesHere, workDispatchesNobody, workMeaning, workCureToken, workCureNetwork, workCureNoToken
    case workCureStore, workCureStopped
    case processThis, processOther, processUser
    case quarantinePath, quarantineMeaning, quarantineCure
    case unroutedLast, unroutedNobody, unroutedNumber, unroutedMeaning, unroutedCure
    case topAlarmsShort, topAlarms
    // Notices
    case nothingOnKey, nothingOpen, nothingSent, nothingSentKept, nothingToSend, nothingToCopy, nothingToQuote,
        nothingToHold
    case nothingToRecall
    case copied, recalled, reopened, markedDone, markedDoneUnsent, andUnsentWait, draftFound, assignedToYou, unassigned,
        syncingTemplates, noFailureHere
    case noMoreTrouble
    case noPayload, draftInTheWay, failureDismissed, textRestored, textCleared, textHeld, heldTextOffered, heldTextWent,
        leavesSoon
    case recalledFile
    case notSentElsewhere, emptySlot, emptySlotNoKey, slotWithoutTemplate, addressUnreadable, draftKeptShut, valueFolded
    case walkedEverybody
    case nobodyNeedsYou, nothingToFold, openAgain, heldTextWaits, recalledElsewhere, somebodyElse, recalledTemplate
    case recalledOther
    case nowhereToPaste, nothingPasted, pasteCut, pasteDeclined, stillGoing, walkedAll, nothingUnread, lookFirst
    case consentNeeded
    // Refusals
    case refusedClosed, refusedEnding, refusedUnknown, refusedLikely, refusedDisputed, refusedOptOut, refusedMarketing
    case refusedNoOptIn, refusedStatus, refusedStatusReason, refusedComponent, refusedChanged, refusedParameters
    case refusedAuthentication
    case refusedAddress, refusedNoAddress, refusedOwned, refusedBlank, refusedLong, refusedExpired
    case refusedForGroups, refusedReactionLate, refusedUnlisted, refusedNUL
    case adviceToken, adviceAgain
    case noLimit, waitUnknown
    // Why a message of ours was stopped, in the conversation
    case whyClosed, whyEnding, whyUnknown, whyLikely, whyDisputed, whyOptedOut, whyNoOptIn, whyTemplate, whyParameters
    case whyAuthentication, whyAddress, whyNoAddress, whyOwned, whyBlank, whyLong, whyExpired
    case whyForGroups, whyReactionLate, whyUnlisted, whyNUL
    // States of a window
    case stateUnknown, stateOpen, stateClosing, stateCritical, stateClosed, stateDisputed, stateLikely
    // Problems of values
    case problemMissing, problemFolding, problemWhiteSpace, problemTooLong, problemMedia, problemBodyLong
    case problemUnknown
    // Parts of a message that cannot be made
    case wrongMissing, wrongLong, wrongMany, wrongManyLines, wrongRepeated, wrongOutside, wrongNotAllowed, wrongUnknown,
        wrongNotLink
    case wrongNotEmoji, wrongMalformed
    // Sending more than words
    case kindCall, kindProduct, kindProducts, kindCatalog, kindAskAddress
    case kindButtons, kindList, kindLink, kindFlow, kindAskLocation, kindAskContact, kindAskCall, kindPlace, kindCard
    case kindSaved, choiceReact, choiceKinds, choiceNone, reactionNone, nothingToReactTo, savedUnreadable
    case partPageButton, partHeader, partBody, partFooter, partButton, partListButton, partHeading, partRow,
        partRowSecond, partURL
    case partHeaderOrLink, partMinutes, partCatalog, partProduct, partCover
    case partFlow, partFlowScreen, partCoordinates, partName, partAddress, partPhone, partEmail, partCompany
    case buildFixed, buildDirect, buildCount, noHeadingHere, onlyInteractiveIsSaved, saveAs, saveReady, saveNeedsName,
        messageSaved
    case saveTaken
    // Parts of templates
    case fieldFlowToken, fieldCallMinutes, fieldPayload, fieldTapURL, fieldTapTitle, fieldMinutes, fieldLink
    case problemWithin, problemLink
    case fieldProducts, fieldProductID, fieldProductList, fieldFlowData, fieldObject, fieldOptional
    case problemProducts, problemObject
    case templateCard, fieldOffer, fieldCard, fieldDegrees, fieldTime, problemDegrees, problemTime
    // Hints
    case hintTemplate, hintToggle, hintToggleOn, hintDraftUnsaved, hintDraftKept, hintMore, hintGoOn, hintFill,
        hintKeep, hintAsItWas, hintHere, hintEverywhere,
        hintSave,
        hintHandOver,
        chordBegun, keyDoesNothing, queueIsShown,
        tooSmall
    case typedInVain, plainLetters, lacksArchive
    case mouseOn, mouseOff
    // Trouble
    case troubleSpool, troubleStore, troubleToken, troubleNetwork, troubleWorker, troubleNoToken
    case troubleWorkerReplaced, troubleSpoolUnread
    // People: who is who, and blocking
    case identityTitle, identityNote, identityMerge, identitySplit, identityTakeBack, identityFind
    case actMerged, actSplit, actTakenBack, personActs, personCandidate, personNumberHidden, maybeSame
    case askMerge, askSplit, askTakeBack, merged, splitOff, takenBack, sameAlready, groupIsNobody, nothingChanged
    case joinTitle, somebody
    case blocked, blockedNow, unblockedNow, askBlock, askUnblock, blockSilent, blockNeverWrote, blockParent, blockGroup
    case blockNobody, blockAlready, blockNot, refusedBlocked, whyBlocked
    // Who wants no messages
    case stopsOptedOut, stopsOptedOutShort, stopsOptedOutNoKey, stopsMarketing, stopsBlocked, stopsNoAddress,
        stopsUnlisted, rowAsksToStop, rowOptedOut, headAsksToStop,
        headOptedOut, headNoMarketing, stopLine, askOptOut, askOptIn
    case optedOutNow, optedInNow
    // Hours and promises
    case outsideHours, headWroteOutside, rowAnswerDue, rowLate, headDue, headLate
    // Hooks, and today
    case hookStatus, hookSignal, hookKilled, hookNotStarted, hookTooSlow, hookMissing, hookOpen, hookForeign, hookLine
    case hookCure
    case todayTitle, todayHandled, todayHandledValue, todayFirst, todayFirstValue, todayOldest, todayOldestShut,
        todayLost, todayFree
    case todayFreeValue, todayNone, todayNobodyWaits, todayAgents, todayAgentTail, todayHours, todayHourTail
    case todayFailures, spanSeconds, spanMinutes, spanHours, spanDays
    // Limits and money, our numbers
    case profileAbout, profileDescription, profileGaps
    case limitHour, limitSecond, limitPairHeld, limitPairNear, limitQuality, limitMeters, limitMeter, limitMeterWait
    case tierUnknown, tierOther, tierUnlimited, tierUsed, moneyUsed, moneyBilled
    case pairHeld, pairNear, freeLeft, billedAs, freeInWindow, freeEntry
    case onlyNumber, numberShown, numbersShown, newFrom, onlyAccount, accountWaits
    // Out of sight
    case sectionSnoozed, tomorrow, choiceSnooze, snoozeTyped, snoozeUnreadable, snoozeHour, snoozeBeforeShut
    case snoozeEvening, snoozeTomorrow, snoozeMonday, snoozeTheyWrite, snoozeUntil, snoozeAfterShut
    case snoozeShutsMeanwhile, snoozeShutsFirst, atClock, snoozedTill, snoozedPast, snoozedTillThey,
        snoozedTillTheyPast, snoozeEnded
    case snoozeFailed, headSnoozed, headSnoozedThey, headShutsFirst, headBack, previewSnoozed, previewSnoozedThey,
        previewShutsFirst
    // Among us
    case noteRule, noteRuleShort, noteHint, noteHintShort, noteBegun, noteWaits, noteBlank, noteLong, noteKept,
        trailNote
    case stateNow, stateBy, stateLabel, stateHint, stateHintEmpty, stateKept, stateTakenAway, choiceLabels, labelsNone
    case labelNew, labelOn, labelOff, labelCount, priorityNormal, priorityHigh, priorityUrgent, priorityNow
    // Many at once
    case marksCount, marksUnseen, marksActs, markedAll, markedLoaded, marksDropped, hintUnmark, choiceMarked, labelSome
    case bulkMine, bulkAssign, bulkNobody, bulkLabel, bulkLabelNew, bulkUnlabel, bulkSnooze, bulkSnoozeThey, bulkDone,
        bulkReopen
    case bulkRead, bulkUnread, bulkPriority, bulkChanged, bulkAlready, bulkNot, bulkOne, bulkAnd, bulkMore
    case bulkHasUnread, bulkHasFailed, bulkNothingReceived, bulkGone, askMarked, askMarkedUnseen
    case bulkReadFirst, bulkShut, snoozeSomeShut
    // One template for many
    case reopenMarked, reopenMarkedMore, reopenNobody, reopenNotOne, reopenTitle, reopenMore, reopenBilled, reopenOwn
    case reopenOwnBut, reopenForAll, reopenForAllNeeded, reopenLeftOut, reopenQueued, reopenLook
    case reopenReady, reopenQueueing, reopenToldQueued, reopenToldGone, reopenNothingPasses, reopenedAll, reopenedSome,
        reopenedStay, reopenAccepted, reopenSent, reopenDelivered, reopenRead, reopenRecalled, reopenAnswered,
        reopenToldFailed, reopenToldUncertain, reopenToldRecalled, reopenToldLeftOut,
        reopenNotShut
    case reopenDone, reopenSnoozed, reopenUnderWay, reopenOverTier, reopenTooMany, reopenNotWanted, reopenUnstored
    case editorShut, editorUnchanged, editorTaken
    case nothingMatches, foldReopens, foldOnlyReopens, foldReopensKey, hintLook, hintOutbox
    // Orders of the list
    case choiceOrder, orderOwn, orderWaiting, orderWindow, orderNewest, orderPriority, orderName, orderIs, orderNow
    case orderFixed, queueOrdered
    // Whose it is
    case choiceAgents, agentsNone, agentMe, agentNobody, agentHasIt, assignedToOther, assignmentLost
    case assignmentLostNobody, nothingToClaim
    // Who has what, and who else is here
    case bulkReassign, bulkTaken, choiceReassign, askReassign, askTakeAway, giveBackHint
    case teamTitle, teamNobody, teamAgent, teamOpen, teamWaits, teamOldest, teamClosing, teamSeen, teamHasNothing
    case teamNobodysKey, teamNothingMoved, alsoLooking, alsoWriting, alsoYouLooking, alsoYouWriting, alsoMany,
        askWritingToo
    // Whoever only reads
    case readerRefuses, readerBox, readerTop
    // What was done by whom
    case auditTitle, auditLine, auditOpen, auditAssign, auditUnassign, auditDone, auditReopen, auditRead, auditUnread
    case auditOptIn, auditOptOut, auditOptOutEnd, auditSettle, auditName, auditSnooze, auditSnoozeThey, auditNote
    case auditState, auditStateOff, auditLabel, auditUnlabel, auditPriority, auditBlock, auditUnblock, auditMerge
    case auditSplit, auditTakeBack, auditSend, auditSendTemplate
    // Canned replies and blanks
    case cannedFilter, cannedNone, cannedTemplate, cannedBroken, cannedUnreadable, cannedNotText, cannedNoHead
    case cannedYAML, cannedUnclosed, cannedSyntax, cannedUnknown, cannedUnknownNear, cannedNotAText, cannedNotTexts
    case cannedSpaced, cannedTaken, cannedBlank, cannedAtLine, cannedValue, cannedBlanks, cannedFromPerson
    case cannedFromThread, cannedFromAgent, cannedFromBusiness, cannedFromNumber, blanksLeft, blanksLeftThere
    // Queries
    case queryNoValue, queryUnknownValue, queryNoDay, queryUnknown, queryHelpLine, queryHelpPhrase, queryHelpNot
    case filterLabel, filterNone, filterTyped, filterKeep, filterHead
    case queryTakesWho, queryTakesTemplate, queryTakesLabel, queryTakesDay, queryTakesNumber
    // The window's title, news for an agent who looks away, panes
    case titleName, titleClosing, titleWaiting, newsMessage, newsMessages, newsClosing, newsClosings, newsFailure
    case keysThen, meanwhileWrote, meanwhileBack, meanwhileWrite, meanwhileSend, wordsInBox, lookBeforeSending
    case formDraftUsed, draftUsedText, askResend, askQuitNow, uncertainTitle, uncertainMeaning, retryCountdown, triesAt
    case neverWroteRule, neverWroteShort, refusedNeverWrote, emptyStoreAt
    case hintSlot, firstOfList, lastOfList, tooSmallKeys
    case newsFailures, newsFrom, newsOf, newsClosingOf, newsFailureOf
    case tourListTitle, tourList, tourAnswerTitle, tourAnswer, tourWindowTitle, tourWindow, tourWalkTitle, tourWalk
    case tourHelpTitle, tourHelp, tourFoot, tourFootLast, chordPages, chordAnyKey
    case pipeTitle, pipeMessageText, pipeMessageJSON, pipeThreadText, pipeThreadJSON, pipeHint, pipeHintRecall, pipeRuns
    case pipeExited, pipeKilled, pipeSlow, pipeLoud, pipeStopped, pipeNotStarted, hintRun, hintStop, hintSource,
        hintEarlier
    case configRead, configReadLater, configRefused
    case plainBegun, plainNobody, plainWaits, plainLeft, plainLikely, plainDisputed, plainUnknown, plainConversation
    case plainOpenUntil, plainClosingAt, plainCriticalAt, plainClosedSince, plainLikelyOpen, plainDraft, plainTemplate
    case plainField, plainGap, plainReady, plainFillFirst, plainYesNo, plainNothingAsked, plainNothingWritten,
        plainDraftThere,
        plainNoSuchNumber, plainNoSuchField
    case plainNoOlder, plainFound, plainFoundMore, plainUnknownOrder, plainUnknownOrderNear, plainIncomplete, plainHelp
    case plainHelpCommand, plainHelpLetters, plainNoSuchFile, plainNoFiles, plainAttachFirst, plainFile, plainCaption
    case plainNoSuchKind, plainKinds, plainMessage, plainMessageReads, plainMessageWrong, plainAlone,
        plainNothingThere, plainHasDraft
    case plainNoSuchMessage, plainNoSuchEmoji, plainSeveralMeant, plainNoSuchAgent, plainNoState, plainHasLabel
    case plainHasNoLabel, plainLabelOn, plainLabelNew, plainLabelOff, plainNoCanned, plainNoSuchCanned
    case plainMarked, plainIsMarked, plainNoMarks, plainReopenFirst, plainReopenTemplate, plainReopenLook
    case plainReopenReady, plainTeamMember, plainTeamFirst, plainNoSuchWho, plainWhoHow, plainJoinHow, plainNeverWrote
    case plainNoSuchTemplate, plainNoTemplates, plainMoreTemplates, plainHelpNumber, plainNone, plainEnd
    case leavesAt, listNarrowest, listWidest, onePaneHere, zoomed
    // Leaving
    case goodbye, goodbyeSetUp
    // Help
    case helpTitle, helpSigns, helpSlots
}
