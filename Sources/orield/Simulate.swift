import ArgumentParser
import Foundation
import Hummingbird
import Inbox
import Simulator
import Spool
import WhatsApp

/// Plays the platform: the Graph API over HTTP, and webhooks into a spool or to a callback.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Simulate the WhatsApp cloud: Graph API over HTTP, webhooks out.",
        discussion: """
            Prints one line of JSON when it is ready: {"url", "phone_number_id", "waba_id", "token", "people", …}; use \
            "url" as the API base. Then logs to standard error. Beside the Graph paths:
              POST /_sim/inbound  {"from", "text"} or {"from", "type", "content"}; also "name", "quotes"
              POST /_sim/event    {"kind": "template_status", "name", "status", "reason"} or {"kind": "template_quality", \
            "name", "quality"} (both also "language"), {"kind": "echo", "to", "text"}, {"kind": "handover", "with", "to" or \
            "from": a role, "summary"}, {"kind": "marketing", "from", "stop"}, {"kind": "call", "from"}, {"kind": "security", \
            "event"}, {"kind": "burst", "count"}: that many people write within a second, {"kind": "new_number", "of", "number"}, \
            {"kind": "new_id", "of", "as_field"}, {"kind": "username", "of", "name", "hide_number"}, {"kind": \
            "security_code", "of"}, {"kind": "complaint", "from", "template"}, {"kind": "pacing", \
            "name", "verdict": "good|bad"}: what the template is sent with is held for "seconds", 3600 if not given, then let go or \
            dropped, {"kind": "phone", "of", "on": false}: nothing arrives until it is on again, {"kind": "field", "field", "value"}
              POST /_sim/trouble  {"level": "none|some|much"} as --trouble, or of the next webhooks {"batch": N} in one \
            POST, {"reverse": N}, {"duplicate": N}; "seconds" is how long the first two wait for N, 30 if not given
              POST /_sim/fail     {"code", "async", "http"} or {"mode": "timeout|truncate|refuse|damage", "processed"} \
            or {"http"}; also "on": "send|templates|lookup|download|upload|any" and "count"
              POST /_sim/advance  {"seconds"} moves the cloud's clock ahead
              POST /_sim/account  {"name_status", "health_status", …}: the number no longer looks as usual
              POST /_sim/rules    {"payment": false}: 131042, {"display_name": false}: 131037, {"allowed": ["number", …]}: \
            131030 for others, {"marketing": "endpoint"}: 131063 on /messages; true, null and "everywhere" undo it
              GET  /_sim/record   what the cloud took, and the ids of what customers wrote
              GET  /_sim/people   who there is, and the platform's view of their windows
            """)

    @Option(help: "The address to listen on; a loopback address.")
    var host = "127.0.0.1"

    @Option(help: "The port; 0 is any free one.")
    var port = 0

    @Option(help: ArgumentHelp("Write webhooks into this spool.", valueName: "dir"))
    var spool: String?

    @Option(help: ArgumentHelp("POST signed webhooks to this loopback URL.", valueName: "url"))
    var callback: String?

    @Option(help: ArgumentHelp("A file that holds the app secret to sign with.", valueName: "file"))
    var appSecretFile: String?

    @Option(
        help: ArgumentHelp(
            "Check sends against the templates of this file, a list as the Graph API gives it.", valueName: "file"))
    var templates: String?

    @Flag(help: "The account has Direct Send: utility messages outside the window without a template.")
    var directSend = false

    @Option(
        help: ArgumentHelp(
            "People the account may write to outside their window within 24 hours: 250, 2K, 10K, 100K or unlimited.",
            valueName: "tier"))
    var messagingLimit = "2K"

    @Option(
        help: ArgumentHelp(
            "What it is among the responders of its number; the escalation responder may take threads.",
            valueName: "role"))
    var role = "customer_service"

    @Option(help: "The seed of every id and delay; without one each run differs.")
    var seed: UInt64?

    @Option(help: "How many times faster than the real clock time runs.")
    var speed = 1.0

    @Option(
        help: ArgumentHelp(
            """
            How rough it is, from the seed alone: webhooks twice, late, in any order and many in one POST; crowds that \
            write within a second; people whose number, id or name changes. none, some or much.
            """, valueName: "level"))
    var trouble = Trouble.Level.none

    @Flag(help: "Deliver the demo's history first, and let its people write by themselves.")
    var demo = false

    func validate() throws {
        guard 0...65_535 ~= port else { throw ValidationError("--port must be between 0 and 65535.") }
        guard Loopback.contains(host) else {
            throw ValidationError("--host must be a loopback address such as 127.0.0.1.")
        }
        guard (spool == nil) != (callback == nil) else { throw ValidationError("Give either --spool or --callback.") }
        if let callback {
            guard let url = URL(string: callback), url.scheme == "http", let host = url.host, Loopback.contains(host)
            else {
                throw ValidationError("--callback must be an http URL on a loopback address.")
            }
            guard appSecretFile != nil else {
                throw ValidationError("--callback needs --app-secret-file to sign with.")
            }
        }
        if case .other = MessagingTier(messagingLimit.uppercased()) {
            throw ValidationError("--messaging-limit is 250, 2K, 10K, 100K or unlimited.")
        }
        guard CloudSimulator.roles.contains(role) else {
            throw ValidationError("--role is one of \(CloudSimulator.roles.joined(separator: ", ")).")
        }
        guard speed > 0, speed <= 100_000 else { throw ValidationError("--speed must be above 0 and at most 100000.") }
    }

    func run() async throws {
        let secret = try appSecretFile.map { path throws(ServerFailure) in try SecretFile.read(path) }
        let sink = try makeSink(secret: secret)
        let start = Wall.now
        var world = World.demo(seed: seed ?? UInt64.random(in: 0...UInt64(UInt32.max)), start: start)
        world.account.hasDirectSend = directSend
        world.account.role = role
        if case .people(let count) = MessagingTier(messagingLimit.uppercased()) {
            world.account.messagingLimit = count
        } else {
            world.account.messagingLimit = nil
        }
        if let templates { world.templates = try TemplateFile.read(templates) }
        let cloud = SimulatedCloud(world: demo ? world : world.still, trouble: trouble, speed: speed, sink: sink)
        let listener = HTTPListener(host: host, port: port)
        let front = GraphFront(cloud: cloud)
        let ending = EndingSignal { Task { await cloud.stop() } }
        defer { ending.cancel() }

        let ticking = Task { [demo, backlog = world.backlog] in
            if demo { await cloud.deliver(backlog) }
            await cloud.tickUntilStopped()
        }
        defer { ticking.cancel() }
        let (seed, name) = (world.seed, world.account.verifiedName)
        try await listener.run(
            onReady: { port in
                let origin = listener.origin(port: port)
                Output.ready(await cloud.readyLine(url: origin, seed: seed).canonicalText)
                Output.log("simulating \(name) on \(origin)")
            },
            respond: { request, connection in await front.respond(to: request, connection) })
        await cloud.stop()
        await ticking.value
        Output.log("stopped; \(await cloud.undelivered) webhooks undelivered")
    }

    private func makeSink(secret: String?) throws -> WebhookSink {
        if let spool {
            do {
                return .spool(SpoolWriter(directory: try SpoolDirectory(path: spool)), secret: secret)
            } catch {
                throw ServerFailure.spool(error)
            }
        }
        guard let callback = callback.flatMap({ URL(string: $0) }), let secret else {
            throw ServerFailure.usage("Give either --spool, or --callback with --app-secret-file.")
        }
        return .callback(callback, secret: secret)
    }
}

extension Trouble.Level: ExpressibleByArgument {}
