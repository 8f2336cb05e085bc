import Foundation
import FoundationNetworking
import Inbox
import Simulator
import Spool

/// Where the simulated platform's webhooks go.
enum WebhookSink: Sendable {
    case spool(SpoolWriter, secret: String?)
    case callback(URL, secret: String)

    /// Delivers one webhook; false when the receiver did not answer 200, and it must be tried again.
    func deliver(_ webhook: OutgoingWebhook) async -> Bool {
        switch self {
        case .spool(let writer, let secret): Self.write(webhook, writer, secret)
        case .callback(let url, let secret): await Self.post(webhook, to: url, secret)
        }
    }

    private static func write(_ webhook: OutgoingWebhook, _ writer: SpoolWriter, _ secret: String?) -> Bool {
        let headers = secret.map { [HeaderField(Signature.headerName, webhook.signature(appSecret: $0))] } ?? []
        do {
            try writer.write(body: webhook.body, receivedAtMilliseconds: webhook.at.milliseconds, headers: headers)
            return true
        } catch {
            Output.log("a webhook could not be written: \(error)")
            return false
        }
    }

    private static func post(_ webhook: OutgoingWebhook, to url: URL, _ secret: String) async -> Bool {
        var request = URLRequest(url: url, timeoutInterval: 10)
        request.httpMethod = "POST"
        request.httpBody = Data(webhook.body)
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue(webhook.signature(appSecret: secret), forHTTPHeaderField: Signature.headerName)
        do {
            let (_, answer) = try await URLSession.shared.data(for: request)
            let status = (answer as? HTTPURLResponse)?.statusCode ?? 0
            if status != 200 { Output.log("the callback answered \(status)") }
            return status == 200
        } catch {
            Output.log("the callback could not be reached: \(error.localizedDescription)")
            return false
        }
    }
}
