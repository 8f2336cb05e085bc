import WhatsApp

/// A fixture for every row of `whatsapp.md` §4.2 and §4.4.
enum SendRows {
    private static let link = MediaReference.link("https://example.org/file")

    private static func media(
        _ kind: MediaAttachment.Kind, _ reference: MediaReference = link, caption: String? = nil,
        filename: String? = nil, isVoice: Bool = false
    ) -> SendContent {
        .media(
            OutgoingMedia(kind: kind, reference: reference, caption: caption, filename: filename, isVoice: isVoice))
    }

    /// §4.2. `UPLOADED-…` and `INBOUND` stand for what the platform called a file and a message before.
    static let contents: [SendRow] = [
        SendRow(
            "4.2", "text", ["text.body": "Yes, it is ready.", "text.preview_url": false],
            past: [.init("text.body", length: 4_097, 100), .init("text.body", "", 100)],
            { .text(body: "Yes, it is ready.") }),
        SendRow(
            "4.9", "text as utility", to: .phone(Cloud.ben),
            ["category": "utility", "ttl_seconds": 3_600, "text": ["body": "Your order 5512 was shipped."]],
            past: [
                .init("text.body", length: 1_025, 100), .init("category", "marketing", 100),
                .init("category", "service", 131047), .init("category", nil, 131047), .init("ttl_seconds", 29, 100),
                .init("ttl_seconds", 43_201, 100), .init("text.preview_url", true, 100),
            ], { .direct(body: "Your order 5512 was shipped.", seconds: 3_600) }),
        SendRow(
            "4.9", "button as utility", to: .phone(Cloud.ben),
            [
                "category": "utility", "ttl_seconds": 60, "type": "interactive", "interactive.type": "button",
                "interactive.action.buttons.0.reply.title": "Yes",
            ],
            past: [
                .init("interactive.body.text", length: 1_025, 100), .init("interactive.header.text", length: 61, 100),
                .init("interactive.footer.text", length: 61, 100),
                .init("interactive.action.buttons.0.reply.title", length: 21, 131009),
                .init("category", nil, 131047), .init("category", "marketing", 100), .init("ttl_seconds", 0, 100),
            ],
            {
                .directInteractive(
                    try Interactive(buttons("Yes", "No"), header: .text("Order"), body: "Shipped?", footer: "Harbour"),
                    seconds: 60)
            }),
        SendRow(
            "4.9", "mixed buttons as utility", to: .phone(Cloud.ben),
            [
                "category": "utility", "interactive.type": "button",
                "interactive.action.buttons.0": [
                    "type": "cta_url", "cta_url": ["display_text": "Track", "url": "https://example.org/t/5512"],
                ],
                "interactive.action.buttons.9": ["type": "reply", "reply": ["id": "8", "title": "8"]],
            ],
            past: [
                .init("interactive.action.buttons", .array((0..<11).map(reply)), 131009),
                .init("interactive.action.buttons", .array((0..<3).map(page)), 131009),
                .init("interactive.action.buttons", [reply(0), page(1)], 131009),
                .init("interactive.action.buttons", [], 131009),
                .init("interactive.action.buttons.0.cta_url.url", "file:///a", 131009),
                .init("interactive.action.buttons.0.cta_url.display_text", length: 21, 131009),
                .init("interactive.action.buttons.9.reply.id", "1", 131009),
                .init("category", "service", 131009), .init("category", nil, 131009),
            ],
            {
                .directInteractive(
                    try Interactive(
                        .mixed(
                            pages: [.init(title: "Track", url: "https://example.org/t/5512")],
                            replies: (0..<9).map { .init(id: "\($0)", title: "\($0)") }), body: "Shipped."),
                    seconds: 3_600)
            }),
        SendRow(
            "4.9", "cta_url as utility", to: .phone(Cloud.ben),
            ["category": "utility", "interactive.header.document.link": "https://example.org/file"],
            past: [
                .init("interactive.action.parameters.url", "file:///a", 131009), .init("category", "service", 131047),
            ],
            {
                .directInteractive(
                    try Interactive(
                        .link(title: "Track", url: "https://example.org/t/5512"),
                        header: .media(.document, link, filename: nil), body: "Shipped."), seconds: 3_600)
            }),
        SendRow(
            "4.9", "voice_call as utility", to: .phone(Cloud.ben),
            ["category": "utility", "interactive.type": "voice_call"],
            past: [.init("interactive.action.parameters.ttl_minutes", 0, 131009), .init("category", nil, 131047)],
            {
                .directInteractive(
                    try Interactive(.call(title: "Call", minutes: 60, payload: nil), body: "Call us."), seconds: 3_600)
            }),
        SendRow(
            "4.2", "text with preview_url", ["text.preview_url": true], past: [.init("text.preview_url", "yes", 100)],
            { .text(body: "https://example.org/t/5512", previewURL: true) }),
        SendRow(
            "4.2", "image", ["image.id": "UPLOADED-image/jpeg", "image.caption": "Your label"],
            past: [
                .init("image.filename", "a.jpg", 100), .init("image.caption", length: 1_025, 100),
                .init("image.id", nil, 131008),
            ],
            { media(.image, .id("UPLOADED-image/jpeg"), caption: "Your label") }),
        SendRow(
            "4.2", "video", ["video.link": "https://example.org/file", "video.caption": "How to open"],
            past: [.init("video.caption", length: 1_025, 100), .init("video.link", "file:///a", 131009)],
            { media(.video, caption: "How to open") }),
        SendRow(
            "4.2", "document",
            [
                "document.link": "https://example.org/file", "document.filename": "invoice-5512.pdf",
                "document.caption": "Invoice",
            ], past: [.init("document.caption", length: 1_025, 100), .init("document.id", "7", 100)],
            { media(.document, caption: "Invoice", filename: "invoice-5512.pdf") }),
        SendRow(
            "4.2", "sticker", ["sticker.id": "UPLOADED-image/webp"], past: [.init("sticker.caption", "no", 100)],
            { media(.sticker, .id("UPLOADED-image/webp"), caption: "left out") }),
        SendRow(
            "4.2", "audio", ["audio.id": "UPLOADED-audio/mpeg", "audio": ["id": "UPLOADED-audio/mpeg"]],
            past: [.init("audio.voice", true, 131053), .init("audio.caption", "no", 100)],
            { media(.audio, .id("UPLOADED-audio/mpeg"), caption: "left out") }),
        SendRow(
            "4.2", "audio with voice", ["audio.id": "UPLOADED-audio/ogg", "audio.voice": true],
            past: [.init("audio.voice", "yes", 100)], { media(.audio, .id("UPLOADED-audio/ogg"), isVoice: true) }),
        SendRow(
            "4.2", "location",
            [
                "location.latitude": .double(51.5079), "location.longitude": .double(-0.0877),
                "location.name": "Pick-up point", "location.address": "8 Southwark St",
            ],
            past: [
                .init("location.latitude", .double(90.1), 131009), .init("location.longitude", .double(-180.1), 131009),
                .init("location.latitude", nil, 131008),
            ],
            {
                .location(
                    try OutgoingLocation(
                        latitude: 51.5079, longitude: -0.0877, name: "Pick-up point", address: "8 Southwark St"))
            }),
        SendRow(
            "4.2", "contacts",
            [
                "contacts.0.name.formatted_name": "Harbour Goods Desk", "contacts.0.name.first_name": "Harbour",
                "contacts.0.phones.0.wa_id": "15550001111",
            ],
            past: [
                .init("contacts", .array(Array(repeating: card, count: 6)), 100),
                .init("contacts.0.name", ["formatted_name": "Desk"], 131009), .init("contacts", [], 100),
            ],
            {
                .contacts(
                    try OutgoingContacts([
                        OutgoingContact(name: "Harbour Goods Desk", phone: "+15550001111", waID: "15550001111")
                    ]))
            }),
        SendRow(
            "4.2", "reaction", ["reaction.message_id": "INBOUND", "reaction.emoji": "👍"],
            past: [.init("reaction.emoji", "👍👍", 131009), .init("reaction.message_id", "wamid.NONE", 131009)],
            { .reaction(messageID: "INBOUND", emoji: "👍") }),
        SendRow(
            "4.2", "reaction taken back", ["reaction.emoji": ""], past: [.init("reaction.emoji", nil, 131008)],
            { .reaction(messageID: "INBOUND", emoji: "") }),
        SendRow(
            "4.2", "pin", to: .group("Z3JvdXAx"),
            ["recipient_type": "group", "pin.type": "pin", "pin.message_id": "INBOUND", "pin.expiration_days": 7],
            past: [
                .init("pin.expiration_days", 31, 131009), .init("pin.expiration_days", 0, 131009),
                .init("pin.type", "hold", 100), .init("pin.message_id", nil, 131008),
                .init("recipient_type", "individual", 131009),
            ],
            {
                .raw(type: "pin", member: ["type": "pin", "message_id": "INBOUND", "expiration_days": 7])
            }),
    ]

