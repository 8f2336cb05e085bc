import Inbox
import Screen
import Testing

@testable import Desk

/// `|`: what is read, what is remembered, and that a command which runs holds up nothing.
@Suite struct PipeTests {
    static func session(_ change: (inout FakeInbox, inout Settings) -> Void = { _, _ in }) -> Session {
        var inbox = FakeInbox()
        inbox.piped = "said\n"
        var settings = Settings(agent: Cast.agent)
        change(&inbox, &settings)
        var session = Session(inbox: inbox, settings: settings)
        session.open(Cast.key(1))
        return session
    }

    private static func jobs(_ effects: [Effect]) -> [PipeJob] {
        effects.compactMap { if case .pipe(let job, _) = $0 { job } else { nil } }
    }

    @Test(arguments: [
        ("", PipeSource.messageText), ("<Tab>", .messageJSON), ("<Tab><Tab>", .threadText), ("<S-Tab>", .threadJSON),
        ("<Tab><Tab><Tab><Tab>", .messageText),
    ])
    func inMessagesAllFourCanBeChosen(keys: String, source: PipeSource) throws {
        var session = Self.session()
        session.press("<S-Tab>")
        let message = try #require(session.model.selectedMessage?.key)
        let job = try #require(Self.jobs(session.press("|\(keys)wc -w<Enter>")).first)
        #expect(job.source == source && job.command == "wc -w" && job.thread == Cast.key(1))
        #expect(job.message == (source.isOfMessage ? message : nil))
    }

    @Test func inTheListItIsTheConversation() throws {
        var session = Self.session()
        session.press("<Esc>")
        let job = try #require(Self.jobs(session.press("|cat<Enter>")).first)
        #expect(job.source == .threadText && job.message == nil)
    }

    @Test func whatItSaidIsAHarmlessPageWithItsStatus() {
        var session = Self.session { inbox, _ in inbox.piped = "one\u{1B}[31m\u{7}\nlast\n" }
        session.press("<Esc>|cat -v<Enter>")
        #expect(session.model.scope == .detail)
        #expect(session.text.contains("ended with status 0") && session.text.contains("cat -v"))
        #expect(
            session.text.contains("last") && !session.text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" })
        session.press("<Esc>")
        #expect(session.model.modes.isEmpty)
    }

    @Test func escStopsWhatRunsAndTheScreenGoesOn() throws {
        var session = Self.session { inbox, _ in inbox.piped = nil }
        session.press("<Esc>|sleep 600<Enter>")
        #expect(session.text.contains("It runs; Esc stops it."))
        // Nothing is typed into a line that runs, and the clock goes on.
        #expect(session.press("x<Enter>").isEmpty)
        session.wait(.seconds(5))
        session.receive("ainda aí?", from: Cast.key(1))
        #expect(session.press("<Esc>") == [.stopPipe])
        guard case .pipe(let state) = session.model.modes.last, let token = state.running else {
            return #expect(Bool(false), "it waits for the end")
        }
        session.send(.piped(PipeOutput(command: "sleep 600", text: "", ending: .stopped), token: token + 1))
        #expect(session.model.scope == .pipe, "an answer of another run")
        session.send(.piped(PipeOutput(command: "sleep 600", text: "", ending: .stopped), token: token))
        #expect(session.model.scope == .detail && session.text.contains("stopped"))
    }

    @Test func commandsComeBackNewestFirstThenThoseOfTheConfig() {
        var session = Self.session { _, settings in
            settings.pipes = [NamedPipe(name: "count", command: "wc -w"), NamedPipe(name: "x", command: "cat")]
            settings.pipeHistory = ["cat", "sort"]
        }
        session.press("<Esc>|hal")
        var seen: [String] = []
        for key in ["<Up>", "<Up>", "<Up>", "<Up>", "<Down>", "<Down>", "<Down>", "<Down>"] {
            session.press(key)
            if case .pipe(let state) = session.model.modes.last { seen.append(state.editor.text) }
        }
        #expect(seen == ["cat", "sort", "wc -w", "wc -w", "sort", "cat", "hal", "hal"])
        let effects = session.press("f<Enter>")
        #expect(effects.contains(.rememberPipes(["half", "cat", "sort"])))
        session.press("<Esc>|<Up><Up><Up>")
        #expect(session.press("<Enter>").contains(.rememberPipes(["sort", "half", "cat"])))
    }

    @Test func nothingRunsWithoutACommandOrAConversation() {
        var session = Self.session()
        #expect(session.press("<Esc>|   <Enter>").isEmpty && session.model.scope == .pipe)
        session.press("<Esc>")
        #expect(session.model.modes.isEmpty)
        var empty = Session(inbox: FakeInbox(rows: []))
        empty.press("|")
        #expect(empty.model.modes.isEmpty && !empty.notice.isEmpty)
    }
}
