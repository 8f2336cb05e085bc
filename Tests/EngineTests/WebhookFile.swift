import Foundation
import Inbox
import Spool

/// Webhook bodies and files as they lie in a spool.
enum WebhookFile {
    /// A customer's text, as the platform writes it (`whatsapp.md` §2).
    static func text(_ text: String, wamid: String, from: String = Shop.ana, at: Instant = Shop.start) -> [UInt8] {
        Array(
            """
            {"object":"whatsapp_business_account","entry":[{"id":"900100","changes":[{"field":"messages","value":{\
            "messaging_product":"whatsapp",\
            "metadata":{"display_phone_number":"15557770101","phone_number_id":"700111"},\
            "contacts":[{"profile":{"name":"Ana"},"wa_id":"\(from)"}],"messages":[{"from":"\(from)","id":"\(wamid)",\
            "timestamp":"\(at.seconds)","type":"text","text":{"body":"\(text)"}}]}}]}]}
            """.utf8)
    }

    /// Puts a body into a spool as the receiver does.
    @discardableResult
    static func put(_ body: [UInt8], into spool: SpoolDirectory, secret: String? = nil) throws -> SpoolName {
        let headers =
            secret.map {
                [HeaderField(Signature.headerName, Signature.sign(body: body, appSecret: $0))]
            } ?? []
        return try SpoolWriter(directory: spool).write(
            body: body, receivedAtMilliseconds: Shop.start.milliseconds, headers: headers)
    }

    static func names(_ folder: SpoolDirectory.Folder, of spool: SpoolDirectory) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: spool.path(of: folder)).sorted()
    }

    /// How many files lie in `done/`, in whatever day.
    static func doneCount(_ spool: SpoolDirectory) throws -> Int {
        try names(.done, of: spool).reduce(0) { count, day in
            try count + FileManager.default.contentsOfDirectory(atPath: spool.path(of: .done) + "/" + day).count
        }
    }
}