    private static let card: JSONValue = ["name": ["formatted_name": "A B", "first_name": "A"]]

    private static func buttons(_ titles: String...) -> Interactive.Action {
        .buttons(titles.map { .init(id: $0.lowercased(), title: $0) })
    }

    private static func reply(_ id: Int) -> JSONValue {
        ["type": "reply", "reply": ["id": .string("\(id)"), "title": .string("\(id)")]]
    }

    private static func page(_ number: Int) -> JSONValue {
        [
            "type": "cta_url",
            "cta_url": ["display_text": .string("Page \(number)"), "url": .string("https://example.org/\(number)")],
        ]
    }

    private static func row(_ id: Int) -> JSONValue { ["id": .string("\(id)"), "title": "row"] }

    /// §4.4; `order_details` and `order_status` are out of scope there.
    static let interactives: [SendRow] =
        [
            .interactive(
                "header of text, body, footer",
                [
                    "interactive.header": ["type": "text", "text": "Delivery"],
                    "interactive.body.text": "Does 13:00 suit you?", "interactive.footer.text": "Harbour Goods",
                ],
                past: [
                    .init("interactive.header.text", length: 61, 100),
                    .init("interactive.body.text", length: 1_025, 100),
                    .init("interactive.footer.text", length: 61, 100), .init("interactive.body", nil, 131008),
                ],
                {
                    try Interactive(
                        buttons("Yes"), header: .text("Delivery"), body: "Does 13:00 suit you?", footer: "Harbour Goods"
                    )
                }),
            .interactive(
                "header of an image", ["interactive.header.image.link": "https://example.org/file"],
                past: [.init("interactive.header.type", "audio", 131009)],
                { try Interactive(buttons("Yes"), header: .media(.image, link, filename: nil), body: "b") }),
            .interactive(
                "header of a video", ["interactive.header.video.link": "https://example.org/file"],
                past: [.init("interactive.header.video", [:], 131008)],
                { try Interactive(buttons("Yes"), header: .media(.video, link, filename: nil), body: "b") }),
            .interactive(
                "header of a document", ["interactive.header.document.filename": "a.pdf"],
                past: [.init("interactive.header.document.link", "ftp://a", 131009)],
                { try Interactive(buttons("Yes"), header: .media(.document, link, filename: "a.pdf"), body: "b") }),
            .interactive(
                "button",
                [
                    "interactive.type": "button",
                    "interactive.action.buttons": [
                        ["type": "reply", "reply": ["id": "yes", "title": "Yes"]],
                        ["type": "reply", "reply": ["id": "no", "title": "No"]],
                    ],
                ],
                past: [
                    .init("interactive.action.buttons", .array((0..<4).map(reply)), 131009),
                    .init("interactive.action.buttons", [], 131009),
                    .init("interactive.action.buttons.0.reply.id", length: 257, 131009),
                    .init("interactive.action.buttons.0.reply.title", length: 21, 131009),
                    .init("interactive.action.buttons.1.reply.title", "Yes", 131009),
                    .init("interactive.action.buttons.1.reply.id", "yes", 131009),
                ], { try Interactive(buttons("Yes", "No"), body: "Does 13:00 suit you?") }),
            .interactive(
                "list",
                [
                    "interactive.type": "list", "interactive.action.button": "Slots",
                    "interactive.action.sections.0.title": "Tomorrow",
                    "interactive.action.sections.0.rows.0": [
                        "id": "slot-1", "title": "Morning", "description": "09:00-12:00",
                    ],
                ],
                past: [
                    .init("interactive.body.text", length: 4_097, 100),
                    .init("interactive.action.button", length: 21, 131009),
                    .init("interactive.action.sections.0.title", length: 25, 131009),
                    .init("interactive.action.sections.0.rows", .array((0..<11).map(row)), 131009),
                    .init("interactive.action.sections.0.rows", [row(1), row(1)], 131009),
                    .init("interactive.action.sections.0.rows.0.id", length: 201, 131009),
                    .init("interactive.action.sections.0.rows.0.title", length: 25, 131009),
                    .init("interactive.action.sections.0.rows.0.description", length: 73, 131009),
                    .init(
                        "interactive.action.sections",
                        .array((0..<11).map { ["title": "s", "rows": [row($0)]] }), 131009),
                    .init("interactive.action.sections", .array((0..<2).map { ["rows": [row($0)]] }), 131008),
                    .init("interactive.header", ["type": "image", "image": ["link": "https://example.org/a"]], 131009),
                ],
                {
                    let rows = [
                        Interactive.Row(id: "slot-1", title: "Morning", description: "09:00-12:00"),
                        Interactive.Row(id: "slot-2", title: "Afternoon"),
                    ]
                    return try Interactive(
                        .list(button: "Slots", sections: [.init(title: "Tomorrow", rows: rows)]), body: "Choose a slot")
                }),
            .interactive(
                "cta_url",
                [
                    "interactive.type": "cta_url", "interactive.action.name": "cta_url",
                    "interactive.action.parameters": ["display_text": "Track", "url": "https://example.org/t/5512"],
                ],
                past: [
                    .init("interactive.action.parameters.display_text", length: 21, 131009),
                    .init("interactive.action.parameters.url", "file:///a", 131009),
                ], { try Interactive(.link(title: "Track", url: "https://example.org/t/5512"), body: "Your parcel") }),
            .interactive(
                "flow by id",
                [
                    "interactive.type": "flow", "interactive.action.parameters.flow_id": "600000000000001",
                    "interactive.action.parameters.flow_token": "tok1",
                    "interactive.action.parameters.flow_cta": "Book",
                    "interactive.action.parameters.mode": "published",
                    "interactive.action.parameters.flow_action": "navigate",
                    "interactive.action.parameters.flow_action_payload": [
                        "screen": "START", "data": ["order": "5512"],
                    ],
                ],
                past: [
                    .init("interactive.action.parameters.flow_cta", length: 31, 131009),
                    .init("interactive.action.parameters.mode", "test", 131009),
                    .init("interactive.action.parameters.flow_action", "open", 131009),
                    .init("interactive.action.parameters.flow_id", nil, 131008),
                ],
                {
                    let start = Interactive.Flow.Start.navigate(screen: "START", data: ["order": "5512"])
                    return try Interactive(
                        .flow(Interactive.Flow(.id("600000000000001"), title: "Book", token: "tok1", start: start)),
                        body: "Book a visit")
                }),
            .interactive(
                "flow by name",
                [
                    "interactive.action.parameters.flow_name": "visit", "interactive.action.parameters.mode": "draft",
                    "interactive.action.parameters.flow_action": "data_exchange",
                ], past: [.init("interactive.action.parameters.flow_id", "6", 131009)],
                {
                    try Interactive(
                        .flow(Interactive.Flow(.name("visit"), title: "Book", isDraft: true, start: .dataExchange)),
                        body: "Book a visit")
                }),
            .interactive(
                "location_request_message", ["interactive.action": ["name": "send_location"]],
                past: [.init("interactive.action.name", "location", 100)],
                { try Interactive(.locationRequest, body: "Where should we deliver?") }),
            .interactive(
                "request_contact_info",
                ["interactive.type": "request_contact_info", "interactive.action.name": "request_contact_info"],
                past: [.init("interactive.action.name", "contact_request", 100)],
                { try Interactive(.contactInfoRequest, body: "Which number may we call?") }),
            .interactive(
                "call_permission_request", ["interactive.action": ["name": "call_permission_request"]],
                past: [.init("interactive.action", nil, 131008)],
                { try Interactive(.callPermissionRequest, body: "May we call you about order 5512?") }),
            .interactive(
                "voice_call",
                [
                    "interactive.action.parameters": [
                        "display_text": "Call now", "ttl_minutes": 100, "payload": "order-5512",
                    ]
                ],
                past: [
                    .init("interactive.action.parameters.ttl_minutes", 43_201, 131009),
                    .init("interactive.action.parameters.ttl_minutes", 0, 131009),
                    .init("interactive.action.parameters.display_text", length: 21, 131009),
                    .init("interactive.footer", ["text": "f"], 131009),
                    .init("interactive.header", ["type": "image", "image": ["link": "https://example.org/a"]], 131009),
                ],
                {
                    try Interactive(
                        .call(title: "Call now", minutes: 100, payload: "order-5512"), body: "Call us on WhatsApp")
                }),
        ] + shop + carried

