import WhatsApp

/// Leave to go: the only thing the outbox (first pass) and the network (second pass) take. Made by `SendGate` alone
/// (law 3).
public struct Permit: Hashable, Sendable {
    /// When the gate was asked: its guard differs (design §6).
    public enum Pass: Hashable, Sendable {
        /// At the key press.
        case keyPress
        /// As the request leaves.
        case departure
    }

    /// Which of the two passes granted it: the network takes only `departure`.
    public let pass: Pass
    /// What may leave; nothing else may.
    public let content: Content
    /// Where it may go.
    public let address: Address
    /// The latest moment at which it may leave: the window's end for free-form content that needs an open one.
    public let notAfter: Instant?
    /// What the agent agreed to.
    public let consents: Consents
    /// The window was not known to be open: if the platform accepts it, that is recorded as an accepted try.
    public let isTry: Bool
    /// The time that was handed in.
    public let grantedAt: Instant

    fileprivate init(
        pass: Pass, content: Content, address: Address, notAfter: Instant?, consents: Consents, isTry: Bool, at: Instant
    ) {
        self.pass = pass
        self.content = content
        self.address = address
        self.notAfter = notAfter
        self.consents = consents
        self.isTry = isTry
        grantedAt = at
    }
}

/// The one place that decides whether a message may leave. Passed twice, each time with the time handed in (laws 3,
/// 12).
public struct SendGate: Hashable, Sendable {
    /// Free text is refused when less than this is left at the key press; config `window_guard`.
    public var keyPressGuard: Span
    /// The same as the request leaves.
    public var departureGuard: Span
    /// Whether Meta enabled Direct Send for the account and the config says so, as `direct_send` (`whatsapp.md` §4.9).
    public var allowsDirectSend: Bool
    /// The numbers of ours that the config lists; nil when every number is welcome.
    public var numbers: Set<NumberID>?

    /// A gate with the guards of config. A guard of zero or less lets a message leave until the window's end, never after.
    public init(
        keyPressGuard: Span = .seconds(10), departureGuard: Span = .seconds(3), allowsDirectSend: Bool = false,
        numbers: Set<NumberID>? = nil
    ) {
        self.keyPressGuard = keyPressGuard
        self.departureGuard = departureGuard
        self.allowsDirectSend = allowsDirectSend
        self.numbers = numbers
    }

    /// Decides.
    ///
    /// - Parameters:
    ///   - content: what would be sent.
    ///   - context: the thread as the store knows it now.
    ///   - consents: what the agent agreed to for this message.
    ///   - template: the synced template behind a `.template` content; nil when it is not (any more) in the store.
    ///   - pass: which of the two passes this is.
    ///   - now: the current time.
    public func pass(
        _ content: Content, in context: GateContext, consents: Consents = Consents(), template: Template? = nil,
        pass: Permit.Pass, at now: Instant
    ) -> Result<Permit, Refusal> {
        if let refusal = standingRefusal(in: context) { return .failure(refusal) }
        guard let address = context.address else { return .failure(.noAddress) }
        if case .direct = content, !allowsDirectSend { return .failure(.directSendOff) }
        if let problem = Self.problem(of: content, template: template, address: address, at: now) {
            return .failure(problem)
        }
        if let refusal = Self.consentRefusal(for: content, template, context) { return .failure(refusal) }
        if !consents.confirmsAddress, let last = context.lastSentAddress, last != address {
            return .failure(.addressChanged(from: last, to: address))
        }
        guard content.isFreeForm else {
            return .success(
                Permit(
                    pass: pass, content: content, address: address, notAfter: nil, consents: consents, isTry: false,
                    at: now))
        }
        if let until = context.ownedElsewhereUntil, now < until { return .failure(.ownedElsewhere(until: until)) }
        return freeFormPass(content, context, consents, address, pass, now)
    }

    /// Why nothing leaves in this thread, whatever it is and however its window stands; nil when something may.
    public func standingRefusal(in context: GateContext) -> Refusal? {
        if let numbers, let number = context.number, !numbers.contains(number) { return .numberUnlisted(number) }
        if context.address == nil { return .noAddress }
        return context.isBlocked ? .blocked : nil
    }

    /// The second pass for a row of the outbox: everything `pass` asks, and that the row's deadline is not over, and
    /// that the answer still goes where the agent saw it go. Their confirmation was for that address and for no other.
    ///
    /// - Parameters:
    ///   - item: the row about to leave.
    ///   - context: the thread as the store knows it now.
    ///   - template: as for `pass`.
    ///   - now: the current time.
    public func departure(
        of item: OutboxItem, in context: GateContext, template: Template? = nil, at now: Instant
    ) -> Result<Permit, Refusal> {
        if let address = context.address, address != item.address {
            return .failure(.addressChanged(from: item.address, to: address))
        }
        let verdict = pass(
            item.content, in: context, consents: item.consents, template: template, pass: .departure, at: now)
        // Why a window is shut says more than that a deadline is over.
        if case .success = verdict, item.notAfter <= now { return .failure(.expired(notAfter: item.notAfter)) }
        return verdict
    }

