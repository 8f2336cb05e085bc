import Foundation
import Spool
import TestSupport
import WhatsApp

/// Webhook bodies as the platform posts them, with invented people.
enum Webhooks {
    static let number = "106540352242922"
    static let waba = "102290129340398"

    /// A text from a customer.
    static func text(
        _ text: String, id: String, from: String = "5511955550101", name: String? = "Ana Lima", at seconds: Int64,
        number: String = number
    ) -> JSONValue {
        let message: JSONValue = [
            "from": .string(from), "id": .string(id), "timestamp": .string(String(seconds)), "type": "text",
            "text": ["body": .string(text)],
        ]
        return messages([message], from: from, name: name, number: number)
    }

    /// Any message element.
    static func messages(
        _ messages: [JSONValue], from: String = "5511955550101", name: String? = "Ana Lima", number: String = number
    ) -> JSONValue {
        let contact: JSONValue = [
            "wa_id": .string(from), "profile": name.map { ["name": .string($0)] } ?? [:],
        ]
        return value(["contacts": [contact], "messages": .array(messages)], number: number)
    }

    /// A step of delivery.
    static func status(
        _ word: String, of id: String, to: String = "5511955550101", at seconds: Int64, number: String = number
    ) -> JSONValue {
        let status: JSONValue = [
            "id": .string(id), "status": .string(word), "timestamp": .string(String(seconds)),
            "recipient_id": .string(to),
        ]
        return value(["statuses": [status]], number: number)
    }

    private static func value(_ members: JSONValue, number: String) -> JSONValue {
        var value = members.object ?? JSONObject()
        value["messaging_product"] = "whatsapp"
        value["metadata"] = ["display_phone_number": "15550000100", "phone_number_id": .string(number)]
        let change: JSONValue = ["field": "messages", "value": .object(value)]
        return [
            "object": "whatsapp_business_account",
            "entry": [["id": .string(waba), "changes": [change]]],
        ]
    }

    /// Two templates, as the Graph API lists them.
    static let templates: JSONValue = [
        "data": [
            [
                "id": "1", "name": "delivery_slot", "language": "pt_BR", "status": "APPROVED", "category": "UTILITY",
                "components": [
                    ["type": "HEADER", "format": "TEXT", "text": "Pedido {{1}}", "example": ["header_text": ["A-1"]]],
                    [
                        "type": "BODY", "text": "Olá {{1}}, sua entrega chega {{2}}.",
                        "example": ["body_text": [["Ana", "hoje"]]],
                    ],
                    ["type": "FOOTER", "text": "Loja de Teste"],
                    [
                        "type": "BUTTONS",
                        "buttons": [
                            ["type": "QUICK_REPLY", "text": "Mudar"],
                            [
                                "type": "URL", "text": "Rastrear", "url": "https://example.com/t/{{1}}",
                                "example": ["https://example.com/t/77"],
                            ],
                        ],
                    ],
                ],
            ],
            [
                "id": "2", "name": "season_offer", "language": "en_US", "status": "PAUSED", "category": "MARKETING",
                "components": [["type": "BODY", "text": "New in the shop."]],
            ],
        ]
    ]
}

extension Oriel {
    var store: String { path("inbox.sqlite") }
    var spool: String { path("spool") }

    /// Puts webhooks into the spool the way a receiver does.
    func spool(_ bodies: JSONValue..., arrivedAt seconds: Int64) throws {
        let writer = SpoolWriter(directory: try SpoolDirectory(path: spool))
        for body in bodies {
            try writer.write(body: body.canonicalBytes, receivedAtMilliseconds: seconds * 1_000)
        }
    }

    /// A platform that writes into the spool.
    func platform(options: [String] = []) async throws -> SimulatedPlatform {
        try await SimulatedPlatform(spool: spool, seed: 11, log: folder, options: options)
    }

    /// Takes everything in.
    @discardableResult
    func ingest() async throws -> JSONValue {
        let outcome = try await run("ingest", "--store", store, "--spool", spool, "--once", "--json")
        guard outcome.status == 0, let report = try outcome.json.first else { throw Unexpected(outcome: outcome) }
        return report
    }

    func importTemplates(_ list: JSONValue = Webhooks.templates) async throws {
        let path = try write(list.canonicalText, to: "templates.json")
        let outcome = try await run("templates", "import", "--store", store, "--waba", Webhooks.waba, path)
        guard outcome.status == 0 else { throw Unexpected(outcome: outcome) }
    }
}

/// A run that a test builds on went wrong.
struct Unexpected: Error {
    let outcome: Oriel.Outcome
}