    private static let shop: [SendRow] = [
        .interactive(
            "product",
            ["interactive.action": ["catalog_id": "62", "product_retailer_id": "SKU-1"]],
            past: [
                .init("interactive.action.catalog_id", nil, 131008),
                .init("interactive.action.product_retailer_id", nil, 131008),
            ], { try Interactive(.product(catalog: "62", item: "SKU-1"), body: "This one") }),
        .interactive(
            "product_list",
            [
                "interactive.header.text": "Offers",
                "interactive.action.sections.0": ["title": "Tea", "product_items": [["product_retailer_id": "SKU-1"]]],
            ],
            past: [
                .init("interactive.header", nil, 131008),
                .init(
                    "interactive.action.sections.0.product_items",
                    .array((0..<31).map { ["product_retailer_id": .string("SKU-\($0)")] }), 131009),
                .init("interactive.action.sections", [], 131009),
                .init(
                    "interactive.action.sections",
                    .array(
                        (0..<11).map {
                            ["title": "s", "product_items": [["product_retailer_id": .string("SKU-\($0)")]]]
                        }), 131009),
                .init("interactive.header", ["type": "image", "image": ["link": "https://example.org/a"]], 131009),
            ],
            {
                try Interactive(
                    .products(catalog: "62", sections: [.init(title: "Tea", items: ["SKU-1"])]),
                    header: .text("Offers"), body: "Pick")
            }),
        .interactive(
            "catalog_message",
            [
                "interactive.action": [
                    "name": "catalog_message", "parameters": ["thumbnail_product_retailer_id": "SKU-1"],
                ]
            ], past: [.init("interactive.action.name", "catalog", 100)],
            { try Interactive(.catalog(cover: "SKU-1"), body: "Our catalogue") }),
        .interactive(
            "address_message", ["interactive.action.parameters.country": "IN"],
            past: [.init("interactive.action.parameters.country", nil, 131008)],
            { try Interactive(.addressRequest, body: "Where to?") }),
    ]

