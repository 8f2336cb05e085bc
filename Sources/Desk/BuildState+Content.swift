import Inbox
import Screen
import WhatsApp

/// From the fields to a message that can be sent, and back.
extension BuildState {
    /// The message as the fields say it.
    ///
    /// - Parameter quoting: the message it answers.
    /// - Throws: `FieldError` about the first part that is not right; `place(of:)` says which field that is.
    func content(quoting replyTo: String?) throws(FieldError) -> Content {
        switch fixed {
        case .interactive(let message, _): return .interactive(message, replyTo: replyTo)
        case .contacts(let cards, _): return .contacts(cards, replyTo: replyTo)
        case .location(let place, _): return .location(place, replyTo: replyTo)
        case let other?: return other
        case nil: break
        }
        switch kind {
        case .place: return .location(try place(), replyTo: replyTo)
        case .card: return .contacts(try OutgoingContacts([card()]), replyTo: replyTo)
        default: return .interactive(try message(), replyTo: replyTo)
        }
    }

    private func text(_ slot: BuildField.Slot) -> String? { fields.first { $0.slot == slot }?.text }

    /// - Throws: `FieldError`, as `content(quoting:)`.
    func message() throws(FieldError) -> Interactive {
        if case .interactive(let message, _) = fixed { return message }
        return try Interactive(action(), header: header(), body: text(.body) ?? "", footer: text(.footer))
    }

    private func header() throws(FieldError) -> Interactive.Header? {
        guard let words = text(.header) else { return nil }
        return kind.takesFileHeader && HeaderFile.isLink(words) ? try HeaderFile.header(words) : .text(words)
    }

    private func action() throws(FieldError) -> Interactive.Action {
        switch kind {
        case .buttons: return isDirect ? directAction(buttons) : .buttons(buttons)
        case .list: return .list(button: text(.listButton) ?? "", sections: sections)
        case .link: return .link(title: text(.linkTitle) ?? "", url: text(.url) ?? "")
        case .flow:
            return .flow(
                try Interactive.Flow(
                    .id(text(.flowID) ?? ""), title: text(.flowTitle) ?? "",
                    start: .navigate(screen: text(.flowScreen) ?? "", data: nil)))
        case .call: return .call(title: text(.callTitle) ?? "", minutes: try minutes(), payload: nil)
        case .product: return .product(catalog: text(.catalogID) ?? "", item: text(.product) ?? "")
        case .products: return .products(catalog: text(.catalogID) ?? "", sections: productSections)
        case .catalog: return .catalog(cover: text(.cover))
        case .askAddress: return .addressRequest
        case .askContact: return .contactInfoRequest
        case .askCall: return .callPermissionRequest
        // A place and a card are no actions; they never come here.
        case .askLocation, .place, .card: return .locationRequest
        }
    }

    /// How long a call button works; the platform's own time when nothing is said.
    private func minutes() throws(FieldError) -> Int? {
        guard let words = text(.callMinutes)?.trimmed, !words.isEmpty else { return nil }
        guard let minutes = Int(words) else { throw FieldError(.callMinutes, .malformed) }
        return minutes
    }

    private var productSections: [Interactive.ProductSection] {
        var sections: [Interactive.ProductSection] = []
        for field in fields {
            switch field.slot {
            case .heading: sections.append(Interactive.ProductSection(title: field.text, items: []))
            case .product:
                guard let item = field.text?.trimmed, !item.isEmpty else { continue }
                if sections.isEmpty { sections.append(Interactive.ProductSection(items: [])) }
                sections[sections.count - 1].items.append(item)
            default: break
            }
        }
        return sections.filter { !$0.items.isEmpty || $0.title != nil }
    }

    /// Buttons without words are none.
    private var buttons: [Interactive.Reply] {
        var ids: Set<String> = []
        return used(.button).map { field in
            let title = field.text ?? ""
            return Interactive.Reply(id: Self.id(field, &ids), title: title)
        }
    }

    private var sections: [Interactive.Section] {
        var ids: Set<String> = []
        var sections: [Interactive.Section] = []
        for (place, field) in fields.enumerated() {
            switch field.slot {
            case .heading: sections.append(Interactive.Section(title: field.text, rows: []))
            case .rowTitle:
                let second = fields.indices.contains(place + 1) ? fields[place + 1].text : nil
                guard field.text != nil || second != nil else { continue }
                if sections.isEmpty { sections.append(Interactive.Section(rows: [])) }
                sections[sections.count - 1].rows.append(
                    Interactive.Row(id: Self.id(field, &ids), title: field.text ?? "", description: second))
            default: break
            }
        }
        // A heading with nothing under it says nothing.
        return sections.filter { !$0.rows.isEmpty || $0.title != nil }
    }

