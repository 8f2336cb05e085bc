import Dispatch
import Foundation
import Hummingbird
import Inbox
import Spool
import WhatsApp

/// Answers the platform: verifies, writes to the spool, and only then says 200 (`whatsapp.md` §1.1–1.2).
struct WebhookReceiver: Sendable {
    let directory: SpoolDirectory
    let path: String
    let verifyToken: String
    let appSecret: String
    let metrics = ReceiverMetrics()

    func respond(to request: Request) async -> Response {
        switch (request.decodedPath, request.method) {
        case (path, .get): return verify(request)
        case (path, .post): return await receive(request)
        case ("/healthz", .get): return await health()
        case ("/metrics", .get):
            return .bytes(.ok, Array(metrics.exposition.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
        case (path, _), ("/healthz", _), ("/metrics", _): return .text(.methodNotAllowed, "method not allowed\n")
        default: return .text(.notFound, "not found\n")
        }
    }

    // MARK: Verification

    private func verify(_ request: Request) -> Response {
        let query = request.decodedQuery
        guard query["hub.mode"] == "subscribe", let token = query["hub.verify_token"],
            let challenge = query["hub.challenge"], Self.isEqual(token, verifyToken)
        else {
            metrics.count(.verificationRefused)
            Output.log("refused a verification: the mode or the token does not fit")
            return .text(.forbidden, "forbidden\n")
        }
        metrics.count(.verified)
        Output.log("answered the platform's verification")
        return .bytes(.ok, Array(challenge.utf8), type: "text/plain")
    }

    /// Takes the same time wherever the two differ.
    private static func isEqual(_ left: String, _ right: String) -> Bool {
        let (a, b) = (Array(left.utf8), Array(right.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    // MARK: Delivery

    private func receive(_ request: Request) async -> Response {
        let receivedAt = Wall.now
        let body: [UInt8]
        do {
            body = try await request.bytes(limit: Limits.webhookBytes)
        } catch {
            return refuse(error)
        }
        guard let signature = request.headers[Self.signatureField] else {
            metrics.count(.unsigned)
            Output.log("refused \(body.count) bytes without a signature")
            return .text(.unauthorized, "X-Hub-Signature-256 is missing\n")
        }
        guard Signature.verify(body: body, header: signature, appSecret: appSecret) else {
            metrics.count(.badSignature)
            Output.log("refused \(body.count) bytes: the signature does not fit the app secret")
            return .text(.forbidden, "the signature does not fit\n")
        }
        guard !body.isEmpty else {
            metrics.count(.empty)
            return .text(.badRequest, "the body is empty\n")
        }
        do {
            try await write(body, signature: signature, at: receivedAt)
        } catch {
            metrics.count(.unwritten)
            Output.log("NOT WRITTEN, the platform will send it again: \(error)")
            return .text(.serviceUnavailable, "the spool cannot be written\n")
        }
        metrics.countAccepted(bytes: body.count, at: receivedAt, took: Wall.now - receivedAt)
        return .text(.ok, "")
    }

    private func refuse(_ failure: BodyFailure) -> Response {
        var response: Response
        switch failure {
        case .tooLarge:
            metrics.count(.tooLarge)
            Output.log("refused a body of more than \(Limits.webhookBytes) bytes")
            response = .text(.contentTooLarge, "at most \(Limits.webhookBytes) bytes\n")
        case .tooSlow:
            metrics.count(.tooSlow)
            Output.log("gave up on a body that took more than \(HTTPListener.bodySeconds) seconds")
            response = .text(.requestTimeout, "too slow\n")
        case .broken:
            metrics.count(.broken)
            response = .text(.badRequest, "the body broke off\n")
        }
        response.headers[.connection] = "close"
        return response
    }

    /// The second is never used: the name is a token.
    private static let signatureField = HTTPFields.Element.Name(Signature.headerName) ?? .authorization

    /// Waits for the disk on a thread of its own: the threads that answer must not.
    private func write(_ body: [UInt8], signature: String, at time: Instant) async throws {
        let writer = SpoolWriter(directory: directory)
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async {
                do {
                    try writer.write(
                        body: body, receivedAtMilliseconds: time.milliseconds,
                        headers: [HeaderField(Signature.headerName, signature)])
                    continuation.resume()
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        }
    }

    private func health() async -> Response {
        do {
            try directory.validate()
            return .text(.ok, "ok\n")
        } catch {
            return .text(.serviceUnavailable, "\(error)\n")
        }
    }
}