    /// What no form makes: sent from a file.
    private static let carried: [SendRow] = [
        .carried(
            "carousel of pages",
            #"{"type":"carousel","body":{"text":"New in"},"action":{"cards":[\#(pageCard(0)),\#(pageCard(1))]}}"#,
            ["interactive.action.cards.1.action.parameters.display_text": "Open"],
            past: [
                .init("interactive.body.text", length: 1_025, 100),
                .init("interactive.action.cards.0.body.text", length: 161, 131009),
                .init("interactive.action.cards.0.body.text", "a\nb\nc\nd", 131009),
                .init("interactive.action.cards.1.card_index", 2, 131009),
                .init("interactive.action.cards", [["card_index": 0, "type": "product"]], 131009),
                .init("interactive.action.cards.1.type", "product", 131009),
                .init(
                    "interactive.action.cards", .array((0..<11).map { ["card_index": .int($0), "type": "product"] }),
                    131009),
            ]),
        .carried(
            "carousel of products",
            #"""
            {"type":"carousel","body":{"text":"New in"},"action":{"cards":[{"card_index":0,"type":"product",\#
            "action":{"product_retailer_id":"SKU-1","catalog_id":"62"}},{"card_index":1,"type":"product",\#
            "action":{"product_retailer_id":"SKU-2","catalog_id":"62"}}]}}
            """#, ["interactive.action.cards.0.action.catalog_id": "62"],
            past: [
                .init("interactive.action.cards.0.action.catalog_id", nil, 131008),
                .init("interactive.action.cards.1.action.catalog_id", "63", 131009),
            ]),
    ]

    private static func pageCard(_ index: Int) -> String {
        #"""
        {"card_index":\#(index),"type":"cta_url","header":{"type":"image","image":{"link":"https://example.org/1.jpg"}},\#
        "body":{"text":"Green tea"},"action":{"name":"cta_url","parameters":{"display_text":"Open",\#
        "url":"https://example.org/1"}}}
        """#
    }
}
