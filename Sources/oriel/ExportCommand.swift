import ArgumentParser
import Inbox
import Store

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print whole conversations, to keep or to hand over.",
        discussion: """
            Everybody's, or one person's; a conversation at a time, each oldest first. As text it is for people: a line \
            that looks like a message is one, for the further lines of a message are set in, and nothing in it can steer \
            a terminal. As jsonl it is exact, one message a line: person, address, name, phone_number_id, author, file, \
            and the members of `oriel messages`. Drafts are not in it. Digits in the words that make a CPF or a payment \
            card's number are covered, all but the last, unless --unmasked is given.
            """)

    @OptionGroup var at: StoreArguments

    @Option(
        help: ArgumentHelp(
            "Only theirs: a phone number, a BSUID, or “person” of `oriel threads`.", valueName: "address"))
    var person: String?

    @Option(
        help: ArgumentHelp("Only conversations with this business number.", valueName: "phone-number-id"),
        transform: NumberArgument.parse)
    var number: NumberID?

    @Option(help: "For people or for programs: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format = Format.text

    @Flag(help: "Leave the numbers of taxpayers and of payment cards in the words as they are.")
    var unmasked = false

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text
        case jsonl
    }

    func run() throws {
        let store = try at.openStore(at.loadConfig(), missing: .isAnError)
        var output = StandardOutput()
        if let person {
            let rows = try PersonLookup(store: store).rows(person, number: number)
            guard !rows.isEmpty else {
                throw Failure(
                    .badData, "there is no conversation with “\(person)”; `oriel threads --queue all` lists them")
            }
            for row in rows { try write(row, from: store, to: &output) }
        } else {
            try writeAll(from: store, to: &output)
        }
        try output.flush()
    }

    /// Somebody who writes meanwhile moves to the top of the list, past the place being read: it is gone through until
    /// nobody is left over.
    private func writeAll(from store: InboxStore, to output: inout StandardOutput) throws {
        var written: Set<ThreadKey> = []
        var place = PagePlace.top
        var found = false
        while true {
            // Which conversations there are, and their order in this queue, do not depend on the time.
            let page = try store.page(
                .all, agent: AgentName.standard, number: number, from: place, count: 500, now: Instant(seconds: 0))
            for row in page.rows where written.insert(row.key).inserted {
                try write(row, from: store, to: &output)
                found = true
            }
            if page.hasAfter, let last = page.cursors.last {
                place = .after(last)
            } else if found {
                (place, found) = (.top, false)
            } else {
                return
            }
        }
    }

    private func write(_ row: ThreadRow, from store: InboxStore, to output: inout StandardOutput) throws {
        var history = MessageHistory(store: store, keys: [row.key])
        let transcript = Transcript(row, isMasked: !unmasked)
        if format == .text { try output.line(transcript.heading) }
        while let message = try history.next() {
            switch format {
            case .text: for line in transcript.lines(message) { try output.line(line) }
            case .jsonl: try output.line(transcript.object(message).line)
            }
        }
        if format == .text { try output.line("") }
    }
}
