import Hummingbird
import Synchronization

/// One HTTP server of this command: binds, says that it is ready, answers until SIGTERM or SIGINT, lets what is under
/// way finish, and ends.
struct HTTPListener: Sendable {
    var host: String
    var port: Int

    /// A connection that says nothing, or does not finish its header, is closed after this many seconds.
    static let idleSeconds: Int64 = 30
    /// A body must be complete this many seconds after its header.
    static let bodySeconds: Int64 = 30

    /// - Parameters:
    ///   - onReady: called once with the port that was bound.
    ///   - respond: answers one call.
    /// - Throws: `ServerFailure.cannotListen` when the address is not free.
    func run(
        onReady: @escaping @Sendable (Int) async -> Void,
        respond: @escaping @Sendable (Request, Connection) async -> Response
    ) async throws {
        let hasStarted = Atomic(false)
        let application = Application(
            responder: CallbackResponder<Connection> { request, connection in await respond(request, connection) },
            server: .http1(configuration: .init(idleTimeout: .seconds(Self.idleSeconds))),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in
                hasStarted.store(true, ordering: .relaxed)
                await onReady(channel.localAddress?.port ?? port)
            })
        do {
            try await application.runService()
        } catch  where !hasStarted.load(ordering: .relaxed) {
            throw ServerFailure.cannotListen(host: host, port: port, reason: Self.reason(error))
        }
    }

    /// How a URL names the host and port.
    func origin(port: Int) -> String {
        "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// The system's words, out of an error whose type belongs to a library below.
    private static func reason(_ error: any Error) -> String {
        let text = String(describing: error)
        if text.contains("errno: 98") { return "the address is in use" }
        if text.contains("errno: 13") { return "this user may not use that port" }
        if text.contains("errno: 99") { return "the machine has no such address" }
        return text
    }
}
