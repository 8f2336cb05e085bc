import Cloud
import Foundation
import Inbox
import Simulator
import Spool

/// The platform of the demo: the simulator with a clock, a spool to tell things into, and no network anywhere.
actor DemoCloud {
    private var simulator: CloudSimulator
    private let writer: SpoolWriter
    private let clock: @Sendable () -> Instant
    /// What the client was given; it does not tell its text.
    private let token: Token
    private let wishes: DemoWishes
    /// Set when the spool would not take a webhook; shown on leaving.
    private(set) var trouble: String?

    /// How often `demo say` is looked for.
    static let look = Duration.milliseconds(200)

    init(
        world: World, token: Token, spool: SpoolDirectory, wishes: DemoWishes, clock: @escaping @Sendable () -> Instant
    ) {
        simulator = CloudSimulator(world)
        writer = SpoolWriter(directory: spool)
        self.wishes = wishes
        self.token = token
        self.clock = clock
    }

    /// The way out of the demo: straight into the simulator.
    nonisolated var transport: Transport { Transport { request in await self.answer(request) } }

    private func answer(_ request: HTTPRequest) -> Result<HTTPReply, TransportFailure> {
        let components = URLComponents(url: request.url, resolvingAgainstBaseURL: false)
        let query = Dictionary(
            (components?.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
        let response = simulator.handle(
            SimRequest(
                method: request.method.rawValue, path: request.url.path, query: query,
                authorization: request.token == token ? "Bearer \(simulator.account.token)" : nil,
                contentType: request.contentType,
                body: request.body, origin: request.origin),
            now: clock())
        deliver()
        switch response.transport {
        case .whole: return .success(HTTPReply(status: response.status, headers: response.headers, body: response.body))
        case .stalled: return .failure(.unknownOutcome(.timedOut))
        case .truncated: return .failure(.unknownOutcome(.truncated))
        case .closed: return .failure(.unknownOutcome(.connectionLost))
        }
    }

    /// Lets time pass in the simulator until the task is cancelled: statuses, replies, and what `demo say` asked for.
    func run() async {
        while !Task.isCancelled {
            for wish in wishes.take() { say(wish) }
            deliver()
            let untilDue = simulator.nextDue.map { max(1, ($0 - clock()).milliseconds) } ?? .max
            let wait = min(Duration.milliseconds(untilDue == .max ? 1_000_000 : untilDue), Self.look)
            do { try await Task.sleep(for: wait) } catch { return }  // cancelled
        }
    }

    private func say(_ wish: DemoWish) {
        do {
            try simulator.inbound(from: wish.from, name: wish.name, .text(wish.text), at: clock())
        } catch {
            trouble = String(describing: error)
        }
    }

    /// When the platform has something to tell next.
    var nextDue: Instant? { simulator.nextDue }

    /// Writes what the platform has to tell by now into the spool.
    ///
    /// - Returns: whether there was anything.
    @discardableResult func deliver() -> Bool {
        let webhooks = simulator.tick(clock())
        for webhook in webhooks {
            do {
                _ = try writer.write(body: webhook.body, receivedAtMilliseconds: clock().milliseconds)
            } catch {
                trouble = String(describing: error)
            }
        }
        return !webhooks.isEmpty
    }
}
