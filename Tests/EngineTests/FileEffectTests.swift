import Desk
import Foundation
import Inbox
import Screen
import Store
import TestSupport
import Testing
import WhatsApp

@testable import Engine

/// What an agent does with files: paths looked at, files saved and opened, pictures in cells, tools that read. Real files in
/// real directories.
struct FileEffectTests {
    private let scratch: TestSupport.Scratch
    private let store: InboxStore
    private let shelf: MediaShelf
    private let mailbox = Mailbox()

    init() throws {
        scratch = try TestSupport.Scratch()
        store = try InboxStore(path: scratch.path + "/inbox.sqlite")
        shelf = MediaShelf(store: store)
    }

    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]

    private func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = scratch.path + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func runner(_ opener: FileOpener = FileOpener()) -> EffectRunner {
        var services = Services(
            store: store, agent: "bia", clock: { Instant(seconds: 0) }, uuid: { "uuid" })
        services.shelf = shelf
        services.opener = opener
        services.home = scratch.path
        return EffectRunner(services: services, mailbox: mailbox)
    }

    private func actions() -> [Action] {
        mailbox.take().compactMap { if case .action(let action) = $0 { action } else { nil } }
    }

    private func kept(_ bytes: [UInt8] = png, type: String = "image/png") throws -> MessageMedia {
        let incoming = try shelf.begin()
        #expect(incoming.write(Data(bytes)))
        let (hash, size) = try shelf.keep(incoming, expected: nil, mimeType: type)
        return MessageMedia(kind: .image, mimeType: type, fileName: "../x.png", size: size, hash: hash, state: .here)
    }

    private func place(of media: MessageMedia) throws -> String {
        let hash = try #require(media.hash)
        return try #require(shelf.file(hash, mimeType: media.mimeType))
    }

    // MARK: Looking

    @Test func whatStandsAtAPathIsSaidAsItIsTyped() throws {
        _ = try write("foto.dat", Self.png)
        _ = try write("nota.txt", Array("oi".utf8))
        _ = try write("virus.pdf", Array("MZ\u{1}".utf8))
        let folder = scratch.path + "/fotografias"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        mkfifo(scratch.path + "/fifo", 0o600)
        let look = FileLook(home: scratch.path)
        #expect(look.report("~/foto.dat").file?.mimeType == "image/png", "by how it begins, not by its name")
        #expect(look.report("~/foto.dat").file?.kind == .image && look.report("~/foto.dat").file?.problem == nil)
        #expect(look.report("~/nota.txt").file?.kind == .document)
        _ = try write("gif.png", Array("GIF89a".utf8))
        _ = try write("page.jpg", Array("\n<!DOCTYPE html><html>".utf8))
        #expect(look.report("~/gif.png").file?.problem == .mediaType("image/gif"))
        #expect(look.report("~/page.jpg").file?.problem == .mediaType("text/html"))
        #expect(look.report("~/fifo").obstacle?.kind == .fileIrregular)
        #expect(look.report("~/none/x").obstacle?.kind == .fileMissing && look.report("~/none/x").choices.isEmpty)
        let begun = look.report("~/fo")
        #expect(begun.completion == "~/foto" && begun.choices == ["foto.dat", "fotografias"] && begun.file == nil)
        #expect(look.report("~/fotog").completion == "~/fotografias/")
        #expect(look.report("~/fotografias").completion == "~/fotografias/")
        #expect(look.report("~/fotografias/").choices.isEmpty && look.report("~/").choices.contains("nota.txt"))
        #expect(!look.report("~/").choices.contains { $0.hasPrefix(".") })
    }

    @Test func aTakenFileStaysAsItWasSeen() throws {
        let path = try write("foto.png", Self.png)
        runner().runNow(.takeFile(path, token: 7))
        guard case .fileTaken(let file, 7)? = actions().first else {
            Issue.record("not taken")
            return
        }
        _ = try write("foto.png", [1, 2, 3])
        let copy = try #require(shelf.file(file.hash, mimeType: file.mimeType))
        #expect(FileManager.default.contents(atPath: copy) == Data(Self.png))
        runner().runNow(.takeFile(path + ".none", token: 8))
        #expect(actions() == [.fileRefused(Obstacle(.fileMissing, path + ".none"), token: 8)])
    }

    @Test func whatCannotBeSentIsNotCopied() throws {
        let path = try write("x.zip", Array("PK\u{3}\u{4}\u{0}".utf8))
        let file = try shelf.content(ofFile: path)
        #expect(file.problem == .mediaType("application/zip") && file.hash.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: shelf.path))
    }

    // MARK: Saving

    @Test func savingNeverWritesOverAFileNorThroughALink() throws {
        let media = try kept()
        let runner = runner()
        let path = scratch.path + "/saved.png"
        runner.handle(.saveFile(media, path: "~/saved.png", token: 1))
        #expect(actions() == [.fileSaved(path, token: 1)])
        #expect(FileManager.default.contents(atPath: path) == Data(Self.png))
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        _ = try write("mine", [9])
        symlink(scratch.path + "/mine", scratch.path + "/link")
        symlink(scratch.path + "/nowhere", scratch.path + "/dangling")
        for name in ["saved.png", "mine", "link", "dangling"] {
            runner.handle(.saveFile(media, path: scratch.path + "/" + name, token: 2))
            #expect(actions() == [.fileRefused(Obstacle(.fileExists, scratch.path + "/" + name), token: 2)], "\(name)")
        }
        #expect(FileManager.default.contents(atPath: scratch.path + "/mine") == Data([9]))
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/nowhere"))
        runner.handle(.saveFile(media, path: scratch.path + "/no/such/x", token: 3))
        #expect(actions() == [.fileRefused(Obstacle(.fileMissing, scratch.path + "/no/such/x"), token: 3)])
    }

    // MARK: Opening

    private static let rules = [
        FileOpener.Rule(pattern: "application/pdf", arguments: ["pdftotext", "{}", "-"], isTerminal: true),
        FileOpener.Rule(pattern: "image/*", arguments: ["feh"]),
        FileOpener.Rule(pattern: "*", arguments: ["any", "--in={}"]),
    ]
    private static let caps = MailcapEntry.entries(
        """
        # comment
        text/html; w3m -I %{charset} '%s'; needsterminal
        audio/*; mpv "%s"; test=test -n "$DISPLAY"
        video/*; broken; test=run-something
        text/plain; less %s; needsterminal; description=a \\; b
        image/x; cat; copiousoutput
        application/x \\
          ; show %t %s
        ; nothing
        """)

    @Test func theFirstProgramThatFitsIsTaken() {
        let path = "/s/it's here.media/ab/abcd.jpg"
        func way(
            _ type: String, rules: [FileOpener.Rule] = FileEffectTests.rules, display: Bool = true, opener: Bool = true
        ) -> FileOpener.Way {
            FileOpener(rules: rules, mailcap: Self.caps, hasDisplay: display, hasOpener: opener, host: "bia@host")
                .way(to: path, mimeType: type, name: "nota fiscal.pdf")
        }
        func shell(_ script: String, _ type: String) -> [String] { ["/bin/sh", "-c", script, "sh", path, type] }
        #expect(way("application/pdf") == .terminal(["pdftotext", path, "-"]))
        #expect(way("APPLICATION/PDF; x=1", display: false) == .terminal(["pdftotext", path, "-"]))
        #expect(way("image/jpeg") == .window(["feh", path]))
        #expect(way("video/mp4") == .window(["any", "--in=" + path]))
        #expect(way("text/plain", rules: []) == .terminal(shell("less \"$1\"", "text/plain")))
        #expect(way("audio/ogg", rules: []) == .window(shell("mpv \"$1\"", "audio/ogg")))
        #expect(way("image/x", rules: []) == .terminal(shell("cat < \"$1\"", "image/x")))
        #expect(way("application/x", rules: []) == .window(shell("show \"$2\" \"$1\"", "application/x")))
        #expect(way("video/mp4", rules: []) == .window(["xdg-open", path]))
        #expect(way("video/mp4", rules: [], opener: false) == .none)
        let line = FileOpener.Way.line("scp 'bia@host:/s/it'\\''s here.media/ab/abcd.jpg' 'nota fiscal.pdf'")
        #expect(way("image/jpeg", display: false) == line && way("audio/ogg", rules: [], display: false) == line)
    }

    @Test(arguments: [
        (["USER": "bia", "SSH_CONNECTION": "10.0.0.9 50000 10.0.0.2 22"], "bia@10.0.0.2"),
        (["USER": "bia", "SSH_CONNECTION": "fe80::9 50000 fe80::2 22"], "bia@[fe80::2]"),
        (["SSH_CONNECTION": "10.0.0.9 50000 10.0.0.2 22"], "10.0.0.2"),
    ])
    func theLineNamesTheAddressThisLoginCameInBy(environment: [String: String], host: String) {
        #expect(FileOpener.host(environment) == host)
        #expect(FileOpener.here(rules: [], environment: environment).hasDisplay == false)
    }

    @Test func openingTellsWhatHappened() throws {
        let media = try kept()
        let path = try place(of: media)
        runner(FileOpener(host: "bia@host")).handle(.openFile(media))
        #expect(actions() == [.fileLine("scp bia@host:\(path) x.png")])
        runner(FileOpener(hasDisplay: true)).handle(.openFile(media))
        #expect(actions() == [.fileUnopened("image/png")])
        let missing = FileOpener(
            rules: [FileOpener.Rule(pattern: "*", arguments: ["/no/such/program"])], hasDisplay: true)
        runner(missing).handle(.openFile(media))
        #expect(actions() == [.effectFailed(Obstacle(.programMissing, "/no/such/program"))])
        let less = FileOpener(rules: [FileOpener.Rule(pattern: "*", arguments: ["less", "{}"], isTerminal: true)])
        runner(less).handle(.openFile(media))
        guard case .program(["less", path])? = mailbox.take().first else {
            Issue.record("the terminal was not lent")
            return
        }
        unlink(path)
        runner().handle(.openFile(media))
        #expect(actions() == [.effectFailed(Obstacle(.mediaGone))])
    }

    @Test func aWindowsProgramIsStartedWithThePathAsOneWord() async throws {
        let script = try scratch.file(
            "show", "#!/bin/sh\nprintf '%s|' \"$@\" > \"$0.out\"\nmv \"$0.out\" \"$0.done\"\n", mode: 0o700)
        let media = try kept()
        let path = try place(of: media)
        let opener = FileOpener(
            rules: [FileOpener.Rule(pattern: "*", arguments: [script, "a b", "{}"])], hasDisplay: true)
        runner(opener).handle(.openFile(media))
        #expect(actions() == [.fileOpened(script)])
        let done = try await value("what it was given") { FileManager.default.contents(atPath: script + ".done") }
        #expect(String(decoding: done, as: UTF8.self) == "a b|\(path)|")
    }

    // MARK: Tools

    @Test func aToolIsHeldToItsTimeAndItsOutput() throws {
        let loud = try scratch.file("loud", "#!/bin/sh\nwhile :; do echo xxxxxxxxxxxxxxxx; done\n", mode: 0o700)
        let output = try #require(ToolRun.run([loud], limit: 1_000, seconds: 60))
        #expect(output.bytes.count == 1_000 && output.status == nil)
        let slow = try scratch.file("slow", "#!/bin/sh\nsleep 600 & sleep 600\n", mode: 0o700)
        #expect(ToolRun.run([slow], limit: 1_000, seconds: 0)?.status == nil)
        #expect(ToolRun.run(["/no/such/program"], limit: 1, seconds: 1) == nil)
        let failing = try scratch.file("failing", "#!/bin/sh\necho out; exit 3\n", mode: 0o700)
        #expect(ToolRun.run([failing], limit: 100, seconds: 60)?.status == 3)
    }

    @Test func whatAToolReadsIsKeptOnceAndCleaned() throws {
        let tool = try scratch.file(
            "hear", "#!/bin/sh\necho run >> \"$0.log\"\nprintf '  bom \\033[31mdia\\007\\n\\n'\n", mode: 0o700)
        let media = try kept(Array("OggS".utf8), type: "audio/ogg; codecs=opus")
        let hash = try #require(media.hash)
        let reader = MachineReader(
            store: store, shelf: shelf,
            tools: [
                MachineReader.Tool(task: .describe, rule: FileOpener.Rule(pattern: "image/*", arguments: ["/no/such"])),
                MachineReader.Tool(task: .transcribe, rule: FileOpener.Rule(pattern: "audio/*", arguments: [tool])),
            ], clock: { Instant(seconds: 5) }, mailbox: mailbox)
        reader.readNow(hash, mimeType: media.mimeType)
        reader.readNow(hash, mimeType: media.mimeType)
        #expect(try store.hasMachineText(.transcribe, hash: hash) && !(store.hasMachineText(.describe, hash: hash)))
        #expect(FileManager.default.contents(atPath: tool + ".log") == Data("run\n".utf8))
    }

    // MARK: Pictures

    @Test(arguments: [
        ("ab\ncd\n", ["ab", "cd"]), ("\u{1B}[?25l\u{1B}[0mab\u{1B}[0m\n\u{1B}[?25h", ["ab"]),
        ("a\u{1B}]52;c;aGk=\u{7}b\n", ["ab"]), ("a\u{7}\u{8}\u{0}b\n\n\n", ["ab"]), ("", []), ("\n\n", []),
        ("0123456789abc\n", ["0123456789"]), ("1\n2\n3\n4\n5\n", ["1", "2", "3"]), ("\u{9B}31mx\n", ["x"]),
        ("a\u{1B}P1;2q#0\u{1B}\\b\n", ["ab"]), ("a\u{1B}(Bb\n", ["aBb"]),
        ("▄▀█\n", ["▄▀█"]),
    ])
    func onlyPrintableCharactersOfAPictureAreTaken(printed: String, rows: [String]) {
        let found = PictureCells.rows(Array(printed.utf8), size: Size(columns: 10, rows: 3))
        #expect(found == rows)
        #expect(
            found.allSatisfy { row in row.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F ~= $0.value) } }
        )
    }
}
