/// An interactive message: words with buttons, a list, a link, a flow or a question for a place or a number
/// (`whatsapp.md` §4.4). There is no value that breaks the platform's limits: every one was checked as it was made.
public struct Interactive: Hashable, Sendable {
    /// What the person can tap.
    public let action: Action
    /// What stands above the body.
    public let header: Header?
    /// The words.
    public let body: String
    /// The small line below them.
    public let footer: String?

    /// What stands above the body.
    public enum Header: Hashable, Sendable {
        case text(String)
        /// An image, a video or a document; `filename` for documents.
        case media(MediaAttachment.Kind, MediaReference, filename: String?)
    }

    /// What the person can tap.
    public enum Action: Hashable, Sendable {
        /// One to three buttons that answer.
        case buttons([Reply])
        /// Up to ten buttons; at most two open pages, and those stand first. Only without a window (`whatsapp.md` §4.9).
        case mixed(pages: [Page], replies: [Reply])
        /// A button that opens a list of at most ten rows.
        case list(button: String, sections: [Section])
        /// A button that opens a page.
        case link(title: String, url: String)
        /// A button that opens a form of the platform's.
        case flow(Flow)
        /// A button that sends where the person is.
        case locationRequest
        /// A button that sends the person's number.
        case contactInfoRequest
        /// Asks whether we may call.
        case callPermissionRequest
        /// A button that calls us. `minutes` is how long it works: 1…43,200, the platform's week when nil.
        case call(title: String, minutes: Int?, payload: String?)
        /// One product of a catalogue.
        case product(catalog: String, item: String)
        /// At most 30 products of a catalogue; needs a header of words.
        case products(catalog: String, sections: [ProductSection])
        /// The whole catalogue; `cover` is the product whose picture stands for it, the platform's choice when nil.
        case catalog(cover: String?)
        /// Two to ten cards side by side.
        case carousel([Card])
        /// A form for an address; only for people in India.
        case addressRequest
    }

    /// A button that answers. Both members are unique among the buttons of a message.
    public struct Reply: Hashable, Sendable {
        /// Comes back with the tap.
        public var id: String
        /// What the button says.
        public var title: String

        /// A button; the message it becomes part of checks it.
        public init(id: String, title: String) {
            self.id = id
            self.title = title
        }
    }

    /// A button that opens a page, beside buttons that answer.
    public struct Page: Hashable, Sendable {
        /// What the button says.
        public var title: String
        /// The page's address.
        public var url: String

        /// A button; the message it becomes part of checks it.
        public init(title: String, url: String) {
            self.title = title
            self.url = url
        }
    }

    /// A stretch of a list under its own title.
    public struct Section: Hashable, Sendable {
        /// Needed when there is more than one.
        public var title: String?
        /// In their order.
        public var rows: [Row]

        /// A section; the message it becomes part of checks it.
        public init(title: String? = nil, rows: [Row]) {
            self.title = title
            self.rows = rows
        }
    }

    /// One row of a list. The id is unique in the list.
    public struct Row: Hashable, Sendable {
        /// Comes back with the choice.
        public var id: String
        /// What the row says.
        public var title: String
        /// Its second line.
        public var description: String?

        /// A row; the message it becomes part of checks it.
        public init(id: String, title: String, description: String? = nil) {
            self.id = id
            self.title = title
            self.description = description
        }
    }

    /// Checks every part against the platform's limits.
    ///
    /// - Throws: `FieldError` about the first part that breaks one.
    public init(
        _ action: Action, header: Header? = nil, body: String, footer: String? = nil
    ) throws(FieldError) {
        try Self.check(header, of: action)
        let isList = if case .list = action { true } else { false }
        try FieldCheck.required(
            body, .body, limit: isList ? Limits.Interactive.listBody : Limits.Interactive.body)
        if footer != nil, !action.takesFooter { throw FieldError(.footer, .notAllowed) }
        try FieldCheck.optional(footer, .footer, limit: Limits.Interactive.footer)
        try Self.check(action)
        self.action = action
        self.header = header
        self.body = body
        self.footer = footer
    }

    private static func check(_ header: Header?, of action: Action) throws(FieldError) {
        switch header {
        case nil: if action.needsHeader { throw FieldError(.header, .missing) }
        case .text(let text):
            guard action.takesHeader else { throw FieldError(.header, .notAllowed) }
            try FieldCheck.required(text, .header, limit: Limits.Interactive.header)
        case .media(let kind, let reference, let filename):
            guard action.takesMediaHeader, [.image, .video, .document].contains(kind) else {
                throw FieldError(.headerMedia, .notAllowed)
            }
            if filename != nil, kind != .document { throw FieldError(.member("header.filename"), .notAllowed) }
            try check(reference, .headerMedia)
        }
    }

    static func check(_ reference: MediaReference, _ field: FieldError.Field) throws(FieldError) {
        switch reference {
        case .id(let id): if VisibleText.isBlank(id) { throw FieldError(field, .missing) }
        case .link(let link): try FieldCheck.link(link, field)
        }
    }

