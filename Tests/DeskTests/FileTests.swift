import Inbox
import Screen
import Testing
import WhatsApp

@testable import Desk

/// Files of messages under the agent's hands: fetched, opened, saved, stopped, attached.
@Suite struct FileTests {
    private static let size = Size(columns: 100, rows: 30)

    private func session(_ change: (inout FakeInbox) -> Void = { _ in }) -> Session {
        ScreenState.ana(Self.size) {
            ScreenState.files(&$0)
            change(&$0)
        }
    }

    private func enqueued(_ session: Session) -> [MediaContent] {
        session.effects.compactMap {
            if case .enqueue(_, .media(let file), _, _, _) = $0 { file } else { nil }
        }
    }

    /// The states of the snapshot, from the newest up: ours, here, expired, stopped, failed, moving, again, waiting.
    @Test(arguments: [
        (0, "o", "open"), (1, "o", "open"), (2, "o", ""), (3, "o", "fetch"), (4, "o", "fetch"), (5, "o", ""),
        (6, "o", "fetch"),
        (7, "o", "fetch"), (0, "X", "recall"), (1, "X", ""), (2, "X", ""), (5, "X", "stop"), (6, "X", "stop"),
        (7, "X", "stop"),
    ])
    func aKeyDoesWhatTheStateAllows(up: Int, key: String, effect: String) {
        var session = ScreenState.media(Self.size)
        session.press("<S-Tab>" + String(repeating: "k", count: up))
        let words = session.press(key).compactMap { effect -> String? in
            switch effect {
            case .openFile: "open"
            case .fetchFile: "fetch"
            case .stopFile: "stop"
            case .recallRow("uuid-20", _): "recall"
            default: nil
            }
        }
        #expect(words.joined() == effect)
        if effect.isEmpty { #expect(!session.notice.isEmpty) }
    }

    @Test(arguments: [
        (1, "0:01"), (499, "0:01"), (1_500, "0:02"), (42_000, "0:42"), (59_999, "1:00"), (605_000, "10:05"),
        (3_600_000, "1:00:00"), (3_725_000, "1:02:05"),
    ])
    func whatPlaysSaysHowLong(milliseconds: Int64, words: String) {
        var message = Cast.message(9, .inbound, nil, at: Cast.ago(0, 1), type: "audio")
        message.media = MessageMedia(
            kind: .audio, mimeType: "audio/ogg", size: 2_048, playingTime: milliseconds, state: .here)
        let session = ScreenState.thread(Self.size, Cast.ana, messages: [message])
        #expect(session.text.contains("audio/ogg, \(words), 2 KB, here"))
    }

    @Test func withoutAFileTheKeysSaySo() {
        var session = ScreenState.ana(Self.size)
        session.press("<S-Tab>")
        for key in ["o", "s", "X"] {
            session.press(key)
            #expect(session.notice == "no file here" && session.model.modes.isEmpty)
        }
    }

    @Test func savingAsksForAPathAndStaysUntilItIsGood() {
        var session = ScreenState.media(Self.size)
        session.model.settings.saveFolder = "/downloads"
        session.press("<S-Tab>ks")
        guard case .save(let state)? = session.model.modes.last else {
            Issue.record("no box")
            return
        }
        #expect(state.path.text == "/downloads/image.jpg")
        session.inbox.fileTrouble = Obstacle(.fileExists, "/downloads/image.jpg")
        session.press("<Enter>")
        #expect(session.model.scope == .save && session.text.contains("is there already"))
        session.inbox.fileTrouble = nil
        session.press("<C-w>b.jpg<Enter>")
        #expect(session.model.modes.isEmpty && session.notice.hasPrefix("saved as "))
        session.press("s<Esc>")
        #expect(session.model.modes.isEmpty)
    }

    @Test func theLineForAnotherMachineIsShownAndCopied() {
        var session = ScreenState.media(Self.size)
        #expect(session.send(.fileLine("scp bia@host:/x y.jpg")) == [.copy("scp bia@host:/x y.jpg")])
        #expect(session.notice.contains("scp bia@host:/x y.jpg"))
    }

    // MARK: Attaching

    @Test func aFileGoesWithItsCaptionAndTheQuote() {
        var session = session()
        session.press("<C-r>")
        let quoted = session.model.conversation?.replyTo
        session.press("<C-x>a~/etiqueta.jpg")
        #expect(session.text.contains("image/jpeg, 213 KB: goes as a picture"))
        session.press("<Tab>a etiqueta<Enter>")
        let sent = enqueued(session)
        #expect(
            sent.count == 1 && sent[0].caption == "a etiqueta" && sent[0].replyTo == quoted && sent[0].hash.count == 64)
        #expect(session.model.modes.isEmpty && session.model.conversation?.replyTo == nil && quoted != nil)
    }

