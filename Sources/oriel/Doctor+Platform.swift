import Cloud
import Inbox
import Store
import WhatsApp

// MARK: - Clock, token, number, subscription

extension Doctor {
    func platform(_ store: Result<InboxStore, Failure>) async -> [Finding] {
        guard !isOffline else {
            return Self.asked.map { Finding(.warn, $0, "not asked, by --offline") }
        }
        let source = config.tokens(environment)
        let token: Token
        do {
            token = try await source.read()
        } catch {
            return [tokenless(error)]
                + Self.asked.filter { $0 != "token" }.map {
                    Finding(.warn, $0, "not asked without a token")
                }
        }
        let client = GraphClient(
            base: base, transport: .live(timeouts: Transport.Timeouts(idle: 10, total: 20)), tokens: .given(token)
        ) { .wallClock }
        var answers = Answers()
        for number in numbers(store) {
            answers.numbers.append(
                (number.value, await Self.result { () throws(GraphFailure) in try await client.standing(of: number) }))
            if answers.isCutOff { break }
            answers.profiles.append(
                (number.value, await Self.result { () throws(GraphFailure) in try await client.profile(of: number) }))
        }
        if !answers.isCutOff {
            for waba in accounts(store) {
                answers.health.append(
                    (waba, await Self.result { () throws(GraphFailure) in try await client.health(of: waba) }))
                answers.accounts.append(
                    (waba, await Self.result { () throws(GraphFailure) in try await client.subscribedApps(waba: waba) })
                )
                answers.listed.append(
                    (waba, await Self.result { () throws(GraphFailure) in try await client.phoneNumbers(waba: waba) }))
            }
        }
        return [Self.clock(client.skew), answers.token(from: source.origin)] + answers.numberFindings
            + answers.unlistedFindings + answers.healthFindings + answers.profileFindings + answers.accountFindings
            + [Self.allowance(client)]
    }

    /// What a platform that cannot be asked leaves open.
    private static let asked = ["clock", "token", "number", "health", "profile", "subscription", "allowance"]

    /// How much of the hour's calls is used, by the headers of what was just asked.
    private static func allowance(_ client: GraphClient) -> Finding {
        guard let fullest = client.usage.meters.max(by: { $0.percent < $1.percent }) else {
            return Finding(.ok, "allowance", "the platform told nothing of its limits on calls")
        }
        let found = GraphCommand.words(client).joined(separator: "; ")
        guard fullest.percent >= RateUsage.warningPercent || fullest.regainedAfter > .zero else {
            return Finding(.ok, "allowance", found)
        }
        return Finding(.warn, "allowance", found, cure: "see which program asks so often, and let it ask less")
    }

    private func numbers(_ store: Result<InboxStore, Failure>) -> [NumberID] {
        if !config.numbers.isEmpty { return config.numbers.map(\.id) }
        return (try? store.get().numbers()) ?? []  // the line about the store says what is wrong with it
    }

    private func accounts(_ store: Result<InboxStore, Failure>) -> [String] {
        if let waba = config.waba { return [waba] }
        guard case .success(let store) = store else { return [] }
        let found = try? store.numbers().compactMap { try store.waba(of: $0) }  // as above
        return Array(Set(found ?? [])).sorted()
    }

    /// Agents on a shared store need no token: another process sends for them.
    private func tokenless(_ error: TokenError) -> Finding {
        if error.origin == .nowhere, config.store != nil {
            return Finding(
                .warn, "token", "none here: messages wait for a process that has one", cure: Failure.words(error))
        }
        return Finding(.fail, "token", Failure.words(error))
    }

    private static func result<Value>(
        _ body: () async throws(GraphFailure) -> Value
    ) async -> Result<Value, GraphFailure> {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }

    /// The gate's narrower guard is 3 s; beyond this a window shown open may be shut.
    private static let skewLimit = Span.seconds(5)

    static func clock(_ skew: ClockSkew?) -> Finding {
        guard let skew else { return Finding(.warn, "clock", "not measured: the platform gave no time") }
        let off = abs(skew.offset.milliseconds)
        let seconds = "\(off / 1_000).\(off % 1_000 / 100) s"
        guard off > skewLimit.milliseconds, skew.guardSpan > .zero else {
            return Finding(.ok, "clock", "within \(seconds) of the platform's")
        }
        return Finding(
            .warn, "clock", "\(seconds) \(skew.offset > .zero ? "behind" : "ahead of") the platform's",
            cure: "let the system keep time (timedatectl set-ntp true)")
    }
}

