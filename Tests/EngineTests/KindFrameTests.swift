import Foundation
import Inbox
import Screen
import Spool
import Store
import TestSupport
import Testing
import WhatsApp

@testable import Desk
@testable import Engine

/// Every kind of message and every field that comes in, by what an agent sees of it: read, stored and drawn as in the
/// program, compared with its part of `Kinds/kinds.txt`. `UPDATE_SNAPSHOTS=1` rewrites that file.
@Suite struct KindFrameTests {
    private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Kinds/kinds.txt")

    /// Each fixture by its name and body. What speaks of another message finds one.
    private static let kinds: [(name: String, body: String)] =
        Fixture.messageElements.map { ($0.name, Fixture.messages($0.element)) }
        + Fixture.fields.map { ($0.field, Fixture.envelope(field: $0.field, value: $0.value, time: 1_795_500_040)) }

    @Test func everyKindLooksAsKept() throws {
        var parts: [(name: String, text: String)] = []
        for kind in Self.kinds { parts.append((kind.name, try Self.drawn(kind.body))) }
        let printed = parts.map { "== \($0.name)\n\($0.text)" }.joined(separator: "\n")
        if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
            try FileManager.default.createDirectory(
                at: Self.file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(printed.utf8).write(to: Self.file)
            return
        }
        let kept = try String(contentsOf: Self.file, encoding: .utf8)
        guard kept != printed else { return }
        var old: [Substring: Substring] = [:]
        for part in kept.split(separator: "== ", omittingEmptySubsequences: true) {
            old[part.prefix { $0 != "\n" }] = part
        }
        for (name, text) in parts {
            let before = old.removeValue(forKey: Substring(name)).map { String($0.drop { $0 != "\n" }.dropFirst()) }
            #expect(
                before?.trimmingCharacters(in: .newlines) == text.trimmingCharacters(in: .newlines),
                "\(name) looks different")
        }
        #expect(old.keys.sorted() == [], "kinds that are no more")
    }

    /// Nothing that came may leave no trace on the screen.
    @Test func noKindIsInvisible() throws {
        let silent = try Self.drawn(nil)
        // The phone's address book names people; it is nobody's message.
        for kind in Self.kinds where kind.name != "smb_app_state_sync" {
            #expect(try Self.drawn(kind.body) != silent, "\(kind.name)")
        }
        #expect(Set(Self.kinds.map(\.name)).count == Self.kinds.count, "two fixtures have one name")
    }

    /// The conversation of whom it is about, without the list beside it; the channel's page for what is about nobody.
    private static func drawn(_ body: String?) throws -> String {
        let scratch = try Scratch()
        let store = try InboxStore(path: scratch.path("inbox.sqlite"))
        if let body { _ = try store.apply([reception(body)], numbers: nil) }
        let now = Instant(seconds: 1_795_500_600)
        let services = Services(store: store, agent: "bia", clock: { now }, uuid: { "uuid" }, readReceipts: .never)
        let settings = Settings(agent: "bia")
        let desk = HeadlessDesk(
            model: Model(now: now, size: Size(columns: 110, rows: 26), settings: settings, queue: .all),
            services: services)
        let isTold = !desk.model.shownRows.isEmpty
        desk.press(try KeyNotation.parse(isTold ? "<Enter><S-Tab>" : "<C-x>s9"))
        // The top line, the list and the lines of keys are the same for all.
        let rows = FrameText.bare(desk.frame).split(separator: "\n").dropFirst().dropLast(3).map { row in
            row.firstIndex(of: "│").map { String(row[row.index(after: $0)...]) } ?? String(row)
        }
        return rows.map { $0.replacing(/\s+$/, with: "") }.filter { !$0.isEmpty }
            .joined(separator: "\n") + "\n"
    }

    private static func reception(_ body: String) throws -> Reception {
        let bytes = Array(body.utf8)
        let digest = Spool.Digest.sha256(bytes).hex
        let arrival = Instant(seconds: 1_795_500_050)
        return Reception(
            digest: digest, body: bytes, arrival: arrival,
            events: EventReader.events(of: try Webhook(bytes: bytes), digest: digest, arrival: arrival))
    }
}