    private func freeFormPass(
        _ content: Content, _ context: GateContext, _ consents: Consents, _ address: Address, _ pass: Permit.Pass,
        _ now: Instant
    ) -> Result<Permit, Refusal> {
        func permit(until: Instant?, isTry: Bool) -> Result<Permit, Refusal> {
            .success(
                Permit(
                    pass: pass, content: content, address: address, notAfter: until, consents: consents, isTry: isTry,
                    at: now))
        }
        let mayTry = consents.triesAnyway || context.window.tryIsWaived
        switch ServiceWindow(context.window, at: now) {
        case .open(let until), .closing(let until), .critical(let until):
            let guardSpan = (pass == .keyPress ? keyPressGuard : departureGuard) + context.clockSkew.magnitude
            return until - now < guardSpan ? .failure(.windowEnding(until: until)) : permit(until: until, isTry: false)
        case .closed(let since): return .failure(.windowClosed(since: since))
        case .unknown:
            // They wrote nothing that this would answer.
            if context.optOut == .everything { return .failure(.optedOut(.everything)) }
            return mayTry ? permit(until: nil, isTry: true) : .failure(.windowUnknown)
        case .likely(let until):
            return mayTry ? permit(until: until, isTry: true) : .failure(.windowLikely(until: until))
        case .disputed(let until, let refusedAt):
            return mayTry
                ? permit(until: until, isTry: true) : .failure(.windowDisputed(until: until, refusedAt: refusedAt))
        }
    }

    /// What is wrong with the content itself, whoever it goes to.
    private static func problem(
        of content: Content, template: Template?, address: Address, at now: Instant
    ) -> Refusal? {
        if case .group = address, !content.mayGoToGroups { return .notForGroups(type: content.typeWord) }
        if content.holdsNUL { return .holdsNUL }
        switch content {
        // No window takes these: they go as `.direct`, where the account may.
        case .interactive(let message, _) where message.isDirectOnly: return .directSendOff
        // Nothing that breaks a limit can be made of these.
        case .location, .contacts, .interactive: return nil
        case .reaction(let reaction):
            guard let sentAt = reaction.targetAt, now - sentAt > .seconds(Limits.reactionAge) else { return nil }
            return .reactionTooLate(sentAt: sentAt)
        case .text(let text):
            if ParameterText.isBlank(text.body) { return .blank }
            let count = text.body.unicodeScalars.count
            return count > Limits.textBody ? .tooLong(count: count, limit: Limits.textBody) : nil
        case .direct(let direct):
            if ParameterText.isBlank(direct.body) { return .blank }
            let count = direct.body.unicodeScalars.count
            return count > Limits.Direct.body ? .tooLong(count: count, limit: Limits.Direct.body) : nil
        case .template(let filled):
            guard let template, template.key == filled.key else {
                return .templateUnusable(.status("UNKNOWN", reason: nil))
            }
            if let unusable = template.unusable { return .templateUnusable(unusable) }
            let form = TemplateForm(template: template, values: filled.values)
            if !form.problems.isEmpty { return .parameters(form.problems) }
            // The wording the agent saw is the wording that must leave (law 9).
            if form.rendering(blank: "") != filled.rendering {
                return .templateUnusable(.changed)
            }
            if template.isAuthentication {
                guard case .phone = address else { return .authenticationNeedsPhone }
            }
            return nil
        case .media(let file): return file.problem
        }
    }

    private static func consentRefusal(
        for content: Content, _ template: Template?, _ context: GateContext
    ) -> Refusal? {
        switch content {
        case .text, .media, .location, .contacts, .interactive, .reaction:
            // Answering what they write is what they asked for; only an open window lets it through anyway.
            return nil
        case .direct:
            // A business writes first, as by a utility template.
            if context.optOut == .everything { return .optedOut(.everything) }
            return context.hasWritten || context.hasOptIn ? nil : .noOptIn
        case .template(let filled):
            // The category may have changed since it was filled; either one makes it marketing.
            let categories = [filled.category, template?.category ?? ""].map { $0.uppercased() }
            if let optOut = context.optOut, optOut == .everything || categories.contains("MARKETING") {
                return .optedOut(optOut)
            }
            return context.hasWritten || context.hasOptIn ? nil : .noOptIn
        }
    }
}
