import Cloud
import Inbox
import WhatsApp

// MARK: - What a number hangs on

extension Doctor.Answers {
    /// The number's own health, and the account's: the entities behind them overlap, so each is told once.
    var healthFindings: [Finding] {
        var told: Set<String> = []
        var findings: [Finding] = []
        // An answer that failed is told by its own line.
        let ofNumbers = numbers.compactMap { id, answer in answer.value?.health.map { (id, $0) } }
        for (id, status) in ofNumbers + health.compactMap({ id, answer in answer.value.map { (id, $0) } }) {
            for entity in status.entities where told.insert(entity.type + entity.id).inserted {
                findings += entity.findings
            }
            // An overall word without anything behind it.
            if status.entities.isEmpty, status.canSend != "AVAILABLE", told.insert(id).inserted {
                findings.append(
                    Finding(
                        status.canSend == "BLOCKED" ? .fail : .warn, "health", "\(id) is \(status.canSend)",
                        cure: "look at it in WhatsApp Manager"))
            }
        }
        // What is unknown altogether is told by the line about it.
        let failures = health.compactMap { id, answer in
            answer.failure.flatMap { $0.isAboutNothing ? nil : $0.finding("health", about: id) }
        }
        guard findings.isEmpty, failures.isEmpty else { return findings + failures }
        return [
            told.isEmpty
                ? Finding(
                    .warn, "health",
                    isCutOff
                        ? "not asked: no answer from the platform"
                        : "the platform does not tell whether anything can be sent")
                : Finding(.ok, "health", "number, account and business may send")
        ]
    }

    /// Numbers of the account that the config leaves out: their customers write to an inbox that does not show them.
    var unlistedFindings: [Finding] {
        let asked = Set(numbers.map(\.id))
        // An answer that failed is told by the account's line.
        return listed.flatMap { id, answer in
            (answer.value ?? []).filter { !asked.contains($0.id.value) }.map { record in
                Finding(
                    .warn, "number",
                    "\(record.id.value) (\(record.summary)) is another number of account \(id), not shown here",
                    cure: "list it under numbers in the config if agents are to answer there")
            }
        }
    }

    var profileFindings: [Finding] {
        profiles.compactMap { id, answer in
            switch answer {
            case .success(let profile): profile.finding(of: id)
            case .failure(let failure): failure.isAboutNothing ? nil : failure.finding("profile", about: id)
            }
        }
    }
}

extension HealthStatus.Entity {
    private var name: String {
        switch type {
        case "PHONE_NUMBER": "number \(id)"
        case "WABA": "account \(id)"
        case "BUSINESS": "business \(id)"
        case "APP": "app \(id)"
        case "MESSAGE_TEMPLATE": "template \(id)"
        default: "\(type.lowercased()) \(id)"
        }
    }

    /// Nothing while it may send; else the platform's reasons, with what it advises.
    fileprivate var findings: [Finding] {
        guard canSend != "AVAILABLE" else { return [] }
        let level: Finding.Level = canSend == "BLOCKED" ? .fail : .warn
        let state = canSend == "BLOCKED" ? "sends nothing" : canSend == "LIMITED" ? "sends less" : canSend
        if problems.isEmpty {
            let why = notes.isEmpty ? "the platform does not say why" : notes.joined(separator: " ")
            return [Finding(level, "health", "\(name) \(state): \(why)", cure: "look at it in WhatsApp Manager")]
        }
        return problems.map { problem in
            let code = problem.code.map { " (\($0))" } ?? ""
            return Finding(
                level, "health", "\(name) \(state): \(problem.words)\(code)",
                cure: problem.solution ?? "look at it in WhatsApp Manager")
        }
    }
}

extension BusinessProfile {
    fileprivate func finding(of id: String) -> Finding {
        guard !gaps.isEmpty else { return Finding(.ok, "profile", "\(id): \(about ?? ""), all of it filled in") }
        return Finding(
            .warn, "profile", "\(id): customers see no \(gaps.joined(separator: ", "))",
            cure: "fill it in: oriel graph POST /\(id)/whatsapp_business_profile --field messaging_product=whatsapp "
                + "--field \(gaps[0])=…")
    }
}

extension PhoneNumberRecord {
    /// The name and the number as people know them. Untrusted text.
    var summary: String { [verifiedName, displayNumber].compactMap(\.self).joined(separator: ", ") }

    /// Whether it can send, how much, and what customers think of it (`whatsapp.md` §7.1).
    var finding: Finding {
        let name = "\(id.value) (\(summary))"
        let status = status ?? "CONNECTED"
        guard status != "FLAGGED", status != "RESTRICTED" else {
            return Finding(
                .warn, "number", "\(name) is \(status): it may send less, or nothing soon",
                cure: "look at it in WhatsApp Manager")
        }
        guard status == "CONNECTED" else {
            return Finding(
                .fail, "number", "\(name) is \(status): it sends nothing", cure: "look at it in WhatsApp Manager")
        }
        if let (words, cure) = nameProblem { return Finding(.warn, "number", "\(name): \(words)", cure: cure) }
        let quality = quality ?? "UNKNOWN"
        guard quality != "RED", quality != "YELLOW" else {
            return Finding(
                .warn, "number", "\(name): quality \(quality)",
                cure: "customers block or report it: send fewer templates")
        }
        guard mode != "SANDBOX" else {
            return Finding(
                .warn, "number", "\(name) is a test number: it writes to five listed people only",
                cure: "add a number of your own in WhatsApp Manager")
        }
        let parts = ["connected, quality \(quality)", tierWords, throughput.flatMap(Self.speed)].compactMap(\.self)
        return Finding(.ok, "number", "\(name): \(parts.joined(separator: ", "))")
    }

    private var nameProblem: (words: String, cure: String)? {
        switch nameStatus {
        case "DECLINED": ("the name customers see was declined", "choose another display name in WhatsApp Manager")
        case "EXPIRED":
            ("the name customers see has expired", "register the number again, or choose a name in WhatsApp Manager")
        case "PENDING_REVIEW":
            ("the name customers see is being looked at", "wait: until then fewer people may be written to")
        case "NONE": ("customers see no name, only the number", "give it a display name in WhatsApp Manager")
        default: nil
        }
    }

    private var tierWords: String? {
        switch tier.map({ MessagingTier($0) }) {
        case nil: nil
        case .unlimited: "no limit on templates"
        case .people(let count): "templates to \(count) people in 24 h"
        case .other(let word): "limit \(word)"
        }
    }

    private static func speed(_ level: String) -> String? {
        switch level {
        case "STANDARD": "80 messages a second"
        case "HIGH": "1,000 messages a second"
        default: nil
        }
    }
}

extension Result {
    fileprivate var value: Success? { if case .success(let value) = self { value } else { nil } }
}
