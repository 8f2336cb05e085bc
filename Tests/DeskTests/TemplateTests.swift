import Inbox
import Screen
import Testing
import WhatsApp

@testable import Desk

/// Slots, picker, form, first messages.
@Suite struct TemplateTests {
    static let size = Size(columns: 80, rows: 24)

    @Test(arguments: ["<M-1>", "<C-x>1", "<F3>", "<Esc>1"])
    func everyWayToASlotFillsFirst(keys: String) {
        var session = ScreenState.ana(Self.size)
        session.press(keys)
        #expect(session.form?.template.key.name == "pedido_atraso")
        #expect(session.inbox.items.isEmpty, "two stages, always")
    }

    @Test func slotsFollowTheConfiguration() {
        var settings = Settings(agent: Cast.agent)
        settings.slots = Slots([
            1: .init(name: "retirada", language: "pt_BR"), 2: .init(name: "nada", language: "pt_BR"),
        ])
        var session = Session(size: Self.size, settings: settings)
        session.press("<Enter><M-1>")
        #expect(session.form?.template.key.name == "retirada")
        session.press("<Esc><C-x>2")
        #expect(session.notice.contains("nada"))
        session.press("<C-x>3")
        #expect(session.notice.contains("slot 3"))
    }

    // MARK: A file above the words

    private func invoice(_ file: MediaContent?) -> Session {
        let template = Template(
            key: TemplateKey(waba: "900", name: "nota", language: "pt_BR"), status: "APPROVED", category: "UTILITY",
            header: .media(kind: "document"), body: "Segue a nota.", footer: nil, buttons: [])
        var session = ScreenState.ana(Self.size) {
            $0.shelf = TemplateShelf(templates: [template], uses: [:], syncedAt: Cast.now)
            if let file { $0.files["/tmp/nota 12.pdf"] = FileReport(path: "/tmp/nota 12.pdf", file: file) }
        }
        session.press("<C-t><Enter>")
        session.send(.pasted("'/tmp/nota 12.pdf'"))
        return session
    }

