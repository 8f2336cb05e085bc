import Foundation
import Inbox
import Screen
import TestSupport
import Testing

@testable import Desk
@testable import Engine

/// The agent's own command that tells them: one JSON object, limited in time, its failure told.
@Suite struct NewsCommandTests {
    let shop: Shop
    let scratch: Scratch

    init() throws {
        shop = try Shop()
        scratch = try Scratch()
    }

    private func tell(_ program: [String], _ announcement: Announcement) {
        let services = Services(store: shop.store, agent: Shop.agent, clock: { Shop.start }, uuid: { "never" })
        EffectRunner(services: services, mailbox: shop.mailbox).tell(program, announcement)
    }

    private static let announcement = Announcement(
        title: "Oriel", body: "Ana \"Souza\": $(touch x); oi", counts: [.message: 1],
        person: "Ana \"Souza\"", text: "$(touch x); oi", at: Shop.start)

    private func obstacles() -> [Obstacle] {
        shop.mailbox.take().compactMap {
            if case .action(.effectFailed(let obstacle)) = $0 { obstacle } else { nil }
        }
    }

    @Test func oneObjectOnStandardInput() throws {
        let script = try scratch.file("tell", "#!/bin/sh\ncat > \"$0.said\"\n", mode: 0o700)
        tell([script, "ignored"], Self.announcement)
        let said = try #require(FileManager.default.contents(atPath: script + ".said"))
        #expect(
            String(decoding: said, as: UTF8.self) == """
                {"at":"2026-11-18T11:06:40.000Z","body":"Ana \\"Souza\\": $(touch x); oi","closing":0,"failures":0,\
                "messages":1,"person":"Ana \\"Souza\\"","text":"$(touch x); oi","title":"Oriel"}

                """)
        #expect(obstacles().isEmpty)
    }

    @Test func aCommandThatReadsNothingIsNone() throws {
        let script = try scratch.file("deaf", "#!/bin/sh\nexec <&-\nexit 0\n", mode: 0o700)
        var loud = Self.announcement
        loud.text = SafeText(untrusted: String(repeating: "x", count: 200_000))
        tell([script], loud)
        #expect(obstacles().isEmpty)
    }

    @Test func failuresAreTold() throws {
        let failing = try scratch.file("failing", "#!/bin/sh\nexit 3\n", mode: 0o700)
        tell([failing], Self.announcement)
        #expect(obstacles() == [Obstacle(.programFailed, failing, "3")])
        tell(["/no/such/program"], Self.announcement)
        #expect(obstacles() == [Obstacle(.programMissing, "/no/such/program")])
    }

    @Test func aProgramGetsItsInputAndIsStoppedInTheMiddle() throws {
        let long = [UInt8](repeating: UInt8(ascii: "y"), count: 300_000)
        let echoed = try #require(ToolRun.run(["cat"], input: long, limit: 1 << 20, seconds: 60))
        #expect(echoed.bytes == long && echoed.status == 0 && echoed.cut == nil)
        let errors = try #require(
            ToolRun.run(["/bin/sh", "-c", "echo bad >&2; exit 2"], joinsErrors: true, limit: 100, seconds: 60))
        #expect(String(decoding: errors.bytes, as: UTF8.self) == "bad\n" && errors.status == 2)
        let stopped = try #require(
            ToolRun.run(["/bin/sh", "-c", "echo begun; sleep 600"], limit: 100, seconds: 600, isStopped: { true }))
        #expect(stopped.cut == .stopped && stopped.status == nil)
        #expect(ToolRun.run(["/bin/sh", "-c", "sleep 600"], limit: 100, seconds: 0)?.cut == .time)
    }
}
