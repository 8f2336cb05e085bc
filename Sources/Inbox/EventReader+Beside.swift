import WhatsApp

/// What is searched of a message besides its text, made of what is told of it (`MessageDetail`): so whatever stands under a
/// message on screen and is somebody's words is found, and nothing else.
extension EventReader {
    /// Of a message that came.
    static func beside(_ message: InboundMessage) -> [Beside] { details(of: message).flatMap(beside) }

    /// Of a message that was sent by another way than ours.
    static func beside(_ echo: MessageEcho) -> [Beside] { details(of: echo.content).flatMap(beside) }

    /// Of a message of ours. What can be tapped on a template is the same for everybody who gets it: it tells none from another.
    public static func beside(_ content: Content) -> [Beside] {
        switch content {
        case .media(let file): [Beside(.file, file.fileName)]
        case .template(let filled):
            details(of: filled).filter { $0.kind == .headerFile }.flatMap(beside) + products(of: filled)
        case .text, .location, .contacts, .interactive, .reaction, .direct: details(of: content).flatMap(beside)
        }
    }

    private static func products(of filled: FilledTemplate) -> [Beside] {
        let names = [TemplateForm.productID, TemplateForm.products]
        return filled.values.filter { names.contains($0.key.name) }.sorted { $0.key < $1.key }
            .map { Beside(.product, $0.value) }
    }

    private static func beside(_ detail: MessageDetail) -> [Beside] {
        switch detail.kind {
        case .fileName: [Beside(.file, detail.value)]
        // The platform's own number of a file is no name.
        case .headerFile: detail.columns.filter { !$0.allSatisfy(\.isNumber) }.map { Beside(.file, $0) }
        case .cardPhone, .cardEmail, .cardCompany, .cardAddress: [Beside(.card, detail.value)]
        case .choice: [Beside(.choice, detail.value)]
        case .advertisement: [Beside(.advertisement, detail.value)]
        case .product: [Beside(.product, detail.value)]
        case .link: [Beside(.link, detail.value)]
        case .linkButton: [Beside(.offered, detail.value)] + detail.columns.map { Beside(.link, $0) }
        case .button, .flowButton, .callButton, .listButton, .listSection, .listRow:
            ([detail.value] + detail.columns).map { Beside(.offered, $0) }
        // The text has these already, or they are nobody's words.
        case .fileType, .voiceNote, .movingSticker, .coordinates, .map, .cardName, .orderNote, .orderItem, .orderTotal,
            .formUnread, .callsAllowedForGood, .callsAllowedUntil, .callsAllowed, .callsRefused, .replyKind,
            .numberChanged,
            .idChanged, .codeChanged, .opened, .formerAddress, .newAddress, .notCarried, .reason, .forwarded,
            .forwardedOften, .edited, .revoked, .reaction, .takesReactionBack, .revokes, .asksLocation,
            .asksContactInfo, .asksToCall, .asksAddress, .sentDirectly, .opensCatalog, .callIn, .callOut, .callRinging,
            .callAccepted, .callRejected, .callEnded, .callMissed, .callFailed, .callRecorded, .callTranscribed,
            .callOther, .threadPassed, .threadTaken, .threadOther, .contextGiven, .group, .groupPeople, .groupFailed,
            .groupName, .groupLink, .groupError, .action, .more:
            []
        }
    }
}