    private static func check(_ action: Action) throws(FieldError) {
        switch action {
        case .buttons(let buttons): try check(buttons)
        case .mixed(let pages, let replies): try check(pages, replies)
        case .list(let button, let sections): try check(sections, openedBy: button)
        case .link(let title, let url):
            try FieldCheck.required(title, .linkTitle, limit: Limits.Interactive.linkTitle)
            try FieldCheck.link(url, .url)
        // A flow was checked as it was made.
        case .flow, .locationRequest, .contactInfoRequest, .callPermissionRequest: break
        case .call(let title, let minutes, let payload):
            try FieldCheck.required(title, .callTitle, limit: Limits.Interactive.linkTitle)
            if let minutes, !Limits.Interactive.callMinutes.contains(minutes) {
                let range = Limits.Interactive.callMinutes
                throw FieldError(.callMinutes, .outside(least: range.lowerBound, most: range.upperBound))
            }
            try FieldCheck.optional(payload, .callPayload, limit: Limits.callbackData)
        case .product(let catalog, let item):
            try checkID(catalog, .catalog)
            try checkID(item, .product(0))
        case .products(let catalog, let sections):
            try checkID(catalog, .catalog)
            try check(sections)
        case .catalog(let cover): if cover != nil { try checkID(cover, .product(0)) }
        case .carousel(let cards): try check(cards)
        case .addressRequest: break
        }
    }

    private static func check(_ sections: [Section], openedBy button: String) throws(FieldError) {
        try FieldCheck.required(button, .listButton, limit: Limits.Interactive.listButton)
        guard sections.contains(where: { !$0.rows.isEmpty }) else { throw FieldError(.rows, .missing) }
        guard sections.count <= Limits.Interactive.sections else {
            throw FieldError(.sections, .tooMany(count: sections.count, limit: Limits.Interactive.sections))
        }
        let rows = sections.reduce(0) { $0 + $1.rows.count }
        guard rows <= Limits.Interactive.rows else {
            throw FieldError(.rows, .tooMany(count: rows, limit: Limits.Interactive.rows))
        }
        var ids: Set<String> = []
        var place = 0
        for (index, section) in sections.enumerated() {
            if sections.count > 1, section.title == nil { throw FieldError(.sectionTitle(index), .missing) }
            try FieldCheck.optional(section.title, .sectionTitle(index), limit: Limits.Interactive.sectionTitle)
            if section.rows.isEmpty { throw FieldError(.member("action.sections[\(index)].rows"), .missing) }
            for row in section.rows {
                try FieldCheck.required(row.title, .rowTitle(place), limit: Limits.Interactive.rowTitle)
                try FieldCheck.required(row.id, .rowID(place), limit: Limits.Interactive.rowID)
                try FieldCheck.optional(
                    row.description, .rowDescription(place), limit: Limits.Interactive.rowDescription)
                guard ids.insert(row.id).inserted else { throw FieldError(.rowID(place), .repeated(row.id)) }
                place += 1
            }
        }
    }
}

extension Interactive.Action {
    /// The platform's words for every kind that can be made.
    public static let words = [
        "button", "list", "cta_url", "flow", "location_request_message", "request_contact_info",
        "call_permission_request", "voice_call", "product", "product_list", "catalog_message", "carousel",
        "address_message",
    ]

    /// The platform's word.
    public var word: String {
        switch self {
        case .buttons, .mixed: "button"
        case .list: "list"
        case .link: "cta_url"
        case .flow: "flow"
        case .locationRequest: "location_request_message"
        case .contactInfoRequest: "request_contact_info"
        case .callPermissionRequest: "call_permission_request"
        case .call: "voice_call"
        case .product: "product"
        case .products: "product_list"
        case .catalog: "catalog_message"
        case .carousel: "carousel"
        case .addressRequest: "address_message"
        }
    }

    /// The questions have a body and nothing else (`whatsapp.md` §4.4); a product is its own header, cards have theirs.
    public var takesHeader: Bool {
        switch self {
        case .buttons, .mixed, .list, .link, .flow, .call, .products: true
        case .product, .catalog, .carousel, .addressRequest, .locationRequest, .contactInfoRequest,
            .callPermissionRequest:
            false
        }
    }

    /// A list of products is nothing without one.
    public var needsHeader: Bool { if case .products = self { true } else { false } }

    /// Lists and call buttons take a header of text only.
    public var takesMediaHeader: Bool {
        switch self {
        case .buttons, .mixed, .link, .flow: true
        case .list, .call, .product, .products, .catalog, .carousel, .addressRequest, .locationRequest,
            .contactInfoRequest, .callPermissionRequest:
            false
        }
    }

    /// Call buttons and questions have none.
    public var takesFooter: Bool {
        switch self {
        case .buttons, .mixed, .list, .link, .flow, .product, .products, .catalog: true
        case .call, .carousel, .addressRequest, .locationRequest, .contactInfoRequest, .callPermissionRequest: false
        }
    }
}
