import ArgumentParser
import Engine
import Foundation
import Inbox
import Spool
import Store

struct ForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Erase a person completely, and prove it.",
        discussion: """
            First counts what would go, then asks for the number or id once more. Rows in every table, search, drafts, \
            files that nobody else's message has, and their items in the spool's done, new and quarantine go; every byte \
            of others stays as it was. Then the store's file is written anew, and everything is looked through for them: \
            exit status 70 when something is left. The receipt holds counts and no word of theirs. End `oriel work` and \
            other inboxes first; exit status 75 while one reads the spool, or while a message to them is leaving.

            \(Receipt.limits.map { "Not erased: " + $0 }.joined(separator: " "))
            """)

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments
    @OptionGroup var erasing: EraserArguments

    @Argument(
        help: ArgumentHelp("Whom: a phone number, a BSUID, or “person” of `oriel threads`.", valueName: "address"))
    var person: String

    @Option(help: ArgumentHelp("Write the receipt to a new file, too.", valueName: "file"))
    var receipt: String?

    func run() throws {
        let config = try at.loadConfig()
        if let receipt, access(receipt, F_OK) == 0 {
            throw Failure(.cannotCreate, "\(receipt) is there already; name a new file for the receipt")
        }
        let store = try at.openStore(config, missing: .isAnError, writes: true)
        let desk = try EraserDesk(store: store, spool: erasing.spool, config: config, command: "oriel forget")
        defer { desk.release() }
        let subject = try store.erasureSubject(PersonName(person))
        let trial = try desk.forgetting.forget(PersonName(person), isTrial: true)
        guard !trial.isEmpty else {
            throw Failure(.badData, "nobody is known by “\(person)”; `oriel threads --queue all` lists who is")
        }
        var output = StandardOutput()
        if !erasing.yes {
            if !erasing.json || erasing.isTrial {
                let plan = Receipt(trial, verification: nil, at: clock.frozen, isTrial: true)
                for line in erasing.json ? [plan.object.line] : plan.lines { try output.line(line) }
            }
            try output.flush()
            if erasing.isTrial { return }
            try ask(subject)
        }
        let account = try desk.forgetting.forget(PersonName(person), isTrial: false)
        let verification = try desk.forgetting.verify(subject)
        let proof = Receipt(account, verification: verification, at: clock.frozen, isTrial: false)
        if let receipt { try PrivateFile.create(receipt, proof.lines.map { $0 + "\n" }.joined()) }
        for line in erasing.json ? [proof.object.line] : proof.lines { try output.line(line) }
        try output.flush()
        guard verification.isClean else {
            throw Failure(.defect, "something of theirs is left, as the receipt says; please report it")
        }
        guard account.isCompact else {
            throw Failure(
                .temporary,
                "another process reads \(store.path): end it and run `oriel forget` again to empty the journal")
        }
    }

    /// The number or id once more, or a name of theirs, exactly.
    private func ask(_ subject: ErasureSubject) throws(Failure) {
        var questions = Questions(output: STDERR_FILENO)
        let answer: String
        do {
            answer = try questions.ask("To erase them, type the number or id once more")
        } catch {
            throw Failure(.usage, "nothing was erased: the answer did not come; --yes erases without asking")
        }
        guard ([person, subject.person] + subject.ids + subject.shared + subject.names).contains(answer) else {
            throw Failure(.usage, "nothing was erased: that was neither the number nor the name")
        }
    }
}

/// What `forget` and `retain` work on, with the spool's lock held.
struct EraserDesk {
    let forgetting: Forgetting
    private let lock: ConsumerLock?

    /// - Throws: `EngineError.busy` while somebody else reads the spool.
    init(store: InboxStore, spool: String?, config: Config, command: String) throws {
        let path = spool ?? config.spoolPath
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard spool == nil else {
                throw Failure(.noInput, "there is no spool \(path); make the directory, or check the path")
            }
            lock = nil
            forgetting = Forgetting(store: store, spool: nil, appSecret: nil)
            return
        }
        let directory = try SpoolDirectory(path: path)
        switch try ConsumerLock.tryAcquire(in: directory, command: command) {
        case .held(let holder): throw EngineError.busy(holder: "\(holder)")
        case .acquired(let lock): self.lock = lock
        }
        forgetting = Forgetting(store: store, spool: directory, appSecret: try config.appSecret())
    }

    func release() { lock?.release() }
}
