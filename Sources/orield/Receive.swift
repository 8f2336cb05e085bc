import ArgumentParser
import Foundation
import Hummingbird
import Spool
import WhatsApp

/// Takes the platform's webhooks and puts them into a spool.
struct Receive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Receive webhooks over HTTP and put them into a spool.",
        discussion: """
            Prints one line of JSON when it is ready: {"url": …}. Then logs to standard error. Each webhook is on disk \
            before the platform gets its 200; when it cannot be written the answer is 503 and the platform \
            tries again. \
            TLS is the business of a proxy in front. GET /healthz tells whether the spool can be written, GET /metrics \
            counts, in the text format of Prometheus.
            """)

    @Option(help: ArgumentHelp("The spool directory; created if missing.", valueName: "dir"))
    var spool: String

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port; 0 is any free one.")
    var port = 0

    @Option(help: ArgumentHelp("The path of the webhook.", valueName: "path"))
    var path = "/webhook"

    @Option(help: ArgumentHelp("The verify token typed into the App Dashboard.", valueName: "token"))
    var verifyToken: String?

    @Option(help: ArgumentHelp("A file that holds the verify token, instead of --verify-token.", valueName: "file"))
    var verifyTokenFile: String?

    @Option(help: ArgumentHelp("A file that holds the app secret, which signs every webhook.", valueName: "file"))
    var appSecretFile: String

    func validate() throws {
        guard 0...65_535 ~= port else { throw ValidationError("--port must be between 0 and 65535.") }
        guard path.hasPrefix("/"), path.count > 1 else { throw ValidationError("--path must begin with a slash.") }
        guard (verifyToken == nil) != (verifyTokenFile == nil) else {
            throw ValidationError("Give either --verify-token or --verify-token-file.")
        }
        guard verifyToken != "" else { throw ValidationError("--verify-token must not be empty.") }
    }

    func run() async throws {
        let secret = try SecretFile.read(appSecretFile)
        let token = try verifyToken ?? SecretFile.read(verifyTokenFile ?? "")
        let directory: SpoolDirectory
        do {
            directory = try SpoolDirectory(path: spool)
        } catch {
            throw ServerFailure.spool(error)
        }
        let receiver = WebhookReceiver(directory: directory, path: path, verifyToken: token, appSecret: secret)
        let listener = HTTPListener(host: host, port: port)
        try await listener.run(
            onReady: { [path] port in
                let origin = listener.origin(port: port)
                let line: JSONValue = ["url": .string(origin + path), "spool": .string(directory.path)]
                Output.ready(line.canonicalText)
                Output.log("listening on \(origin)")
            },
            respond: { request, _ in await receiver.respond(to: request) })
        Output.log("stopped; \(receiver.metrics.summary)")
    }
}
