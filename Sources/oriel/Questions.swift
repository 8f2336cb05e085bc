import Glibc
import Screen
import Terminal

/// A conversation line by line: on a terminal, or with answers that come down a pipe.
///
/// The terminal stays as it is but for answers that must not be seen; so ^C ends the program as everywhere.
struct Questions {
    /// Where questions go.
    let output: Int32
    private let input: Int32
    private var pending: [UInt8] = []

    /// No more is taken for one answer.
    private static let longest = 1 << 16

    init(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO) {
        self.input = input
        self.output = output
    }

    /// Says a line. What comes from the platform becomes harmless.
    func say(_ text: String) {
        let indent = text.prefix { $0 == " " }
        write(indent + SafeText(untrusted: String(text.dropFirst(indent.count)), limit: 2_000).singleLine.string + "\n")
    }

    /// Says lines of our own as they are, indented or not.
    func show(_ lines: [String]) { write(lines.map { HarmlessText.lines($0) + "\n" }.joined()) }

    /// Asks until there is an answer; an empty one is the proposal, if there is one.
    /// - Throws: `Failure` when the input ends.
    mutating func ask(_ question: String, proposal: String? = nil) throws(Failure) -> String {
        while true {
            write(question + (proposal.map { " [\(HarmlessText.line($0))]" } ?? "") + ": ")
            let answer = try line()
            if !answer.isEmpty { return answer }
            if let proposal { return proposal }
        }
    }

    /// Asks for yes or no.
    mutating func confirm(_ question: String, isYesUsual: Bool) throws(Failure) -> Bool {
        while true {
            write("\(question) [\(isYesUsual ? "Y/n" : "y/N")] ")
            switch try line().lowercased() {
            case "": return isYesUsual
            case "y", "yes": return true
            case "n", "no": return false
            default: say("Please answer y or n.")
            }
        }
    }

    /// Asks for something that nobody beside the screen should read; it may be empty.
    mutating func secret(_ question: String) throws(Failure) -> String {
        write("\(question) (not shown): ")
        guard isatty(input) == 1 else {
            let answer = try line()
            write("\n")
            return answer
        }
        // What was typed ahead has been shown already; the answer begins now.
        var before = termios()
        tcgetattr(input, &before)
        var quiet = before
        // Signal keys come as bytes, so that ^C cannot leave a terminal without echo behind.
        quiet.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        defer {
            tcsetattr(input, TCSADRAIN, &before)
            write("\n")
        }
        do {
            return try Rescue.keepingModes(before, of: input) {
                tcsetattr(input, TCSADRAIN, &quiet)
                return try hidden()
            }
        } catch {
            throw Self.ended
        }
    }

    private mutating func hidden() throws(Failure) -> String {
        var bytes: [UInt8] = []
        while true {
            guard let byte = next() else { throw Self.ended }
            switch byte {
            case 0x0A, 0x0D: return Self.trimmed(bytes)
            case 0x03, 0x04: throw Self.ended
            case 0x08, 0x7F: bytes = Array(bytes.dropLast())
            case 0x15: bytes = []
            default: if bytes.count < Self.longest { bytes.append(byte) }
            }
        }
    }

    private mutating func line() throws(Failure) -> String {
        var bytes: [UInt8] = []
        while let byte = next() {
            if byte == 0x0A { return Self.trimmed(bytes) }
            if bytes.count < Self.longest { bytes.append(byte) }
        }
        // The last line of a pipe may have no end.
        guard !bytes.isEmpty else {
            write("\n")
            throw Self.ended
        }
        return Self.trimmed(bytes)
    }

    private mutating func next() -> UInt8? {
        if pending.isEmpty {
            var chunk = [UInt8](repeating: 0, count: 4_096)
            var count = read(input, &chunk, chunk.count)
            while count < 0, errno == EINTR { count = read(input, &chunk, chunk.count) }
            guard count > 0 else { return nil }
            pending = Array(chunk[..<count].reversed())
        }
        return pending.popLast()
    }

    private func write(_ text: String) {
        // A screen that is gone shows in the answers: they end, too.
        _ = StandardError.write(Array(text.utf8), to: output)
    }

    private static func trimmed(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self).drop(while: \.isWhitespace)
        return String(text.reversed().drop(while: \.isWhitespace).reversed())
    }

    private static let ended = Failure(
        .noInput, "the answers ended before the set-up did; nothing was written: run `oriel init` again")
}
