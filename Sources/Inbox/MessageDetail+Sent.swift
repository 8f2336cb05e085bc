import WhatsApp

extension EventReader {
    /// What is to be told about a message of ours besides its words: its place, its cards, what can be tapped on it.
    public static func details(of content: Content) -> [MessageDetail] {
        switch content {
        case .text, .media: []
        case .direct(let direct):
            (direct.interactive.map { details(of: $0) } ?? []) + [MessageDetail(.sentDirectly)]
        case .template(let filled): details(of: filled)
        case .location(let place, _): details(of: place.read)
        case .contacts(let contacts, _): MessageDetail.listed(contacts.read, details: details(of:))
        case .reaction(let reaction): reaction.reaction.emoji == nil ? [MessageDetail(.takesReactionBack)] : []
        case .interactive(let message, _): details(of: message)
        }
    }

    /// What a template has besides its words: the file above them, what can be tapped below, its cards.
    public static func details(of filled: FilledTemplate) -> [MessageDetail] {
        let rendering = filled.rendering
        let file = filled.values[ParameterKey(.header, TemplateForm.fileName)]
        let above = rendering.mediaHeader.map { kind -> MessageDetail in
            let name = ["location": "name", TemplateForm.product: TemplateForm.productID][kind] ?? "1"
            let value = filled.values[ParameterKey(.header, name)]
            let source = file ?? value.flatMap(ShelfFile.init)?.name ?? value
            return MessageDetail(.headerFile, kind, columns: [source ?? ""])
        }
        let cards = MessageDetail.listed(Array(rendering.cards.enumerated())) { index, card in
            [MessageDetail(.listSection, card.body.isEmpty ? "\(index + 1)" : card.body)] + buttons(of: card)
        }
        return (above.map { [$0] } ?? []) + buttons(of: rendering) + cards
    }

    private static func buttons(of rendering: TemplateRendering) -> [MessageDetail] {
        rendering.buttons.map { button in
            switch button.kind.uppercased() {
            case "URL" where button.target != nil, "PHONE_NUMBER" where button.target != nil:
                MessageDetail(.linkButton, button.text, columns: [button.target ?? ""])
            case "FLOW": MessageDetail(.flowButton, button.text)
            case "PHONE_NUMBER", "VOICE_CALL": MessageDetail(.callButton, button.text)
            default: MessageDetail(.button, button.text)
            }
        }
    }

    /// As the phone shows it: what stands above the words, then what can be tapped.
    public static func details(of message: Interactive) -> [MessageDetail] {
        var details: [MessageDetail] = []
        if case .media(let kind, let reference, let filename) = message.header {
            let source =
                switch reference {
                case .id(let id): id
                case .link(let link): link
                }
            details.append(MessageDetail(.headerFile, kind.rawValue, columns: [filename ?? source]))
        }
        switch message.action {
        case .buttons(let buttons): details += buttons.map { MessageDetail(.button, $0.title) }
        case .mixed(let pages, let replies):
            details += pages.map { MessageDetail(.linkButton, $0.title, columns: [$0.url]) }
            details += replies.map { MessageDetail(.button, $0.title) }
        case .list(let button, let sections):
            details.append(MessageDetail(.listButton, button))
            for section in sections {
                if let title = section.title { details.append(MessageDetail(.listSection, title)) }
                details += section.rows.map {
                    MessageDetail(.listRow, $0.title, columns: $0.description.map { [$0] } ?? [])
                }
            }
        case .link(let title, let url): details.append(MessageDetail(.linkButton, title, columns: [url]))
        case .flow(let flow): details.append(MessageDetail(.flowButton, flow.title))
        case .locationRequest: details.append(MessageDetail(.asksLocation))
        case .contactInfoRequest: details.append(MessageDetail(.asksContactInfo))
        case .callPermissionRequest: details.append(MessageDetail(.asksToCall))
        case .call(let title, _, _): details.append(MessageDetail(.callButton, title))
        case .product(_, let item): details.append(MessageDetail(.listRow, item))
        case .products(_, let sections):
            for section in sections {
                if let title = section.title { details.append(MessageDetail(.listSection, title)) }
                details += section.items.map { MessageDetail(.listRow, $0) }
            }
        case .catalog: details.append(MessageDetail(.opensCatalog))
        case .carousel(let cards):
            for (index, card) in cards.enumerated() {
                switch card {
                case .page(_, let body, let title, let url):
                    details.append(MessageDetail(.listSection, body ?? "\(index + 1)"))
                    details.append(MessageDetail(.linkButton, title, columns: [url]))
                case .product(_, let item): details.append(MessageDetail(.listRow, item))
                }
            }
        case .addressRequest: details.append(MessageDetail(.asksAddress))
        }
        return details
    }
}
