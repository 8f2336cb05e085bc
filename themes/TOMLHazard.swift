/// What the TOML library does not survive, looked for before it sees a text. It takes for granted, and ends the program
/// when it is not so, that a header begins with a key, that an array is closed by its own bracket, and that a second part
/// of a number is as long as a time; and it has not stack enough for a key of thousands of parts. Fuzzing found each.
package struct TOMLHazard: Hashable, Sendable {
    /// Counted from 1.
    package let line: Int
    /// What is wrong, in words of a parser.
    package let reason: String

    /// Parts of one key, and brackets within brackets: far more than any theme or config has.
    package static let deepest = 16

    /// The first in a text. Of what the library refuses by itself nothing is said.
    package static func first(in text: String) -> TOMLHazard? {
        var scanner = Scanner(bytes: Array(text.utf8))
        return scanner.hazard()
    }
}

/// As much of TOML as tells where a statement begins: strings, comments and brackets.
private struct Scanner {
    let bytes: [UInt8]
    private var index = 0
    private var line = 1
    /// What closes the arrays and inline tables that are open.
    private var closing: [UInt8] = []
    /// Dots since the key or value began.
    private var dots = 0
    private var isAtStart = true

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func hazard() -> TOMLHazard? {
        while let byte = peek() {
            index += 1
            switch byte {
            case UInt8(ascii: "\n"): endLine()
            case UInt8(ascii: " "):
                if splitsNumber {
                    return TOMLHazard(
                        line: line, reason: "a value ends at a blank; a date and its time are joined by T")
                }
            case UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            case UInt8(ascii: "#"): while let next = peek(), next != UInt8(ascii: "\n") { index += 1 }
            case UInt8(ascii: "["):
                if isAtStart, let hazard = header() { return hazard }
                open(until: UInt8(ascii: "]"))
            case UInt8(ascii: "{"): open(until: UInt8(ascii: "}"))
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                guard closing.isEmpty || closing.popLast() == byte else {
                    return TOMLHazard(line: line, reason: "this bracket closes another kind")
                }
            case UInt8(ascii: "="), UInt8(ascii: ","): dots = 0
            case UInt8(ascii: "."): dots += 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(byte)
            case 0x80...:
                // A byte order mark may come first.
                guard line == 1, isAtStart, index <= 3, bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
                    return TOMLHazard(line: line, reason: "letters beyond ASCII stand in quotes")
                }
                continue
            default: break
            }
            if byte > 0x20 { isAtStart = false }
            if dots >= TOMLHazard.deepest || closing.count > TOMLHazard.deepest {
                return TOMLHazard(line: line, reason: "this is nested deeper than \(TOMLHazard.deepest) levels")
            }
        }
        return nil
    }

    private func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func endLine() {
        line += 1
        dots = 0
        isAtStart = closing.isEmpty
    }

    private mutating func open(until bracket: UInt8) {
        closing.append(bracket)
        dots = 0
    }

    /// A blank just read, between a word or number and a digit.
    private var splitsNumber: Bool {
        guard index >= 2, let next = peek() else { return false }
        return Self.isWord(bytes[index - 2]) && (0x30...0x39).contains(next)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// After the first bracket of a line. A header's own brackets count like others: they close on the line, or the
    /// library refuses it.
    private mutating func header() -> TOMLHazard? {
        skipBlanks()
        if peek() == UInt8(ascii: "[") {
            index += 1
            closing.append(UInt8(ascii: "]"))
            skipBlanks()
        }
        guard let first = peek() else { return nil }
        let isKey = Self.isWord(first) || "\"']".utf8.contains(first)
        return isKey ? nil : TOMLHazard(line: line, reason: "a table's header must begin with a key")
    }

    private mutating func skipBlanks() {
        while let byte = peek(), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { index += 1 }
    }

    /// After the opening quote: to the closing one, or to the end of the line or text if there is none.
    private mutating func skipString(_ quote: UInt8) {
        let isLong = bytes[index...].prefix(2).elementsEqual([quote, quote])
        if isLong { index += 2 }
        while let byte = peek() {
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                index += 1
                if peek() == UInt8(ascii: "\n") { line += 1 }
                index += 1
            } else if byte == quote, !isLong || bytes[index...].prefix(3).elementsEqual([quote, quote, quote]) {
                index += isLong ? 3 : 1
                // Up to two quotes may stand before the closing three.
                if isLong { for _ in 0..<2 where peek() == quote { index += 1 } }
                return
            } else if byte == UInt8(ascii: "\n") {
                if !isLong { return }
                line += 1
                index += 1
            } else {
                index += 1
            }
        }
    }
}
