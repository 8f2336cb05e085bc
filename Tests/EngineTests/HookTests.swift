import Desk
import Foundation
import Inbox
import Screen
import Store
import Synchronization
import TestSupport
import Testing
import WhatsApp

@testable import Engine

/// Programs of a team are told what happens: real scripts, a real store, a clock that is set.
@Suite struct HookTests {
    private static let dana = "15557770101"
    private static let noon = Instant(seconds: 1_795_510_800)

    /// A store, a directory of hooks, and what they wrote down.
    private final class Stage {
        let folder: String
        let store: InboxStore
        let clock = ManualClock(HookTests.noon)
        let facts = StatusFacts()
        let told = Told()

        final class Told: Sendable {
            let list = Mutex<[HookFailure]>([])
        }

        init() throws {
            folder = NSTemporaryDirectory() + "oriel-hooks-" + UUID().uuidString
            for name in ["", "/hooks", "/out"] {
                try FileManager.default.createDirectory(
                    atPath: folder + name, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
            store = try InboxStore(path: folder + "/inbox.sqlite")
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }  // temporary

        func hook(_ name: String, _ script: String, mode: Int = 0o700) throws {
            let path = folder + "/hooks/" + name
            try Data(("#!/bin/sh\nOUT='\(folder)/out'\n" + script + "\n").utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        }

        func runner(text: Bool = false, patience: Span = HookRunner.patience) -> HookRunner {
            HookRunner(
                store: store, folder: HookFolder(path: folder + "/hooks"), includesText: text, patience: patience,
                clock: { [clock] in clock.now }, facts: facts,
                told: { [told] failure in told.list.withLock { $0.append(failure) } })
        }

        func out(_ name: String) -> String {
            (try? String(contentsOfFile: folder + "/out/" + name, encoding: .utf8)) ?? ""  // not written yet
        }

        /// A webhook with these members.
        func tells(_ id: String, _ members: String, field: String = "messages") throws {
            let body = """
                {"object":"whatsapp_business_account","entry":[{"id":"900100200300400","changes":[{"field":"\(field)",\
                "value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550001111",\
                "phone_number_id":"700111222333444"},\(members)}}]}]}
                """
            let bytes = Array(body.utf8)
            let digest =
                String(repeating: "0", count: 64 - id.utf8.count * 2) + id.utf8.map { String($0, radix: 16) }.joined()
            let events = EventReader.events(of: try Webhook(bytes: bytes), digest: digest, arrival: HookTests.noon)
            _ = try store.apply(
                [Reception(digest: digest, body: bytes, arrival: HookTests.noon, events: events)], numbers: nil)
        }

        func arrives(_ id: String, at seconds: Int64 = 0, text: String = "secret words") throws {
            let stamp = HookTests.noon.seconds + seconds
            let body = """
                {"object":"whatsapp_business_account","entry":[{"id":"900100200300400","changes":[{"field":"messages",\
                "value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550001111",\
                "phone_number_id":"700111222333444"},"contacts":[{"profile":{"name":"Dana Okafor"},"wa_id":"\(HookTests.dana)"}],\
                "messages":[{"id":"\(id)","timestamp":"\(stamp)","type":"text","from":"\(HookTests.dana)",\
                "text":{"body":"\(text)"}}]}}]}]}
                """
            let bytes = Array(body.utf8)
            let digest =
                String(repeating: "0", count: 64 - id.utf8.count * 2)
                + id.utf8.map { String($0, radix: 16) }.joined()
            let arrival = Instant(seconds: stamp)
            let events = EventReader.events(of: try Webhook(bytes: bytes), digest: digest, arrival: arrival)
            _ = try store.apply(
                [Reception(digest: digest, body: bytes, arrival: arrival, events: events)], numbers: nil)
        }
    }

    private static func finish(_ runner: HookRunner) async throws {
        try await eventually("the hooks are done") { runner.isIdle }
    }

    @Test func eachEventComesOnceAndInOrderWithoutAWord() async throws {
        let stage = try Stage()
        try stage.hook("log", #"echo "$1 $(cat)" >> "$OUT/log""#)
        let runner = stage.runner()
        runner.look()
        for index in 0..<20 { try stage.arrives("wamid.\(index)", at: Int64(index)) }
        runner.look()
        runner.look()
        try await Self.finish(runner)
        let lines = stage.out("log").split(separator: "\n")
        try #require(lines.count == 20)
        for (index, line) in lines.enumerated() {
            try #require(line.hasPrefix("message.received {"))
            let event = try JSONValue(bytes: line.dropFirst("message.received ".count).utf8)
            #expect(event["wamid"]?.string == "wamid.\(index)" && event["event"]?.string == "message.received")
            #expect(event["name"]?.string == "Dana Okafor" && event["address"]?.string == Self.dana)
            #expect(event["window"]?["state"]?.string == "open" && event["text"] == nil)
        }
        #expect(!stage.out("log").contains("secret words"))
        // Told again, and read anew: nothing new happened.
        try stage.arrives("wamid.3", at: 3)
        try stage.store.rebuild()
        runner.look()
        try await Self.finish(runner)
        #expect(stage.out("log").split(separator: "\n").count == 20)
    }

    @Test func wordsAreToldWhereTheyAreWanted() async throws {
        let stage = try Stage()
        try stage.hook("log", #"cat >> "$OUT/log""#)
        let runner = stage.runner(text: true)
        runner.look()
        try stage.arrives("wamid.1")
        runner.look()
        try await Self.finish(runner)
        #expect(stage.out("log").contains(#""text":"secret words""#))
    }

    /// Nobody wanted to be told when it came, or it is long ago.
    @Test func whatIsOldOrCameBeforeIsNotTold() async throws {
        let stage = try Stage()
        try stage.hook("log", #"cat >> "$OUT/log""#)
        try stage.arrives("wamid.before")
        let runner = stage.runner()
        runner.look()
        try stage.arrives("wamid.old", at: -3_601)
        try stage.arrives("wamid.young", at: -3_599)
        runner.look()
        try await Self.finish(runner)
        #expect(stage.out("log").contains("wamid.young") && !stage.out("log").contains("wamid.old"))
        #expect(!stage.out("log").contains("wamid.before"))
    }

    @Test func aHookThatHangsIsKilledWithWhatItStartedAndHoldsUpNoOther() async throws {
        let stage = try Stage()
        try stage.hook("hang", #"sleep 300 & echo $! > "$OUT/child"; wait"#)
        try stage.hook("log", #"cat >> "$OUT/log""#)
        let runner = stage.runner(patience: Span(milliseconds: 700))
        runner.look()
        try stage.arrives("wamid.1")
        runner.look()
        try await eventually("the other hook has run") { stage.out("log").contains("wamid.1") }
        try await Self.finish(runner)
        let failure = try #require(stage.told.list.withLock { $0.first })
        #expect(failure.program == "hang" && failure.cause == .killed && failure.event == "message.received")
        #expect(stage.facts.current.hookFailure?.cause == .killed)
        let child = try #require(pid_t(stage.out("child").trimmingCharacters(in: .whitespacesAndNewlines)))
        try await eventually("what it started is gone") { kill(child, 0) != 0 }
    }

    @Test(arguments: [("exit 3", HookFailure.Cause.status(3)), ("kill -9 $$", .signal(9))])
    func aHookThatFailsIsReported(script: String, cause: HookFailure.Cause) async throws {
        let stage = try Stage()
        try stage.hook("bad", script)
        let runner = stage.runner()
        runner.look()
        for index in 0..<3 { try stage.arrives("wamid.\(index)", at: Int64(index)) }
        runner.look()
        try await Self.finish(runner)
        let failure = try #require(stage.facts.current.hookFailure)
        #expect(failure.program == "bad" && failure.cause == cause && failure.count == 3)
        let report = try #require(WorkerReport(WorkerReport(stage.facts.current).text))
        #expect(report.hookFailure == failure, "an inbox hears of it")
        #expect(Words.english.hookFailure(failure).string.contains("bad"))
    }

    /// One that does not read, and prints more than a pipe holds.
    @Test func aHookThatDoesNotReadOrPrintsMuchHarmsNothing() async throws {
        let stage = try Stage()
        try stage.hook("deaf", "exec <&-; head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2")
        let runner = stage.runner()
        runner.look()
        try stage.arrives("wamid.1")
        runner.look()
        try await Self.finish(runner)
        #expect(stage.facts.current.hookFailure == nil)
    }

    @Test func nothingSecretIsInItsEnvironmentOrItsArguments() async throws {
        let stage = try Stage()
        try stage.hook("env", #"env | sort > "$OUT/env"; echo "$#:$1" > "$OUT/argv""#)
        setenv("ORIEL_TOKEN", "EAAG-not-for-hooks", 1)
        defer { unsetenv("ORIEL_TOKEN") }
        let runner = stage.runner()
        runner.look()
        try stage.arrives("wamid.1")
        runner.look()
        try await Self.finish(runner)
        let names = stage.out("env").split(separator: "\n").compactMap {
            $0.split(separator: "=").first.map(String.init)
        }
        // What a shell sets by itself, and what is let through.
        #expect(Set(names).subtracting(HookProcess.variables).subtracting(["PWD", "OLDPWD", "SHLVL", "_"]).isEmpty)
        #expect(!stage.out("env").contains("EAAG") && stage.out("argv") == "1:message.received\n")
    }

    @Test(arguments: [0o722, 0o702, 0o720]) func whatOthersMayWriteIsNotRun(mode: Int) async throws {
        let stage = try Stage()
        try stage.hook("open", #"echo ran > "$OUT/open""#, mode: mode)
        try stage.hook("log", #"cat >> "$OUT/log""#)
        let path = stage.folder + "/hooks"
        #expect(HookFolder(path: path).look().problems == [.open(path: path + "/open")])
        let runner = stage.runner()
        runner.look()
        try stage.arrives("wamid.1")
        runner.look()
        try await Self.finish(runner)
        #expect(stage.out("open").isEmpty && stage.out("log").contains("wamid.1"))
        #expect(stage.facts.current.hookFailure?.cause == .open)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        #expect(HookFolder(path: path).look().programs.isEmpty, "nor anything in such a directory")
        #expect(HookFolder(path: path + "/none").look().problems == [.missing(path: path + "/none")])
    }

    @Test func theClockAndAgentsAndTheOutboxAreTold() async throws {
        let stage = try Stage()
        try stage.hook("log", #"echo "$1 $(cat)" >> "$OUT/log""#)
        let runner = stage.runner()
        runner.look()
        try stage.arrives("wamid.1")
        let row = try #require(try stage.store.thread(number: nil, alias: Alias(.waID, Self.dana)))
        _ = try stage.store.record([
            AgentFact(
                id: "f1", at: Self.noon, actor: "bia", number: row.key.number, alias: Alias(.waID, Self.dana),
                act: .assign(to: "carla"))
        ])
        runner.look()
        // The moments of the clock: once each, however often and by however many it is looked at.
        for hours in [21, 22, 22, 23, 24, 24, 25] as [Int64] {
            stage.clock.advance(Self.noon + .hours(hours) - stage.clock.now)
            runner.look()
            stage.runner().look()
            try await Self.finish(runner)
        }
        try await eventually("everything is told") { stage.out("log").contains("window.closed") }
        let lines = stage.out("log").split(separator: "\n").map { $0.split(separator: " ")[0] }
        #expect(lines.sorted() == ["assigned", "message.received", "window.closed", "window.closing"])
        #expect(stage.out("log").contains(#""by":"bia""#) && stage.out("log").contains(#""assignee":"carla""#))
    }

    /// The list is left to grow only so far, and taken away with the last wish.
    @Test func theListIsBounded() throws {
        let stage = try Stage()
        try stage.store.setHookWish(true)
        try stage.arrives("wamid.1")
        try stage.store.setHookWish(false)
        #expect(try stage.store.takeHookEvents(limit: 9, notBefore: Instant(seconds: 0)).isEmpty)
        try stage.arrives("wamid.2")
        #expect(try stage.store.takeHookEvents(limit: 9, notBefore: Instant(seconds: 0)).isEmpty)
        try stage.store.setHookWish(true)
        try stage.arrives("wamid.3")
        #expect(try stage.store.takeHookEvents(limit: 9, notBefore: Instant(seconds: 0)).count == 1)
        #expect(try stage.store.takeHookEvents(limit: 9, notBefore: Instant(seconds: 0)).isEmpty, "and told once")
    }

    // MARK: Slow sends, early failures, and hooks in the way

    /// A message that took hours to leave is told when it has left: its end is news, however long ago it was written.
    @Test func aSendThatTookHoursIsTold() async throws {
        let shop = try Shop()
        try shop.hears("oi")
        try shop.store.setHookWish(true)
        let item = try shop.enqueue(.text(TextContent(body: "bom dia"))).get()
        shop.clock.advance(.hours(3))
        await shop.worker().workOnce()
        #expect(try shop.word(item.id) == "accepted")
        let events = try shop.store.takeHookEvents(limit: 9, notBefore: shop.clock.now - HookRunner.horizon)
        #expect(events.map(\.name).contains(.sent))
    }

    /// The platform told that it failed before it told of the message: it is told once the message is there.
    @Test func aFailureThatCameBeforeItsMessageIsTold() throws {
        let stage = try Stage()
        try stage.store.setHookWish(true)
        try stage.tells(
            "status",
            #"""
            "statuses":[{"id":"wamid.echo","status":"failed","timestamp":"\#(Self.noon.seconds)",\#
            "recipient_id":"\#(Self.dana)","errors":[{"code":131026,"title":"Message undeliverable"}]}]
            """#)
        #expect(try stage.store.takeHookEvents(limit: 9, notBefore: Instant(seconds: 0)).isEmpty)
        try stage.tells(
            "echo",
            #"""
            "message_echoes":[{"id":"wamid.echo","from":"15550001111","to":"\#(Self.dana)",\#
            "timestamp":"\#(Self.noon.seconds)","type":"text","text":{"body":"x"}}]
            """#, field: "smb_message_echoes")
        let events = try stage.store.takeHookEvents(limit: 9, notBefore: Instant(seconds: 0))
        #expect(events.map(\.name) == [.failed])
    }

    /// What is given is more than any pipe takes, and is not read, or slowly: nothing waits for it.
    @Test(arguments: ["sleep 30", #"sleep 0.2; cat > "$0.out""#])
    func anInputLargerThanAPipeBlocksNobody(_ script: String) throws {
        let stage = try Stage()
        try stage.hook("slow", script)
        let program = stage.folder + "/hooks/slow"
        let input = [UInt8](repeating: 0x61, count: 400_000)
        let start = ContinuousClock.now
        let ending = HookProcess.run(
            program, event: "e", input: input, milliseconds: script == "sleep 30" ? 400 : 20_000)
        if script == "sleep 30" {
            #expect(ending == .killed && ContinuousClock.now - start < .seconds(10))
        } else {
            #expect(ending == .status(0))
            #expect(FileManager.default.contents(atPath: program + ".out")?.count == input.count)
        }
    }

    /// At the end of the program a hook is not left behind, nor what it started.
    @Test func aRunningHookIsEndedWithTheRunner() async throws {
        let stage = try Stage()
        try stage.hook("long", #"sleep 300 & echo $! > "$OUT/child"; wait"#)
        let runner = stage.runner()
        runner.look()
        try stage.arrives("wamid.1")
        try stage.arrives("wamid.2", at: 1)
        runner.look()
        try await eventually("it runs") { !stage.out("child").isEmpty }
        runner.stop()
        #expect(runner.isIdle)
        let child = try #require(pid_t(stage.out("child").trimmingCharacters(in: .whitespacesAndNewlines)))
        try await eventually("what it started is gone") { kill(child, 0) != 0 }
        #expect(stage.told.list.withLock { $0.isEmpty }, "nobody did anything wrong")
    }

    /// A hook that hangs is taken away: what waited for it holds up nobody.
    @Test func aHookThatWasTakenAwayStallsNothing() async throws {
        let stage = try Stage()
        try stage.hook("hang", "sleep 300")
        let runner = stage.runner()
        runner.look()
        for index in 0..<80 { try stage.arrives("wamid.\(index)", at: Int64(index % 60)) }
        for _ in 0..<12 { runner.look() }
        try FileManager.default.removeItem(atPath: stage.folder + "/hooks/hang")
        try stage.hook("log", #"cat >> "$OUT/log""#)
        try stage.arrives("wamid.last", at: 59)
        for _ in 0..<12 { runner.look() }
        try await eventually("the other hook is told") { stage.out("log").contains("wamid.last") }
        runner.stop()
    }
}