    @Test func wordsInTheBoxBecomeTheCaptionAndLeaveTheBoxWithIt() {
        var session = session()
        session.press("Segue!<C-x>a~/etiqueta.jpg<Enter>")
        #expect(enqueued(session).first?.caption == "Segue!" && session.draft.isEmpty)
        // Left alone, they stay where they were.
        session.press("outra coisa<C-x>a<Esc>")
        #expect(session.draft == "outra coisa" && session.model.modes.isEmpty)
    }

    @Test func tabCompletesAPathAndThenGoesOn() {
        var session = session()
        session.press("<C-x>a~/no<Tab>")
        guard case .attach(let state)? = session.model.modes.last else {
            Issue.record("no box")
            return
        }
        #expect(state.path.text == "~/nota" && state.field == .path)
        session.press("<Tab>")
        guard case .attach(let next)? = session.model.modes.last else { return }
        #expect(next.field == .caption)
    }

    @Test(arguments: [
        ("~/painel.png", "the limit for this kind of file is 5.0 MB"),
        ("~/filme.mkv", "takes no files of type video/x-matroska"),
        ("~/none", "there is no ~/none"), ("", "the path of a file"),
    ])
    func whatCannotBeSentIsSaidBeforeAnythingIsRead(path: String, words: String) {
        var session = session()
        session.press("<C-x>a")
        for character in path { session.press(String(character)) }
        let effects = session.press("<Enter>")
        #expect(!effects.contains { if case .takeFile = $0 { true } else { false } } && enqueued(session).isEmpty)
        #expect(session.text.contains(words), "\(session.text)")
    }

    @Test func aSoundWithWordsIsNotSentWithoutThem() {
        var session = session()
        session.press("ouça<C-x>a~/audio.mp3<Enter>")
        #expect(enqueued(session).isEmpty && session.text.contains("no caption"))
        session.press("<Tab><C-u><Enter>")
        #expect(enqueued(session).count == 1 && enqueued(session)[0].caption == nil)
    }

    @Test func aFileThatCannotBeReadKeepsTheBox() {
        var session = session { $0.fileTrouble = Obstacle(.fileForbidden, "~/etiqueta.jpg") }
        session.press("Segue!<C-x>a~/etiqueta.jpg<Enter>")
        #expect(session.model.scope == .attach && session.text.contains("no permission for ~/etiqueta.jpg"))
        #expect(session.draft == "Segue!")
    }

    @Test func aWindowThatShutMeanwhileStopsIt() {
        var session = session()
        session.press("<C-x>a~/etiqueta.jpg")
        session.model.now = Cast.now + .hours(30)
        session.press("<Enter>")
        #expect(enqueued(session).isEmpty && session.text.contains("window"))
        session.press("<Esc><C-x>a")
        #expect(session.model.modes.isEmpty && session.notice.contains("window"))
    }