    @Test func aFileIsTakenByTheFirstEnterAndSentByTheSecond() throws {
        let file = MediaContent(
            kind: .document, hash: "", mimeType: "application/pdf", size: 2_048, fileName: "nota 12.pdf")
        var session = invoice(file)
        session.press("<Enter>")
        #expect(session.inbox.items.isEmpty && session.notice.contains("nota 12.pdf, 2"))
        session.press("<Enter>")
        guard case .template(let filled)? = session.inbox.items.first?.content else {
            Issue.record("\(session.notice)")
            return
        }
        #expect(
            filled.ownFile?.fileName == "nota 12.pdf"
                && filled.values[ParameterKey(.header, "filename")] == "nota 12.pdf")
        // What is changed afterwards is another file, or none.
        session = invoice(file)
        session.press("<Enter><BS>")
        #expect(session.form?.fields.first?.file == nil)
    }

    @Test func aFileThatIsNoneOrUnfitSaysSo() {
        var session = invoice(MediaContent(kind: .image, hash: "", mimeType: "image/png", size: 9, fileName: "a.png"))
        session.press("<Enter>")
        #expect(session.notice.hasPrefix("image/png is not what") && session.form?.fields.first?.file == nil)
        session = invoice(MediaContent(kind: .document, hash: "", mimeType: "application/x", size: 9, fileName: "a"))
        session.press("<Enter>")
        #expect(session.notice.contains("application/x") && session.inbox.items.isEmpty)
        session.inbox.fileTrouble = Obstacle(.fileMissing, "/tmp/nota 12.pdf")
        session.press("<Enter>")
        #expect(session.notice.contains("/tmp/nota 12.pdf") && session.form?.taking == nil)
    }

    @Test func anUnusableTemplateIsRefusedWithItsReason() {
        var session = ScreenState.ana(Self.size)
        session.press("<C-t>oferta<Enter>")
        #expect(session.form == nil)
        #expect(session.notice.contains("its format is not valid"))
        #expect(session.picker != nil)
    }

    @Test func numbersChooseWhileNothingIsLookedFor() {
        var session = ScreenState.ana(Self.size)
        session.press("<C-t>2")
        #expect(session.form?.template.key.name == "retirada")
        session.press("<Esc><C-t>p2")
        #expect(session.picker?.filter.text == "p2")
    }

    @Test func slashInAnEmptyBoxFindsTemplatesToo() {
        var session = ScreenState.ana(Self.size)
        session.press("/")
        #expect(session.model.scope == .choice && session.text.contains("retomar_contato"))
        session.press("<Esc>a/")
        #expect(session.draft == "a/")
    }

    @Test func theFormIsInertUntilEveryValueIsThere() {
        var session = ScreenState.ana(Self.size)
        session.press("<C-t>atraso<Enter>")
        let gap = session.form?.firstGap
        #expect(gap != nil)
        session.press("<Enter><Enter>")
        #expect(session.inbox.items.isEmpty)
        #expect(session.form?.index == gap)
        session.press("atrasou<Enter>x y<Enter>")
        #expect(session.inbox.items.isEmpty, "no blanks in a link")
        session.press("<C-u>4471<Enter>")
        #expect(session.inbox.items.count == 1)
        #expect(session.model.tally.templatesSent == 1)
    }

    @Test func aDraftThatIsNotUsedIsKept() {
        var session = ScreenState.ana(Self.size)
        session.press("rascunho<C-t>retomar<Enter><Enter>")
        #expect(session.inbox.items.count == 1)
        #expect(session.draft == "rascunho")
    }

    @Test func escSendsNothing() {
        var session = ScreenState.ana(Self.size)
        session.press("rascunho<C-t>atraso<Enter><Esc>")
        #expect(session.model.modes.isEmpty)
        #expect(session.draft == "rascunho")
        #expect(session.inbox.items.isEmpty)
    }

    @Test func anOptOutStopsATemplate() {
        var session = ScreenState.ana(Self.size) { $0.rows[Cast.key(1)]?.optOut = .marketing }
        session.press("<C-t>pesquisa<Enter><Enter>")
        #expect(session.inbox.items.isEmpty)
        #expect(session.notice.contains("marketing"))
        session.press("<Esc><C-t>retomar<Enter><Enter>")
        #expect(session.inbox.items.count == 1, "utility is not marketing")
    }

    @Test func whoNeverWroteNeedsAConsent() {
        var row = Cast.row(40, "Nova", evidence: WindowEvidence(), waits: nil, says: Cast.text(""))
        row.hasWritten = false
        var session = ScreenState.thread(Self.size, row, messages: [])
        session.press("<C-t>retomar<Enter><Enter>")
        #expect(session.inbox.items.isEmpty)
        #expect(session.notice == session.model.words(.consentNeeded).string)
        let effects = session.press("pediu no balcão<Enter>")
        #expect(
            effects.contains {
                if case .enqueue(_, _, _, _, let optIn) = $0 { optIn == "pediu no balcão" } else { false }
            })
        #expect(session.inbox.items.count == 1)
    }

    @Test func aNewConversationIsOpenedWithItsConsent() {
        var session = Session(size: Self.size)
        session.press("n+55 11 98888-0144<Enter>no balcão")
        let effects = session.press("<Enter>")
        #expect(
            effects.contains {
                if case .openThread(let alias, _, let optIn, _, _) = $0 {
                    alias == Alias(.waID, "5511988880144") && optIn == "no balcão"
                } else {
                    false
                }
            })
        #expect(session.model.conversation?.row.address == .phone("5511988880144"))
        #expect(session.picker != nil, "only a template can go first")
        session.press("retomar<Enter><Enter>")
        #expect(session.inbox.items.count == 1)
    }

    @Test func anAddressThatIsNoneIsSaid() {
        var session = Session(size: Self.size)
        session.press("nbanana<Enter><Enter>")
        #expect(session.notice == session.model.words(.addressUnreadable).string)
        #expect(session.model.scope == .new)
    }

    @Test func theSwitcherGoesToWhomIsNamed() {
        var session = ScreenState.ana(Self.size)
        session.press("rascunho<C-g>yara<Enter>")
        #expect(session.model.conversation?.row.key == Cast.key(10))
        #expect(session.model.focus == .compose)
        #expect(session.inbox.drafts[Cast.key(1)] == "rascunho")
    }

    @Test func aFailedTextGoesBackIntoTheBoxAndReplacesTheOldOne() {
        var session = Session(size: Self.size)
        session.press("<Enter><S-Tab>R")
        #expect(session.draft == "Segue o boleto atualizado, vence amanhã.")
        session.press("<Enter>")
        #expect(session.inbox.items.first?.replaces == "uuid-200")
    }

    @Test func aSettledFailureCountsNoMore() {
        var session = Session(size: Self.size)
        session.press("<Enter><S-Tab>x")
        #expect(session.inbox.facts == [.settle(message: "uuid-200")])
    }

    @Test func rankingIsKeptBetweenFrames() {
        var session = ScreenState.ana(Self.size)
        session.press("<C-t>pe")
        #expect(session.model.rankings.orders["pe"] != nil)
        let asked = (session.model.conversation?.messages ?? []).reversed().prefix { !$0.isAnswer }
            .filter { $0.direction == .inbound }.compactMap(\.text).joined(separator: "\n")
        #expect(
            session.model.rankedTemplates("pe")
                == TemplateRanking.ranked(
                    Cast.templates, query: "pe", uses: Cast.shelf.uses, draft: "", asked: asked))
        session.send(.templatesLoaded(TemplateShelf(templates: [Cast.resume])))
        #expect(session.model.rankedTemplates("").map(\.template.key.name) == ["retomar_contato"])
    }
}