    private func used(_ slot: BuildField.Slot) -> [BuildField] { fields.filter { $0.slot == slot && $0.text != nil } }

    /// The id of before, or letters and digits of the title; never twice.
    private static func id(_ field: BuildField, _ taken: inout Set<String>) -> String {
        let slug = fileName(field.text ?? "")
        let wanted = (field.id ?? (slug.isEmpty ? "1" : slug)).head(scalars: Limits.Interactive.rowID - 4)
        var id = wanted
        var number = 2
        while !taken.insert(id).inserted {
            id = "\(wanted)-\(number)"
            number += 1
        }
        return id
    }

    /// Small letters, digits and hyphens of a text: fit for an id and for a file's name.
    static func fileName(_ text: String) -> String {
        let words = FoldedText(text).characters.split { !($0.isLetter || $0.isNumber) }
        return words.map { String($0).lowercased() }.joined(separator: "-").head(scalars: 60)
    }

    private func place() throws(FieldError) -> OutgoingLocation {
        let parts = (text(.coordinates) ?? "").split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init)
        if parts.isEmpty { throw FieldError(.latitude, .missing) }
        guard parts.count == 2, let latitude = OutgoingLocation.degrees(parts[0]),
            let longitude = OutgoingLocation.degrees(parts[1])
        else {
            throw FieldError(.latitude, .malformed)
        }
        return try OutgoingLocation(
            latitude: latitude, longitude: longitude, name: text(.placeName), address: text(.placeAddress))
    }

    private func card() throws(FieldError) -> OutgoingContact {
        let phone = text(.cardPhone)
        let digits = phone.map { $0.filter { $0.isASCII && $0.isNumber } } ?? ""
        // A number with its country code is one that WhatsApp may know: then it can be tapped.
        let waID = phone?.trimmed.hasPrefix("+") ?? false && digits.count >= 7 ? digits : nil
        return try OutgoingContact(
            name: text(.cardName) ?? "", phone: phone, waID: waID, email: text(.cardEmail),
            company: text(.cardCompany))
    }

    // MARK: Back

    /// A message that was made before, as a form; with parts no field is for, as it is.
    init?(_ made: Content, thread: ThreadKey) {
        var content = made
        var isDirect = false
        // Whether it goes with a window or without is asked as it is sent.
        if case .direct(let direct) = made, let message = direct.interactive {
            content = .interactive(message)
            isDirect = true
        }
        if case .interactive(let message, _) = content, message.isDirectOnly { isDirect = true }
        guard let kind = BuildKind(content) else { return nil }
        self.init(kind, thread: thread, isDirect: isDirect)
        fields = Self.fields(of: content, isDirect: self.isDirect) ?? fields
        index = min(index, max(0, fields.count - 1))
        let isWhole: Bool
        do {
            isWhole = try self.content(quoting: content.quotes) == content
        } catch {
            isWhole = false  // a part is of no field
        }
        if !isWhole {
            fixed = content
            fields = []
            index = 0
        }
        grow()
    }

    private static func fields(of content: Content, isDirect: Bool) -> [BuildField]? {
        switch content {
        case .location(let place, _):
            return [
                BuildField(.coordinates, "\(place.latitude), \(place.longitude)"),
                BuildField(.placeName, place.name ?? ""), BuildField(.placeAddress, place.address ?? ""),
            ]
        case .contacts(let cards, _):
            guard let card = cards.read.first else { return nil }
            return [
                BuildField(.cardName, card.formattedName ?? ""),
                BuildField(.cardPhone, card.phones.first?.number ?? ""),
                BuildField(.cardEmail, card.emails.first ?? ""), BuildField(.cardCompany, card.company ?? ""),
            ]
        case .interactive(let message, _):
            let header: String? =
                switch message.header {
                case .text(let text)?: text
                case .media(_, .link(let link), _)?: link
                case .media(_, .id, _)?, nil: nil
                }
            var fields = [BuildField(.body, message.body)]
            if message.action.takesHeader { fields.insert(BuildField(.header, header ?? ""), at: 0) }
            if message.action.takesFooter { fields.append(BuildField(.footer, message.footer ?? "")) }
            return fields + Self.fields(of: message.action, isDirect: isDirect)
        case .text, .template, .media, .reaction, .direct: return nil
        }
    }

    private static func fields(of action: Interactive.Action, isDirect: Bool) -> [BuildField] {
        switch action {
        case .mixed(let pages, let replies): return fields(ofPages: pages, replies: replies)
        case .buttons(let buttons) where isDirect: return fields(ofPages: [], replies: buttons)
        case .buttons(let buttons):
            let made = buttons.map { BuildField(.button, $0.title, id: $0.id) }
            return made + (made.count..<max(made.count, Limits.Interactive.buttons)).map { _ in BuildField(.button) }
        case .list(let button, let sections):
            return [BuildField(.listButton, button)]
                + sections.flatMap { section in
                    (section.title.map { [BuildField(.heading, $0)] } ?? [])
                        + section.rows.flatMap {
                            [BuildField(.rowTitle, $0.title, id: $0.id), BuildField(.rowSecond, $0.description ?? "")]
                        }
                }
        case .link(let title, let url): return [BuildField(.linkTitle, title), BuildField(.url, url)]
        case .flow(let flow):
            guard case .id(let id) = flow.reference, case .navigate(let screen, _) = flow.start else { return [] }
            return [BuildField(.flowTitle, flow.title), BuildField(.flowID, id), BuildField(.flowScreen, screen)]
        case .call(let title, let minutes, _):
            return [BuildField(.callTitle, title), BuildField(.callMinutes, minutes.map(String.init) ?? "")]
        case .product(let catalog, let item): return [BuildField(.catalogID, catalog), BuildField(.product, item)]
        case .products(let catalog, let sections):
            return [BuildField(.catalogID, catalog)]
                + sections.flatMap { section in
                    (section.title.map { [BuildField(.heading, $0)] } ?? [])
                        + section.items.map { BuildField(.product, $0) }
                }
        case .catalog(let cover): return [BuildField(.cover, cover ?? "")]
        case .carousel, .locationRequest, .contactInfoRequest, .callPermissionRequest, .addressRequest: return []
        }
    }

    // MARK: What is wrong, and what will be seen

    /// The field that an error is about.
    func place(of field: FieldError.Field) -> Int? {
        switch field {
        case .header, .headerMedia: first(.header)
        case .body: first(.body)
        case .footer: first(.footer)
        case .buttons: first(.button)
        case .buttonTitle(let number), .buttonID(let number): place(of: .button, used: number - pages.count)
        case .pages: first(.linkTitle)
        case .pageTitle(let number): place(ofPage: number)
        case .page(let number): place(ofPage: number).map { $0 + 1 }
        case .listButton: first(.listButton)
        case .sections, .sectionTitle: emptyHeading ?? first(.heading) ?? kind.growingSlot.flatMap(first)
        case .callTitle: first(.callTitle)
        case .callMinutes: first(.callMinutes)
        case .catalog: first(.catalogID)
        case .products: first(.product)
        case .product(let number): first(.cover) ?? place(of: .product, used: number) ?? first(.product)
        case .rows: first(.rowTitle)
        case .rowTitle(let number), .rowID(let number): row(number)
        case .rowDescription(let number): row(number).map { $0 + 1 }
        case .linkTitle: first(.linkTitle)
        case .url: first(.url)
        case .flow: first(.flowID)
        case .flowTitle: first(.flowTitle)
        case .flowScreen: first(.flowScreen)
        case .latitude, .longitude: first(.coordinates)
        case .placeName: first(.placeName)
        case .placeAddress: first(.placeAddress)
        case .contacts, .contactName, .contactNamePart: first(.cardName)
        case .contactPhone: first(.cardPhone)
        case .contactEmail: first(.cardEmail)
        case .kind, .flowMode, .flowAction, .callPayload, .country, .message, .emoji, .member: nil
        }
    }

    private func first(_ slot: BuildField.Slot) -> Int? { fields.firstIndex { $0.slot == slot } }
    private var emptyHeading: Int? { fields.firstIndex { $0.slot == .heading && $0.text == nil } }

    private func place(of slot: BuildField.Slot, used number: Int) -> Int? {
        let places = fields.indices.filter { fields[$0].slot == slot && fields[$0].text != nil }
        return places.indices.contains(number) ? places[number] : nil
    }

    private func row(_ number: Int) -> Int? {
        let places = fields.indices.filter { place in
            fields[place].slot == .rowTitle
                && (fields[place].text != nil || fields.indices.contains(place + 1) && fields[place + 1].text != nil)
        }
        return places.indices.contains(number) ? places[number] : nil
    }

    /// What stands under the words, as the phone shows it, whether or not it can be sent yet.
    var previewDetails: [MessageDetail] {
        if let fixed { return EventReader.details(of: fixed) }
        return headerDetails + tapDetails
    }

    /// The file above the words, as soon as its address is one.
    private var headerDetails: [MessageDetail] {
        do {
            guard case .media(let kind, let reference, let name)? = try header(), case .link(let link) = reference
            else {
                return []
            }
            return [MessageDetail(.headerFile, kind.rawValue, columns: [name ?? link])]
        } catch {
            return []  // what is wrong is said beside the field
        }
    }

    private var tapDetails: [MessageDetail] {
        switch kind {
        case .buttons:
            return pages.map { MessageDetail(.linkButton, $0.title, columns: [$0.url]) }
                + buttons.map { MessageDetail(.button, $0.title) }
        case .list:
            let button = text(.listButton).map { [MessageDetail(.listButton, $0)] } ?? []
            return button
                + sections.flatMap { section in
                    (section.title.map { [MessageDetail(.listSection, $0)] } ?? [])
                        + section.rows.map {
                            MessageDetail(.listRow, $0.title, columns: $0.description.map { [$0] } ?? [])
                        }
                }
        case .link:
            return text(.linkTitle).map { [MessageDetail(.linkButton, $0, columns: [text(.url) ?? ""])] } ?? []
        case .flow: return text(.flowTitle).map { [MessageDetail(.flowButton, $0)] } ?? []
        case .call: return text(.callTitle).map { [MessageDetail(.callButton, $0)] } ?? []
        case .product: return text(.product).map { [MessageDetail(.listRow, $0)] } ?? []
        case .products:
            return productSections.flatMap { section in
                (section.title.map { [MessageDetail(.listSection, $0)] } ?? [])
                    + section.items.map { MessageDetail(.listRow, $0) }
            }
        case .catalog: return [MessageDetail(.opensCatalog)]
        case .askAddress: return [MessageDetail(.asksAddress)]
        case .askLocation: return [MessageDetail(.asksLocation)]
        case .askContact: return [MessageDetail(.asksContactInfo)]
        case .askCall: return [MessageDetail(.asksToCall)]
        case .place, .card:
            do {
                return EventReader.details(of: try content(quoting: nil))
            } catch {
                return []  // what is wrong is said beside the field
            }
        }
    }

    /// Header, words and footer so far.
    var previewWords: (header: String?, body: String?, footer: String?) {
        switch fixed {
        case .interactive(let message, _):
            let header: String? = if case .text(let text) = message.header { text } else { nil }
            return (header, message.body, message.footer)
        case let other?: return (nil, other.plainText, nil)
        case nil: break
        }
        switch kind {
        case .place: return (nil, text(.placeName), text(.placeAddress))
        case .card: return (nil, nil, nil)
        default:
            let header = text(.header).flatMap { kind.takesFileHeader && HeaderFile.isLink($0) ? nil : $0 }
            return (header, text(.body), text(.footer))
        }
    }
}

extension BuildKind {
    init?(_ content: Content) {
        switch content {
        case .location: self = .place
        case .contacts: self = .card
        case .interactive(let message, _):
            switch message.action {
            case .buttons, .mixed: self = .buttons
            case .call: self = .call
            case .product: self = .product
            // No form makes cards: they stay as they are, under the name of what is on them.
            case .carousel(let cards): if case .product? = cards.first { self = .products } else { self = .link }
            case .products: self = .products
            case .catalog: self = .catalog
            case .addressRequest: self = .askAddress
            case .list: self = .list
            case .link: self = .link
            case .flow: self = .flow
            case .locationRequest: self = .askLocation
            case .contactInfoRequest: self = .askContact
            case .callPermissionRequest: self = .askCall
            }
        case .text, .template, .media, .reaction, .direct: return nil
        }
    }
}
