import Desk
import Engine
import Foundation
import Inbox
import Screen
import Spool
import Store
import Synchronization

/// Many agents on one store: each inbox a process of its own, as on a host they share, while one more takes in a
/// stream of webhooks. Measures what one agent feels: from a key to its frame.
struct InboxesBench {
    let path: String
    let directory: String
    let count: Int
    /// Webhooks a second.
    let rate: Int
    let seconds: Int

    /// What one inbox measured, in milliseconds, a line each on standard output.
    static func inbox(_ path: String, seconds: Int) throws {
        let samples = try InboxUnderLoad(path: path).run(seconds: seconds)
        for value in samples { print(value) }
    }

    func run(into table: inout BenchTable) throws {
        let spool = try SpoolDirectory(path: directory + "/spool")
        let store = try InboxStore(path: path)
        let ingester = SpoolIngester(
            store: store, directory: spool, appSecret: nil, numbers: nil, clock: { Traffic.now }, mailbox: Mailbox(),
            facts: StatusFacts())
        ingester.start()
        let children = try (0..<count).map { _ in try start() }
        let collected = Collected()
        Thread { @Sendable in collected.read(children) }.start()
        let written = try feed(spool) { !collected.isDone }
        var samples = Samples()
        for value in collected.values { samples.add(value) }
        table.put("\(count) inboxes, \(rate) webhooks/s: key → frame, ms", samples.summary)
        table.put("\(count) inboxes: keys measured", "\(samples.milliseconds.count)")
        table.put("\(count) inboxes: webhooks meanwhile", "\(written)")
        ingester.stop()
    }

    private func start() throws -> (Process, Pipe) {
        let child = Process()
        let output = Pipe()
        child.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        child.arguments = ["--inbox-of", path, "--seconds", "\(seconds)"]
        child.standardOutput = output
        try child.run()
        return (child, output)
    }

    /// Puts webhooks into the spool at the rate, as `orield receive` does.
    private func feed(_ spool: SpoolDirectory, while goesOn: () -> Bool) throws -> Int {
        let writer = SpoolWriter(directory: spool)
        var traffic = Traffic(people: 1_000, seed: 23)
        let start = ContinuousClock.now
        var written = 0
        while goesOn() {
            let due = Int(Samples.milliseconds(since: start) * Double(rate) / 1_000)
            while written < due {
                let body = written % 4 == 0 ? traffic.text(written, of: 1_000_000) : traffic.status()
                try writer.write(body: body, receivedAtMilliseconds: Traffic.now.milliseconds)
                written += 1
            }
            Thread.sleep(forTimeInterval: 0.01)
        }
        return written
    }
}

/// What the inboxes' processes print, read to their end on a thread beside the one that feeds them.
private final class Collected: Sendable {
    private let state = Mutex<(values: [Double], isDone: Bool)>(([], false))

    var isDone: Bool { state.withLock { $0.isDone } }
    var values: [Double] { state.withLock { $0.values } }

    func read(_ children: [(Process, Pipe)]) {
        for (process, pipe) in children {
            let data = try? pipe.fileHandleForReading.readToEnd()  // an inbox that died has no samples
            process.waitUntilExit()
            let text = String(decoding: data ?? Data(), as: UTF8.self)
            let values = text.split(separator: "\n").compactMap { Double($0) }
            state.withLock { $0.values += values }
        }
        state.withLock { $0.isDone = true }
    }
}

/// One inbox as the program runs it, without a terminal: effects on the runner's queues, changes of the store noticed by
/// `ChangeWatch`, and five keys a second in no step, sixty words a minute.
private final class InboxUnderLoad {
    private var model: Model
    private let mailbox = Mailbox()
    private let runner: EffectRunner
    private let store: InboxStore
    private var shown: Frame?

    init(path: String) throws {
        store = try InboxStore(path: path)
        model = Model(
            now: Traffic.now, size: Size(columns: 160, rows: 50), settings: Settings(agent: "bench"))
        runner = EffectRunner(
            services: Services(
                store: store, agent: "bench", clock: { Traffic.now },
                // Each fact by its own name: one that is known already would be dropped, and asked for again and again.
                uuid: { UUID().uuidString }), mailbox: mailbox)
    }

    func run(seconds: Int) throws -> [Double] {
        let watch = Task.detached { [store, mailbox] in await ChangeWatch.run(store: store, mailbox: mailbox) }
        defer { watch.cancel() }
        // As the main loop does, it sleeps until something comes: thirty that look every millisecond measure their looking.
        let arrived = DispatchSemaphore(value: 0)
        let arrivals = Task.detached { [mailbox] in for await _ in mailbox.arrivals { arrived.signal() } }
        defer { arrivals.cancel() }
        for effect in model.start() { runner.run(effect) }
        let keys = try ["<Down>", "<C-n>", "<Enter>", "a", "b", "c", "<Esc>", "<Up>"].map {
            try KeyNotation.parse($0)[0]
        }
        var samples: [Double] = []
        let start = ContinuousClock.now
        // Nobody types in step with thirty others.
        var rhythm = SeededNumbers(seed: UInt64(ProcessInfo.processInfo.processIdentifier))
        var nextKey = 1_000 + Double.random(in: 0...200, using: &rhythm)
        while Samples.milliseconds(since: start) < Double(seconds) * 1_000 {
            turn()
            let left = nextKey - Samples.milliseconds(since: start)
            guard left <= 0 else {
                _ = arrived.wait(timeout: .now() + left / 1_000)
                continue
            }
            nextKey += Double.random(in: 100...300, using: &rhythm)
            // Whatever waits when the key comes is done before it, as in the main loop; so it counts.
            let began = ContinuousClock.now
            turn(isDrawn: false)
            apply(.key(keys[samples.count % keys.count]))
            draw()
            samples.append(Samples.milliseconds(since: began))
        }
        return samples
    }

    private func turn(isDrawn: Bool = true) {
        let events = mailbox.take()
        for case .action(let action) in events { apply(action) }
        if isDrawn, !events.isEmpty { draw() }
    }

    private func apply(_ action: Action) {
        for effect in update(&model, action, now: Traffic.now) { runner.run(effect) }
    }

    private func draw() {
        let frame = view(model)
        _ = FrameDiff(from: shown, to: frame)
        shown = frame
    }
}
