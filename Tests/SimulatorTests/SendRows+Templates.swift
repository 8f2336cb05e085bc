import Simulator
import WhatsApp

/// A fixture for every row of `whatsapp.md` §4.5, and the templates they are sent with.
extension SendRows {
    static let templates: [SimTemplate] = {
        var offer = SimTemplate(id: "30", name: "row_offer", language: "en_US", category: "MARKETING", body: "Now!")
        offer.offer = SimTemplate.Offer("Today", expires: true)
        var cards = SimTemplate(id: "31", name: "row_cards", language: "en_US", category: "MARKETING", body: "New in.")
        cards.cards = (0..<2).map { _ in
            SimTemplate.Card(
                "IMAGE", "{{1}}, fresh today.",
                buttons: [
                    .init("QUICK_REPLY", "More"), .init("URL", "See", target: "https://example.org/{{1}}"),
                ])
        }
        return [
            SimTemplate(id: "32", name: "row_text", language: "en_US", header: .text("Order {{1}}"), body: "Ready."),
            media("33", "IMAGE"), media("34", "VIDEO"), media("35", "DOCUMENT"), media("36", "GIF"),
            media("37", "PRODUCT"),
            SimTemplate(id: "38", name: "row_location", language: "en_US", header: .location, body: "Here."),
            SimTemplate(id: "39", name: "row_body", language: "en_US", body: "Hello {{1}}, we deliver at {{2}}."),
            SimTemplate(id: "40", name: "row_named", language: "en_US", body: "{{who}} comes on {{day}}."),
            SimTemplate(id: "41", name: "row_one", language: "en_US", body: "This: {{1}}."),
            button("42", "QUICK_REPLY"), button("43", "URL", "https://example.org/t/{{1}}"),
            button("44", "COPY_CODE", "TEN"), button("45", "FLOW"), button("46", "CATALOG"), button("47", "MPM"),
            button("48", "VOICE_CALL"), offer, cards,
            SimTemplate(
                id: "49", name: "row_code", language: "en_US", category: "AUTHENTICATION", body: "{{1}} is your code.",
                buttons: [.init("OTP", "Copy")]),
            SimTemplate(
                id: "50", name: "row_plain", language: "en_US", body: "We are open.",
                buttons: [
                    .init("REQUEST_CONTACT_INFO", "Share"), .init("PHONE_NUMBER", "Call", target: "+15550001111"),
                    .init("URL", "Open", target: "https://example.org"), .init("QUICK_REPLY", "Stop"),
                ]),
        ]
    }()

    private static func media(_ id: String, _ format: String) -> SimTemplate {
        SimTemplate(
            id: id, name: "row_\(format.lowercased())", language: "en_US", header: .media(format), body: "Look!")
    }

    private static func button(_ id: String, _ type: String, _ target: String? = nil) -> SimTemplate {
        SimTemplate(
            id: id, name: "row_\(type.lowercased())", language: "en_US", body: "Tap.",
            buttons: [.init(type, "Tap", target: target)])
    }

    private static let file = MediaReference.link("https://example.org/file")
    private static let first = "template.components.0.parameters.0"

    /// What a text parameter may not hold, and too few or too many of them.
    private static let texts: [SendRow.Past] =
        ["a\nb", "a\tb", "a     b"].map { .init(first + ".text", .string($0), 132018) } + [
            .init(first + ".text", " ", 132008), .init("template.components.0.parameters", [], 132000),
            .init(first + ".text", length: 1_100, 132005), .init("template.language.code", "xx", 132001),
        ]

