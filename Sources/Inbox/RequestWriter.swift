import WhatsApp

/// Turns content that passed the gate into the platform's request (`whatsapp.md` §4).
public enum RequestWriter {
    /// The body of `POST /{PHONE_NUMBER_ID}/messages`.
    ///
    /// - Parameters:
    ///   - content: what was permitted.
    ///   - address: where it goes: `to` for a number or a group, `recipient` for a BSUID.
    ///   - id: the outbox row's UUID; comes back in every status as `biz_opaque_callback_data`.
    ///   - mediaID: what the platform calls the file that it carries (`Content.ownFile`); a request without it is refused there.
    public static func request(
        _ content: Content, to address: Address, id: String, mediaID: String? = nil
    ) -> SendRequest {
        SendRequest(
            recipient: recipient(address), content: sendContent(content, mediaID: mediaID),
            quotedMessageID: content.quotes, callbackData: id)
    }

    private static func sendContent(_ content: Content, mediaID: String?) -> SendContent {
        switch content {
        case .text(let text): .text(body: text.body, previewURL: text.previewsLink)
        case .template(let filled): .template(message(filled, mediaID: mediaID))
        case .media(let file):
            .media(
                OutgoingMedia(
                    kind: file.kind, reference: .id(mediaID ?? ""), caption: file.caption, filename: file.fileName,
                    isVoice: file.isVoiceNote))
        case .direct(let direct):
            direct.interactive.map { .directInteractive($0, seconds: direct.seconds) }
                ?? .direct(body: direct.body, seconds: direct.seconds)
        case .location(let place, _): .location(place)
        case .contacts(let contacts, _): .contacts(contacts)
        case .interactive(let message, _): .interactive(message)
        case .reaction(let content):
            .reaction(messageID: content.reaction.messageID, emoji: content.reaction.emoji ?? "")
        }
    }

    /// The request of a permit of the second pass.
    public static func request(_ permit: Permit, id: String, mediaID: String? = nil) -> SendRequest {
        request(permit.content, to: permit.address, id: id, mediaID: mediaID)
    }

    private static func recipient(_ address: Address) -> Recipient {
        switch address {
        case .phone(let digits): .phone(digits)
        case .bsuid(let id): .bsuid(id)
        case .group(let id): .group(id)
        }
    }

    /// Only components that have parameters are sent; header, body, then buttons by their index.
    private static func message(_ filled: FilledTemplate, mediaID: String?) -> TemplateMessage {
        var components: [TemplateComponent] = []
        var filled = filled
        // A file of ours goes by the name it has at the platform.
        if filled.ownFile != nil { filled.values[ParameterKey(.header, "1")] = mediaID ?? "" }
        let header = header(of: filled)
        if !header.isEmpty { components.append(.header(header)) }
        if let end = filled.values[ParameterKey(.offer, "expires")].flatMap(TemplateForm.time) {
            components.append(.limitedTimeOffer(expirationMilliseconds: end.milliseconds))
        }
        let body = parameters(.body, of: filled)
        if !body.isEmpty { components.append(.body(body)) }
        for (index, button) in filled.rendering.buttons.enumerated() {
            if let component = component(of: button, at: index, of: filled) { components.append(component) }
        }
        if !filled.rendering.cards.isEmpty {
            components.append(.carousel(cards: filled.rendering.cards.indices.map { card($0, of: filled) }))
        }
        if let url = filled.values[ParameterKey(.tapTarget, TemplateForm.tapURL)], !url.isEmpty,
            let title = filled.values[ParameterKey(.tapTarget, TemplateForm.tapTitle)]
        {
            components.append(.tapTarget(url: url, title: title))
        }
        return TemplateMessage(name: filled.key.name, language: filled.key.language, components: components)
    }

    private static func header(of filled: FilledTemplate) -> [TemplateParameter] {
        if filled.rendering.mediaHeader == TemplateForm.product {
            return product(values(at: .header, of: filled)).map { [$0] } ?? []
        }
        guard filled.rendering.mediaHeader == "location" else { return parameters(.header, of: filled) }
        func value(_ name: String) -> String { filled.values[ParameterKey(.header, name)] ?? "" }
        guard let latitude = OutgoingLocation.degrees(value("latitude")),
            let longitude = OutgoingLocation.degrees(value("longitude"))
        else { return [] }
        do {
            return [
                .location(
                    try OutgoingLocation(
                        latitude: latitude, longitude: longitude, name: value("name"), address: value("address")))
            ]
        } catch {
            return []  // the gate lets no such values pass
        }
    }

