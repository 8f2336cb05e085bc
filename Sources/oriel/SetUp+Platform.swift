import Cloud
import Inbox

// What the platform is asked about.
extension SetUp {
    /// What becomes of an answer that was asked about.
    private enum Verdict {
        case again
        /// The platform could not be asked, and the person knows.
        case unchecked
    }

    // MARK: Number

    mutating func askNumber() async throws(Failure) {
        questions.show([
            "", "2. Which business number? Its phone_number_id stands in the App Dashboard under WhatsApp, API Setup.",
        ])
        while true {
            let id = try askID("   phone_number_id")
            guard let client else { return }
            do throws(GraphFailure) {
                let record = try await client.phoneNumber(NumberID(id))
                text.number = Config.Number(
                    id: NumberID(id), name: Self.plain(record.verifiedName), display: Self.plain(record.displayNumber))
                questions.say("   \(record.summary)\(record.quality.map { ", quality \($0)" } ?? "")")
                return
            } catch {
                let hint = "Check that it is the phone_number_id and not the phone number."
                if case .unchecked = try await judge(error, of: id, hint: hint) {
                    text.number = Config.Number(id: NumberID(id))
                    return
                }
            }
        }
    }

    // MARK: Account

    mutating func askAccount() async throws(Failure) {
        questions.show(["", "3. Which WhatsApp Business Account does it belong to? Its id stands on the same page."])
        while true {
            let id = try askID("   account id (WABA)")
            guard let client else { return }
            text.waba = id
            do throws(GraphFailure) {
                let account = try await client.account(id)
                let numbers = try await client.phoneNumbers(waba: id)
                let name = account.name ?? id
                if numbers.contains(where: { $0.id == text.number.id }) {
                    questions.say("   \(name), with this number.")
                    return
                }
                let others = numbers.prefix(5).map { "\($0.id.value) (\($0.summary))" }.joined(separator: "; ")
                questions.say(
                    "   \(name) does not have the number \(text.number.id.value)"
                        + (others.isEmpty ? ", nor any other." : ", but \(others).")
                        + " Give the account of your number.")
            } catch {
                let hint = "Check that it is the account's id and not the app's or the number's."
                if case .unchecked = try await judge(error, of: id, hint: hint) { return }
            }
        }
    }

    // MARK: Parts

    private mutating func askID(_ question: String) throws(Failure) -> String {
        while true {
            let answer = try questions.ask(question)
            if answer.utf8.count <= 32, answer.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) { return answer }
            questions.say("   An id is made of digits only; “\(answer)” is none.")
        }
    }

    /// Says what is wrong and what to do. A refused token is asked for again before the answer is.
    private mutating func judge(
        _ failure: GraphFailure, of id: String, hint: String
    ) async throws(Failure) -> Verdict {
        if failure.isAboutNothing {
            questions.say("   The platform knows nothing of the id \(id) that this token may see. \(hint)")
            return .again
        }
        questions.say("   " + Failure.words(failure))
        if failure.refusesToken {
            questions.say("   So the token comes first:")
            try await askToken()
            return .again
        }
        switch failure {
        case .transport, .unreadable:
            let keeps = try questions.confirm("   Go on without checking this?", isYesUsual: false)
            return keeps ? .unchecked : .again
        default:
            questions.say("   " + hint)
            return .again
        }
    }

    /// A name as it may stand in the config: a text that is no line. What is hidden in it is kept, as an escape.
    private static func plain(_ text: String?) -> String {
        var line = String.UnicodeScalarView()
        for scalar in (text ?? "").unicodeScalars {
            line.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return String(String(line).drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
