import Cloud
import Foundation

/// The receiver of webhooks, as this machine reaches it.
enum Receiver {
    /// Asks `/healthz`, whatever path the address has.
    static func ask(_ address: String) async -> Finding {
        guard var parts = URLComponents(string: address) else {
            return Finding(.fail, "receiver", "\(address) is no address", cure: "write it as in http://127.0.0.1:8085")
        }
        parts.path = "/healthz"
        guard let url = parts.url else {
            return Finding(.fail, "receiver", "\(address) is no address", cure: "write it as in http://127.0.0.1:8085")
        }
        let transport = Transport.live(timeouts: Transport.Timeouts(idle: 5, total: 5))
        switch await transport.send(HTTPRequest(.get, url, replyLimit: 1 << 16)) {
        case .success(let reply) where reply.isSuccess: return Finding(.ok, "receiver", "\(url) says that it is well")
        case .success(let reply):
            let words = String(decoding: reply.body.prefix(300), as: UTF8.self).split(separator: "\n").first ?? ""
            return Finding(
                .fail, "receiver", "\(url) answers \(reply.status): \(words)",
                cure: "look at the log of `orield receive`")
        case .failure(let failure):
            return Finding(
                .fail, "receiver", "no answer from \(url) (\(failure.reason.rawValue))",
                cure: "start `orield receive`, or check the port")
        }
    }
}