    static let components: [SendRow] = [
        .template("header text", of: "row_text", [first: ["type": "text", "text": "5512"]], past: texts) {
            [.header([.text("5512")])]
        },
        .template(
            "header image", of: "row_image", [first + ".image.link": "https://example.org/file"],
            past: [
                .init(first + ".type", "video", 132012), .init(first + ".image", [:], 131008),
                .init(first + ".image", ["id": "7"], 131009),
                .init(first + ".image", ["id": "UPLOADED-audio/mpeg"], 131053),
                .init("template.components", nil, 132012),
            ]
        ) { [.header([.image(file)])] },
        .template(
            "header video", of: "row_video", [first + ".video.link": "https://example.org/file"],
            past: [.init(first + ".type", "image", 132012)]
        ) { [.header([.video(file)])] },
        .template(
            "header document", of: "row_document", [first + ".document.filename": "a.pdf"],
            past: [.init(first + ".document", [:], 131008)]
        ) { [.header([.document(file, filename: "a.pdf")])] },
        .template(
            "header gif", of: "row_gif", [first + ".gif.link": "https://example.org/file"],
            past: [.init(first + ".type", "image", 132012)]
        ) { [.header([.gif(file)])] },
        .template(
            "header location", of: "row_location",
            [
                first + ".location": [
                    "latitude": .double(1.5), "longitude": .double(2.5), "name": "Shop", "address": "Quay 1",
                ]
            ], past: [.init(first + ".location.name", nil, 131008), .init(first + ".location.latitude", nil, 131008)]
        ) {
            [.header([.location(try OutgoingLocation(latitude: 1.5, longitude: 2.5, name: "Shop", address: "Quay 1"))])]
        },
        .template(
            "header product", of: "row_product",
            [first + ".product": ["product_retailer_id": "SKU-1", "catalog_id": "62"]],
            past: [.init(first + ".product.catalog_id", nil, 131008)]
        ) { [.header([.product(retailerID: "SKU-1", catalogID: "62")])] },
        .template(
            "body text by position", of: "row_body", [first + ".text": "Dana"],
            past: texts + [.init(first + ".parameter_name", "first_name", 132012)]
        ) { [.body([.text("Dana"), .text("13:00")])] },
        .template(
            "body text by name", of: "row_named", [first: ["type": "text", "parameter_name": "who", "text": "Dana"]],
            past: [.init(first + ".parameter_name", nil, 132012), .init(first + ".parameter_name", "whom", 132012)]
        ) { [.body([.text("Dana", name: "who"), .text("Friday", name: "day")])] },
        .template(
            "body currency", of: "row_one",
            [first + ".currency": ["fallback_value": "EUR 12.50", "code": "EUR", "amount_1000": 12_500]],
            past: ["fallback_value", "code", "amount_1000"].map { .init(first + ".currency.\($0)", nil, 131008) }
        ) { [.body([.currency(fallback: "EUR 12.50", code: "EUR", amount1000: 12_500)])] },
        .template(
            "body date_time", of: "row_one", [first + ".date_time": ["fallback_value": "1 December"]],
            past: [.init(first + ".date_time.fallback_value", nil, 131008)]
        ) { [.body([.dateTime(fallback: "1 December")])] },
        .template(
            "body group_id", of: "row_one", [first: ["type": "group_id", "group_id": "Z3JvdXAx"]],
            past: [.init(first + ".group_id", nil, 131008)]
        ) { [.body([.groupID("Z3JvdXAx")])] },
        .template(
            "button quick_reply", of: "row_quick_reply",
            ["template.components.0.sub_type": "quick_reply", first + ".payload": "CHANGE_SLOT"],
            past: [.init(first + ".payload", length: 257, 132018), .init("template.components.0.index", "4", 132018)]
        ) { [.button(index: 0, kind: .quickReply, [.payload("CHANGE_SLOT")])] },
        .template(
            "button url", of: "row_url", ["template.components.0.index": "0", first + ".text": "5512"],
            past: [.init("template.components", nil, 131008), .init(first + ".text", "a b", 132018)]
        ) { [.button(index: 0, kind: .url, [.text("5512")])] },
        .template(
            "button copy_code", of: "row_copy_code", [first + ".coupon_code": "AUTUMN20"],
            past: [.init(first + ".coupon_code", length: 21, 132018), .init("template.components", nil, 131008)]
        ) { [.button(index: 0, kind: .copyCode, [.couponCode("AUTUMN20")])] },
        .template(
            "button flow", of: "row_flow",
            [first + ".action": ["flow_token": "tok1", "flow_action_data": ["order": "5512"]]],
            past: [
                .init(first + ".action", nil, 132012), .init(first + ".action.flow_token", ["t"], 132012),
                .init(first + ".action.flow_token", "", 132012),
                .init(first + ".action.flow_action_data", "x", 132012), .init(first + ".action.flow_id", "6", 100),
            ]
        ) { [.button(index: 0, kind: .flow, [.flowAction(token: "tok1", data: ["order": "5512"])])] },
        .template(
            "button catalog", of: "row_catalog", [first + ".action.thumbnail_product_retailer_id": "SKU-1"],
            past: [.init(first + ".type", "text", 132012)]
        ) { [.button(index: 0, kind: .catalog, [.catalogAction(thumbnailRetailerID: "SKU-1")])] },
        .template(
            "button mpm", of: "row_mpm",
            [
                "template.components.0.sub_type": "mpm",
                first + ".action.sections.0.product_items.0.product_retailer_id": "SKU-1",
            ],
            past: [
                .init(first + ".action.sections", [], 131008), .init("template.components", nil, 131008),
                .init(
                    first + ".action.sections.0.product_items",
                    .array((0..<31).map { ["product_retailer_id": .string("SKU-\($0)")] }), 131009),
            ]
        ) {
            [
                .button(
                    index: 0, kind: .multiProduct,
                    [
                        .catalogAction(
                            thumbnailRetailerID: "SKU-1",
                            sections: [["title": "Tea", "product_items": [["product_retailer_id": "SKU-1"]]]])
                    ])
            ]
        },
        .template(
            "button voice_call", of: "row_voice_call",
            [
                first + ".ttl_minutes": 100,
                "template.components.0.parameters.1": ["type": "payload", "payload": "order-5512"],
            ],
            past: [
                .init(first + ".ttl_minutes", 43_201, 131009), .init(first + ".ttl_minutes", 0, 131009),
                .init(first + ".type", "text", 132012),
                .init("template.components.0.parameters.1.payload", length: 513, 132018),
                .init("template.components.0.parameters.1.payload", "", 132018),
            ]
        ) { [.button(index: 0, kind: .voiceCall, [.timeToLiveMinutes(100), .payload("order-5512")])] },
        .template(
            "limited_time_offer", of: "row_offer",
            [first + ".limited_time_offer.expiration_time_ms": 1_796_035_200_000],
            past: [
                .init(first + ".limited_time_offer.expiration_time_ms", 1_796_035_200, 132012),
                .init("template.components", nil, 132000),
            ]
        ) { [.limitedTimeOffer(expirationMilliseconds: 1_796_035_200_000)] },
        .template(
            "carousel", of: "row_cards",
            [
                "template.components.0.type": "carousel", "template.components.0.cards.1.card_index": 1,
                "template.components.0.cards.0.components.1.parameters.0.text": "Tea",
                "template.components.0.cards.0.components.3.sub_type": "url",
            ],
            past: [
                .init("template.components.0.cards", [], 132000),
                .init("template.components.0.cards.0.card_index", 1, 132012),
            ]
        ) {
            [
                .carousel(
                    cards: ["Tea", "Coffee"].map { name in
                        [
                            .header([.image(file)]), .body([.text(name)]),
                            .button(index: 0, kind: .quickReply, [.payload(name)]),
                            .button(index: 1, kind: .url, [.text(name)]),
                        ]
                    })
            ]
        },
        .template(
            "tap_target_configuration", of: "row_plain",
            [first + ".tap_target_configuration": [["url": "https://example.org", "title": "Open"]]],
            past: [
                .init(first + ".tap_target_configuration.0.url", "file:///a", 131009),
                .init(first + ".tap_target_configuration.0.url", "https://", 131009),
                .init(first + ".tap_target_configuration.0.title", nil, 131008),
                .init(first + ".tap_target_configuration.0.title", " ", 131008),
                .init(first + ".tap_target_configuration.0.color", "red", 100),
                .init(first + ".tap_target_configuration", [], 131008),
            ]
        ) { [.tapTarget(url: "https://example.org", title: "Open")] },
        .template(
            "nothing needed", of: "row_plain", ["template": ["name": "row_plain", "language": ["code": "en_US"]]],
            past: [.init("template.name", "row_nowhere", 132001)]
        ) { [] },
        .template(
            "authentication", of: "row_code",
            [first + ".text": "402911", "template.components.1.parameters.0.text": "402911"],
            past: [
                .init(first + ".text", length: 16, 132005),
                .init("template.components.1.sub_type", "copy_code", 132018),
                .init("to", nil, 100),
            ]
        ) { [.body([.text("402911")]), .button(index: 0, kind: .url, [.text("402911")])] },
    ]
}
