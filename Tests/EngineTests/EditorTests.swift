import Foundation
import Glibc
import Inbox
import Screen
import Store
import TestSupport
import Testing

@testable import Desk
@testable import Engine

/// A draft in an agent's own editor, over real files.
@MainActor
struct EditorTests {
    private let shop: Shop
    private let surface = RecordingSurface()
    private let key: ThreadKey

    init() throws {
        shop = try Shop()
        key = try shop.hears("Cadê meu pedido?")
        shop.clock.advance(.minutes(1))
    }

    private var leftovers: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: shop.scratch.path).filter {
                $0.hasPrefix("oriel-edit-")
            }
        }
    }

    /// Types a draft, gives it to the editor, and quits.
    ///
    /// - Returns: draft and notice after the editor.
    private func edited(
        _ draft: String, by editor: @escaping @MainActor (String) throws -> Int32?
    ) async throws -> (draft: String, notice: String) {
        var services = shop.services()
        services.editor = "testedit -x"
        services.temporary = shop.scratch.path
        var model = Model(now: shop.clock.now, size: surface.size, settings: Settings(agent: Shop.agent))
        model.opening = key
        var commands: [[String]] = []
        var answers: (draft: String, notice: String)?
        let loop = DeskLoop(
            model: model, surface: surface,
            runner: EffectRunner(services: services, mailbox: shop.mailbox, facts: shop.facts), mailbox: shop.mailbox,
            clock: { [clock = shop.clock] in clock.now }, stop: {},
            runProgram: { command in
                commands.append(command)
                do {
                    return try editor(command.last ?? "").map(ProgramEnd.exited) ?? .notStarted
                } catch {
                    return .notStarted
                }
            })
        let running = Task { await loop.run() }
        do {
            try await eventually("the conversation") { loop.model.conversation?.isLoaded ?? false }
            for stroke in try KeyNotation.parse(draft + "<C-x><C-e>") { shop.mailbox.post(.key(stroke)) }
            try await eventually("the editor's end") { !commands.isEmpty && loop.model.awaitedEdit == nil }
            answers = (
                loop.model.conversation?.composer.text ?? "", loop.model.notice?.text.string ?? ""
            )
        } catch {
            shop.mailbox.post(.ended(.terminalLost))
            _ = await running.value
            throw error
        }
        shop.mailbox.post(.ended(.signal(15)))
        _ = await running.value
        #expect(commands.count == 1 && commands[0].prefix(3) == ["/bin/sh", "-c", "testedit -x \"$@\""])
        #expect(surface.redraws >= 1)
        return try #require(answers)
    }

    @Test func theFileIsForThisUserAloneAndWhatIsWrittenThereIsTheDraft() async throws {
        let after = try await edited("Oi Ana") { path in
            var file = stat()
            var folder = stat()
            stat(path, &file)
            stat((path as NSString).deletingLastPathComponent, &folder)
            #expect(file.st_mode & 0o777 == 0o600 && folder.st_mode & 0o777 == 0o700)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "Oi Ana\n")
            // As many editors do: another file takes its name.
            try "Oi Ana,\nchega amanhã.\n".write(toFile: path, atomically: true, encoding: .utf8)
            return 0
        }
        #expect(after.draft == "Oi Ana,\nchega amanhã.")
        #expect(try InboxStoreDraft.read(shop, key) == "Oi Ana,\nchega amanhã.")
        #expect(try leftovers.isEmpty)
    }

    @Test func whatFailsLeavesTheDraftAndSaysWhy() async throws {
        let table: [(name: String, says: String, run: @MainActor (String) throws -> Int32?)] = [
            ("missing", "testedit cannot be started", { _ in 127 }),
            ("not started", "testedit cannot be started", { _ in nil }),
            ("given up", "testedit ended with status 1: the text is as it was", { _ in 1 }),
            ("killed", "testedit ended with status 137: the text is as it was", { _ in 137 }),
            (
                "gone", "testedit left no file",
                { path in
                    unlink(path)
                    return 0
                }
            ),
        ]
        for (name, says, run) in table {
            let shop = try EditorTests()
            let after = try await shop.edited("antes") { path in
                if name != "gone" { try "depois".write(toFile: path, atomically: false, encoding: .utf8) }
                return try run(path)
            }
            #expect(after.draft == "antes" && after.notice.contains(says), "\(name): \(after.notice)")
            #expect(try shop.leftovers.isEmpty, "\(name)")
        }
    }

    @Test func workThatCannotBeUsedStaysInItsFile() async throws {
        let table: [(says: String, bytes: [UInt8])] = [
            ("is not UTF-8", [0x6F, 0xE9, 0x20]), ("has more than", Array(repeating: 0x61, count: 20_000)),
            ("has more than", Array(repeating: 0x61, count: 200_000)),
        ]
        for (says, bytes) in table {
            let shop = try EditorTests()
            let after = try await shop.edited("antes") { path in
                try Data(bytes).write(to: URL(filePath: path))
                return 0
            }
            #expect(after.draft == "antes" && after.notice.contains(says), "\(after.notice)")
            let left = try #require(try shop.leftovers.first)
            #expect(
                after.notice.contains(left)
                    && FileManager.default.contents(atPath: shop.shop.scratch.path + "/\(left)/message.txt")
                        == Data(bytes)
            )
        }
    }

    @Test func aLinkInItsPlaceIsNotFollowed() async throws {
        let secret = shop.scratch.path + "/secret"
        try "segredo".write(toFile: secret, atomically: true, encoding: .utf8)
        let after = try await edited("antes") { path in
            unlink(path)
            #expect(symlink(secret, path) == 0)
            return 0
        }
        #expect(after.draft == "antes")
    }

    @Test func noPlaceForTheFileIsSaid() throws {
        #expect(throws: FileObstacle.self) { try EditorRun("x", editor: "vi", in: "/nowhere/at/all") }
    }
}

/// What is on disk.
private enum InboxStoreDraft {
    static func read(_ shop: Shop, _ key: ThreadKey) throws -> String? {
        try shop.store.draft(key, agent: Shop.agent)
    }
}
