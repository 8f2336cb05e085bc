/// One line of a Swift file, taken apart: what the compiler acts on, and what is only said.
struct CodeLine: Sendable {
    /// Counted from 1.
    let number: Int
    /// The line with comments cut off and the insides of string literals taken out.
    let code: String
    /// What is said after `//` on this line; empty when nothing is.
    let comment: String
    /// Whether that is documentation: three slashes.
    let isDocumentation: Bool
}

/// Reads Swift well enough to tell code from comments and from strings: nested comments, raw and multi-line strings,
/// interpolations.
struct CodeLineReader {
    private enum State {
        case code
        case blockComment(depth: Int)
        /// `hashes` of a raw string; `parentheses` open inside an interpolation are kept on the stack.
        case string(hashes: Int, isMultiline: Bool)
        case interpolation(parentheses: Int)
    }

    private var states: [State] = [.code]
    private var bytes: ArraySlice<UInt8> = []
    private var code: [UInt8] = []
    private var comment: [UInt8] = []
    private var isDocumentation = false

    static func lines(of text: String) -> [CodeLine] {
        var reader = CodeLineReader()
        var number = 0
        return Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            number += 1
            return reader.read(line, number: number)
        }
    }

    private mutating func read(_ line: ArraySlice<UInt8>, number: Int) -> CodeLine {
        bytes = line
        code = []
        comment = []
        isDocumentation = false
        while !bytes.isEmpty {
            switch states[states.count - 1] {
            case .code: readCode()
            case .interpolation(let open): readInterpolation(open)
            case .blockComment(let depth): readBlockComment(depth)
            case .string(let hashes, let isMultiline): readString(hashes, isMultiline)
            }
        }
        if case .string(_, isMultiline: false) = states[states.count - 1] { states.removeLast() }
        return CodeLine(
            number: number, code: String(decoding: code, as: UTF8.self),
            comment: String(decoding: comment, as: UTF8.self), isDocumentation: isDocumentation)
    }

    private func begins(_ text: StaticString) -> Bool {
        bytes.count >= text.utf8CodeUnitCount
            && text.withUTF8Buffer { bytes.prefix($0.count).elementsEqual($0) }
    }

    private mutating func readCode() {
        if begins("//") {
            isDocumentation = begins("///")
            comment = Array(bytes.drop { $0 == UInt8(ascii: "/") })
            bytes = []
        } else if begins("/*") {
            states.append(.blockComment(depth: 1))
            bytes.removeFirst(2)
        } else if !opensString() {
            code.append(bytes.removeFirst())
        }
    }

    private mutating func readInterpolation(_ open: Int) {
        switch bytes.first {
        case UInt8(ascii: "("):
            states[states.count - 1] = .interpolation(parentheses: open + 1)
            code.append(bytes.removeFirst())
        case UInt8(ascii: ")"):
            code.append(bytes.removeFirst())
            if open == 1 {
                states.removeLast()
            } else {
                states[states.count - 1] = .interpolation(parentheses: open - 1)
            }
        default: readCode()
        }
    }

    private mutating func opensString() -> Bool {
        let hashes = bytes.prefix { $0 == UInt8(ascii: "#") }.count
        let rest = bytes.dropFirst(hashes)
        let quotes = rest.prefix { $0 == UInt8(ascii: "\"") }.count
        guard quotes > 0 else { return false }
        let isMultiline = quotes >= 3
        bytes = rest.dropFirst(isMultiline ? 3 : 1)
        code.append(UInt8(ascii: "\""))
        states.append(.string(hashes: hashes, isMultiline: isMultiline))
        return true
    }

    private mutating func readString(_ hashes: Int, _ isMultiline: Bool) {
        let guards = bytes.dropFirst().prefix(hashes).elementsEqual(repeatElement(UInt8(ascii: "#"), count: hashes))
        if bytes.first == UInt8(ascii: "\\"), guards {
            let escaped = bytes.dropFirst(1 + hashes)
            bytes = escaped.dropFirst()
            if escaped.first == UInt8(ascii: "(") {
                code.append(UInt8(ascii: "("))
                states.append(.interpolation(parentheses: 1))
            }
        } else if bytes.first == UInt8(ascii: "\""), closes(hashes, isMultiline) {
            bytes = bytes.dropFirst((isMultiline ? 3 : 1) + hashes)
            code.append(UInt8(ascii: "\""))
            states.removeLast()
        } else {
            bytes.removeFirst()
        }
    }

    private func closes(_ hashes: Int, _ isMultiline: Bool) -> Bool {
        if isMultiline, !begins("\"\"\"") { return false }
        let after = bytes.dropFirst(isMultiline ? 3 : 1)
        return after.prefix(hashes).elementsEqual(repeatElement(UInt8(ascii: "#"), count: hashes))
    }

    private mutating func readBlockComment(_ depth: Int) {
        if begins("*/") {
            bytes.removeFirst(2)
            if depth == 1 { states.removeLast() } else { states[states.count - 1] = .blockComment(depth: depth - 1) }
        } else if begins("/*") {
            bytes.removeFirst(2)
            states[states.count - 1] = .blockComment(depth: depth + 1)
        } else {
            bytes.removeFirst()
        }
    }
}