    @Test func anUnknownWindowIsTriedOnlyWhenAgreedTo() {
        var session = ScreenState.ana(Self.size) {
            ScreenState.files(&$0)
            $0.rows[Cast.key(1)]?.evidence = WindowEvidence()
        }
        session.press("<C-x>a~/etiqueta.jpg<Enter>")
        #expect(session.model.scope == .confirm && enqueued(session).isEmpty)
        session.press("y")
        #expect(enqueued(session).count == 1)
    }

    // MARK: Pasting

    @Test(
        arguments: [
            ("/x/a.jpg", "/x/a.jpg"), ("  ~/a b.jpg\n", "~/a b.jpg"), ("'/x/it is.jpg'", "/x/it is.jpg"),
            ("\"/x/y\"", "/x/y"), ("/x/a\\ b.jpg", "/x/a b.jpg"), ("file:///x/a%20b%C3%A3.jpg", "/x/a bã.jpg"),
            ("file://host/x", nil), ("file:///x/%FF", nil), ("a/b", nil), ("/", nil), ("oi /x", nil), ("/x\n/y", nil),
            ("", nil),
            ("https://x/y", nil), ("'", nil),
        ] as [(String, String?)])
    func aPathIsKnownHoweverTerminalsWriteIt(text: String, path: String?) {
        #expect(FileNaming.path(aloneIn: text) == path)
    }

    @Test func aPastedPathAttachesItsFile() {
        var session = session()
        session.send(.pasted("~/etiqueta.jpg"))
        #expect(session.model.scope == .attach && session.text.contains("goes as a picture"))
        session.press("<Enter>")
        #expect(enqueued(session).count == 1 && enqueued(session)[0].caption == nil && session.draft.isEmpty)
    }

    @Test func escapeLeavesAPastedPathAsText() {
        var session = session()
        session.send(.pasted("~/etiqueta.jpg"))
        session.press("<Esc>")
        #expect(session.draft == "~/etiqueta.jpg" && session.model.modes.isEmpty && enqueued(session).isEmpty)
    }

    @Test(arguments: ["/no/such/file", "~/filme.mkv", "~/no"])
    func aPathOfNothingToSendIsText(path: String) {
        var session = session()
        session.send(.pasted(path))
        #expect(session.draft == path && session.model.modes.isEmpty && session.notice.isEmpty)
    }

    @Test func wordsBesideAPastedPathKeepItText() {
        var session = session()
        session.press("segue ")
        session.send(.pasted("~/etiqueta.jpg"))
        #expect(session.draft == "segue ~/etiqueta.jpg" && session.model.modes.isEmpty)
    }

    // MARK: Pictures

    @Test func picturesThatAreHereAreDrawnOnce() {
        var session = ScreenState.media(Self.size)
        #expect(session.model.previews.isEmpty)
        session.model.settings.drawsPictures = true
        func wanted(_ effects: [Effect]) -> Int { effects.count { if case .loadPreview = $0 { true } else { false } } }
        #expect(
            wanted(
                session.send(
                    .storeChanged(
                        [session.model.conversation?.row.key].compactMap(\.self).reduce(into: []) { $0.insert($1) })))
                == 1)
        #expect(wanted(session.send(.storeChanged(nil))) == 0)
        session.send(.previewLoaded(ScreenState.hash, ["▄▀"]))
        #expect(session.text.contains("▄▀"))
        #expect(wanted(session.send(.resized(Size(columns: 80, rows: 24)))) == 1)
        #expect(!session.text.contains("▄▀"))
    }

    @Test(arguments: [
        (0 as Int64, "0 B"), (1_023, "1023 B"), (1_024, "1 KB"), (1_025, "2 KB"), (1_048_575, "1024 KB"),
        (1_048_576, "1.0 MB"),
        (5_242_881, "5.1 MB"), (104_857_600, "100 MB"), (-1, "0 B"),
    ])
    func sizesAreRoundedUp(count: Int64, words: String) { #expect(Words.english.bytes(count).string == words) }
}