    /// The parameters of one card; a carousel names all its cards.
    private static func card(_ index: Int, of filled: FilledTemplate) -> [TemplateComponent] {
        let card = filled.rendering.cards[index]
        var components: [TemplateComponent] = []
        if card.mediaHeader == TemplateForm.product {
            if let product = product(values(at: .card(index, .header), of: filled)) {
                components.append(.header([product]))
            }
        } else if let kind = card.mediaHeader, let value = filled.values[ParameterKey(.card(index, .header), "1")] {
            components.append(.header([media(kind, value)]))
        }
        let body = parameters(.card(index, .body), of: filled)
        if !body.isEmpty { components.append(.body(body)) }
        for (place, button) in card.buttons.enumerated() {
            let values = values(at: .card(index, .button(place)), of: filled)
            if let component = component(of: button, at: place, values) { components.append(component) }
        }
        return components
    }

    /// The values of one place; an empty one was left out.
    private static func values(at place: ParameterKey.Place, of filled: FilledTemplate) -> [ParameterKey: String] {
        filled.values.filter { $0.key.place == place && !$0.value.isEmpty }
    }

    private static func parameters(_ place: ParameterKey.Place, of filled: FilledTemplate) -> [TemplateParameter] {
        let fileName = ParameterKey(.header, TemplateForm.fileName)
        let isFile = filled.rendering.mediaHeader != nil
        let values = filled.values.filter { $0.key.place == place && !(isFile && $0.key == fileName) }
            .sorted { $0.key < $1.key }
        return values.map { key, value in
            if place == .header, let kind = filled.rendering.mediaHeader {
                return media(kind, value, filename: filled.values[fileName])
            }
            return .text(value, name: Int(key.name) == nil ? key.name : nil)
        }
    }

    /// A product above the words; nil while it is not named, which the gate lets not pass.
    private static func product(_ values: [ParameterKey: String]) -> TemplateParameter? {
        guard let id = named(TemplateForm.productID, in: values),
            let catalog = named(TemplateForm.catalogID, in: values)
        else { return nil }
        return .product(retailerID: id, catalogID: catalog)
    }

    private static func named(_ name: String, in values: [ParameterKey: String]) -> String? {
        values.first { $0.key.name == name && !$0.value.isEmpty }?.value
    }

    private static func media(_ kind: String, _ value: String, filename: String? = nil) -> TemplateParameter {
        let reference: MediaReference = value.hasPrefix("https://") ? .link(value) : .id(value)
        switch kind {
        case "video": return .video(reference)
        case "gif": return .gif(reference)
        case "document": return .document(reference, filename: filename)
        default: return .image(reference)
        }
    }

    private static func component(
        of button: TemplateRendering.Button, at index: Int, of filled: FilledTemplate
    ) -> TemplateComponent? {
        let isAuthentication = filled.category.uppercased() == "AUTHENTICATION"
        let firstCodeButton = filled.rendering.buttons.firstIndex { TemplateRendering.isCodeButton(kind: $0.kind) }
        if isAuthentication, index == firstCodeButton, let code = code(of: filled) {
            // The code appears twice: in the body and on the button (§4.5).
            return .button(index: index, kind: .url, [.text(code)])
        }
        return component(of: button, at: index, values(at: .button(index), of: filled))
    }

    private static func component(
        of button: TemplateRendering.Button, at index: Int, _ values: [ParameterKey: String]
    ) -> TemplateComponent? {
        guard let value = values.min(by: { $0.key < $1.key })?.value else { return nil }
        let cover = named(TemplateForm.thumbnail, in: values)
        switch button.kind.uppercased() {
        case "URL": return .button(index: index, kind: .url, [.text(value)])
        case "COPY_CODE": return .button(index: index, kind: .copyCode, [.couponCode(value)])
        case "QUICK_REPLY": return .button(index: index, kind: .quickReply, [.payload(value)])
        case "FLOW":
            let data = named(TemplateForm.flowData, in: values).flatMap(TemplateForm.object)
            let token = named(TemplateForm.flowToken, in: values)
            guard token != nil || data != nil else { return nil }
            return .button(index: index, kind: .flow, [.flowAction(token: token, data: data)])
        case "VOICE_CALL":
            let minutes = named(TemplateForm.callMinutes, in: values).flatMap(Int64.init)
            let payload = named(TemplateForm.payload, in: values)
            let parameters = [
                minutes.map(TemplateParameter.timeToLiveMinutes), payload.map(TemplateParameter.payload),
            ].compactMap { $0 }
            return parameters.isEmpty ? nil : .button(index: index, kind: .voiceCall, parameters)
        case "CATALOG":
            return cover.map { .button(index: index, kind: .catalog, [.catalogAction(thumbnailRetailerID: $0)]) }
        case "MPM":
            guard let cover, let sections = named(TemplateForm.products, in: values).flatMap(ProductText.sections)
            else { return nil }
            return .button(
                index: index, kind: .multiProduct,
                [.catalogAction(thumbnailRetailerID: cover, sections: ProductText.json(sections))])
        default: return nil
        }
    }

    private static func code(of filled: FilledTemplate) -> String? {
        filled.values.filter { $0.key.place == .body }.min { $0.key < $1.key }?.value
    }
}
