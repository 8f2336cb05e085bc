import Desk
import Engine
import Foundation
import Inbox
import Simulator
import Spool
import Store
import WhatsApp

/// Builds the demo's world in a folder of its own: a spool, a store with everybody's history in it, templates. Everything
/// goes the way it goes in real use: bodies through the reader, answers through both passes of the gate.
struct DemoStage {
    let world: World
    let folder: String
    let spool: SpoolDirectory
    let store: InboxStore

    static let seed: UInt64 = 20_261_124

    init(folder: String, start: Instant) throws {
        self.folder = folder
        world = World.demo(seed: Self.seed, start: start)
        spool = try SpoolDirectory(path: folder + "/spool")
        store = try InboxStore(path: folder + "/inbox.sqlite")
        try tell()
        try DemoReplies.write(into: canned)
    }

    var canned: CannedFolder { CannedFolder(path: folder + "/canned") }

    var channel: ChannelIdentity {
        ChannelIdentity(name: world.account.verifiedName, displayNumber: world.account.displayPhone)
    }

    /// The thread the opening screen is about.
    func opening() throws -> ThreadKey? {
        try store.thread(number: NumberID(world.account.phoneNumberID), alias: world.focus.alias)?.key
    }

    private func tell() throws {
        let templates = try TemplateList(bytes: world.templateListJSON).records.map {
            TemplateReader.template($0, waba: world.account.wabaID)
        }
        try store.replaceTemplates(waba: world.account.wabaID, with: templates, at: world.start - .minutes(7))
        let receptions = try world.backlog.map { webhook in
            let digest = Spool.Digest.sha256(webhook.body).hex
            let read = try Webhook(bytes: webhook.body)
            return Reception(
                digest: digest, body: webhook.body, arrival: webhook.at,
                events: EventReader.events(of: read, digest: digest, arrival: webhook.at))
        }
        _ = try store.apply(receptions, numbers: nil)
        for answer in world.answers { try send(answer) }
        _ = try store.record(world.facts)
        for answer in world.answers { try markSeen(before: answer) }
        try keepFiles()
    }

    /// What customers sent before the story begins was fetched as it came.
    private func keepFiles() throws {
        let shelf = MediaShelf(store: store)
        let worker = WorkerIdentity.current.word
        let files = Dictionary(world.files.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        while let job = try store.claimMedia(worker: worker, now: world.start).job {
            guard let file = files[job.mediaID] else { continue }
            let incoming = try shelf.begin()
            guard incoming.write(Data(file.bytes)) else { throw MediaShelfError.diskFull(shelf.path) }
            let (hash, size) = try shelf.keep(incoming, expected: job.digest?.hex, mimeType: job.mimeType)
            _ = try store.finishMedia(
                row: job.row, worker: worker,
                .done(
                    hash: hash, size: size, mimeType: job.mimeType, mediaID: nil,
                    playingTime: shelf.file(hash, mimeType: job.mimeType).flatMap(MediaShelf.playingTime)))
        }
    }

    /// An answer of the past: through the gate as it was then, into the outbox, accepted. Its statuses wait for it already.
    private func send(_ answer: SeedAnswer) throws {
        let key =
            try store.thread(number: answer.number, alias: answer.address.alias)?.key
            ?? store.openThread(number: answer.number, alias: answer.address.alias, actor: answer.actor, now: answer.at)
        guard var context = try store.thread(key)?.gateContext() else { return }
        // What the platform said later does not matter to what was allowed then.
        context.window.refusedAt = nil
        context.lastSentAddress = nil
        context.hasWritten = true
        var template: Template?
        if case .template(let filled) = answer.content { template = try store.template(filled.key) }
        let verdict = SendGate().pass(
            answer.content, in: context, consents: Consents(triesAnyway: true), template: template, pass: .keyPress,
            at: answer.at)
        let permit = try verdict.get()
        _ = try store.enqueue(
            permit, to: key, actor: answer.actor, id: answer.id, dueAt: answer.at,
            notAfter: answer.at + OutboxItem.longestWait, replaces: nil, now: answer.at)
        guard try store.claim(id: answer.id, worker: WorkerIdentity.current.word, now: answer.at) != nil else { return }
        _ = try store.finish(
            id: answer.id, .accepted(wamid: answer.wamid, status: "accepted", at: answer.at + .seconds(1)))
    }

    /// Whoever answered had read what they answered.
    private func markSeen(before answer: SeedAnswer) throws {
        guard let row = try store.thread(number: answer.number, alias: answer.address.alias) else { return }
        let seen = try store.messages(row.key, before: nil, count: 100).messages.filter {
            $0.direction == .inbound && $0.timestamp <= answer.at
        }.compactMap(\.wamid)
        guard !seen.isEmpty else { return }
        _ = try store.record([
            AgentFact(
                id: "seen-\(answer.id)", at: answer.at, actor: answer.actor, number: answer.number,
                alias: answer.address.alias,
                act: .read(seen))
        ])
    }
}
