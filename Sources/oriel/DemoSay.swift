import ArgumentParser
import Foundation
import Inbox

/// `oriel demo say TEXT`, from a second terminal.
struct DemoSay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "say", abstract: "Write into the running demo as a customer.")

    @Argument(help: "What the customer writes.")
    var text: [String]

    @Option(help: "The customer's phone number, BSUID or @username.")
    var from = "+5511955550142"

    @Option(help: "The customer's name.")
    var name: String?

    func validate() throws {
        if text.joined(separator: " ").allSatisfy(\.isWhitespace) {
            throw ValidationError("nothing to say: give a text, as in  oriel demo say \"Where is my parcel?\"")
        }
        if !from.hasPrefix("@"), Alias(anyID: from) == nil {
            throw ValidationError("'\(from)' is neither a phone number, a BSUID nor an @username")
        }
    }

    func run() throws {
        guard let wishes = DemoWishes.running(ProcessInfo.processInfo.environment) else {
            FileHandle.standardError.write(Data("oriel: no demo is running: start one with  oriel demo\n".utf8))
            throw ExitCode(69)
        }
        let words = text.joined(separator: " ")
        let who = name ?? (from == "+5511955550142" ? NSFullUserName() : nil)
        do {
            try wishes.write(DemoWish(from: from, name: who.flatMap { $0.isEmpty ? "You" : $0 }, text: words))
        } catch {
            FileHandle.standardError.write(
                Data("oriel: the demo cannot be reached: \(error.localizedDescription)\n".utf8))
            throw ExitCode(74)
        }
    }
}