extension Doctor {
    /// What the platform said to every question of `doctor`.
    struct Answers {
        var numbers: [(id: String, answer: Result<PhoneNumberRecord, GraphFailure>)] = []
        var accounts: [(id: String, answer: Result<[String], GraphFailure>)] = []

        /// Every number of an account.
        var listed: [(id: String, answer: Result<[PhoneNumberRecord], GraphFailure>)] = []
        var profiles: [(id: String, answer: Result<BusinessProfile, GraphFailure>)] = []
        var health: [(id: String, answer: Result<HealthStatus, GraphFailure>)] = []

        private var failures: [GraphFailure] {
            numbers.compactMap { $0.answer.failure } + accounts.compactMap { $0.answer.failure }
                + profiles.compactMap { $0.answer.failure } + health.compactMap { $0.answer.failure }
        }

        /// Whether there is no way to the platform at all, so that one wait is enough.
        var isCutOff: Bool {
            failures.contains { failure in
                if case .transport = failure { true } else { false }
            }
        }

        func token(from origin: TokenSource.Origin) -> Finding {
            let place = origin.words
            if let refused = failures.first(where: \.refusesToken) {
                return Finding(
                    .fail, "token", "the platform does not accept the token from \(place): \(Failure.words(refused))")
            }
            if let failure = failures.first(where: { if case .transport = $0 { true } else { false } }) {
                return Finding(.fail, "token", "there is one in \(place), but \(Failure.words(failure))")
            }
            guard !numbers.isEmpty || !accounts.isEmpty else {
                return Finding(
                    .warn, "token", "there is one in \(place), but no number and no account to ask about",
                    cure: "set number and waba in the config, or run `oriel init`")
            }
            return Finding(.ok, "token", "accepted, from \(place)")
        }

        var numberFindings: [Finding] {
            guard !numbers.isEmpty else {
                return [Finding(.warn, "number", "none is configured and none was seen", cure: "run `oriel init`")]
            }
            return numbers.map { id, answer in
                switch answer {
                case .success(let record): return record.finding
                case .failure(let failure): return failure.finding("number", about: id)
                }
            }
        }

        var accountFindings: [Finding] {
            guard !accounts.isEmpty else {
                let words = isCutOff ? "not asked: no answer from the platform" : "no account is known to ask about"
                return [Finding(.warn, "subscription", words, cure: isCutOff ? nil : "set waba in the config")]
            }
            return accounts.map { id, answer in
                switch answer {
                case .success(let apps) where apps.isEmpty:
                    Finding(
                        .fail, "subscription", "no app gets the webhooks of account \(id)",
                        cure: "subscribe it once: oriel graph POST /\(id)/subscribed_apps, or in the App Dashboard")
                case .success(let apps):
                    Finding(.ok, "subscription", "account \(id): \(apps.sorted().joined(separator: ", "))")
                case .failure(let failure): failure.finding("subscription", about: id)
                }
            }
        }
    }
}

extension GraphFailure {
    var refusesToken: Bool {
        guard case .refused(let error, _) = self else { return false }
        return error.code == 190 || error.code == 0
    }

    /// The platform does not tell an unknown id from one the token may not see (`whatsapp.md` §9.2).
    var isAboutNothing: Bool {
        guard case .refused(let error, _) = self else { return false }
        return error.code == 100 && error.subcode == 33
    }

    /// The token's line tells of a refused token and of a dead network; the others need not repeat it.
    func finding(_ thing: String, about id: String) -> Finding {
        if refusesToken { return Finding(.warn, thing, "\(id): not told without an accepted token") }
        if case .transport = self { return Finding(.warn, thing, "\(id): not asked: no answer from the platform") }
        if isAboutNothing {
            return Finding(
                .fail, thing, "the platform knows nothing of the id \(id) that this token may see",
                cure: "correct the id, or give the token's system user access to it")
        }
        return Finding(.fail, thing, "\(id): \(Failure.words(self))")
    }
}

extension TokenSource.Origin {
    /// Where the token comes from, in words.
    var words: String {
        switch self {
        case .environment(let variable): variable
        case .file(let path): path
        case .command: "token_command"
        case .given: "what was typed"
        case .nowhere: "nowhere"
        }
    }
}

extension Result {
    var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
