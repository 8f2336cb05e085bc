/// `CSI parameters intermediates final`, taken apart.
struct ControlSequence {
    /// `<`, `=`, `>` or `?` before the parameters.
    let marker: Character?
    /// Parameters, each with its sub-parameters; a missing number is nil.
    let parameters: [[Int?]]
    let intermediates: String
    let final: Character

    /// More than any report has; bytes beyond are not looked at.
    private static let maximumParameters = 32
    /// Numbers are held here; no code, place or size comes near.
    private static let maximumNumber = 0x110000

    /// - Parameters:
    ///   - body: the bytes between the introducer and the final one, all in 0x20…0x3F.
    init(body: [UInt8], final: UInt8) {
        self.final = Character(Unicode.Scalar(final))
        var rest = body[...]
        if let first = rest.first, (0x3C...0x3F).contains(first) {
            marker = Character(Unicode.Scalar(first))
            rest.removeFirst()
        } else {
            marker = nil
        }
        let numbers = rest.prefix { $0 >= 0x30 }
        intermediates = String(decoding: rest.dropFirst(numbers.count), as: UTF8.self)
        parameters = numbers.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .prefix(Self.maximumParameters)
            .map { parameter in
                parameter.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Self.number)
            }
    }

    /// How many parameters there are.
    var count: Int { isPlain ? 0 : parameters.count }

    /// Whether there is nothing between introducer and final byte.
    var isPlain: Bool {
        marker == nil && intermediates.isEmpty && parameters.allSatisfy { $0.allSatisfy { $0 == nil } }
    }

    /// The main number of a parameter, or nil when it is missing or empty.
    func number(_ index: Int) -> Int? {
        index < parameters.count ? parameters[index].first.flatMap { $0 } : nil
    }

    /// A sub-parameter, or nil when it is missing or empty.
    func subnumber(_ index: Int, _ subindex: Int) -> Int? {
        guard index < parameters.count, subindex < parameters[index].count else { return nil }
        return parameters[index][subindex]
    }

    /// Column and row from two parameters counted from 1.
    func place(at index: Int) -> Position? {
        guard let column = number(index), let row = number(index + 1) else { return nil }
        return Position(column: column - 1, row: row - 1)
    }

    /// What it answers, when it is an answer.
    var reply: TerminalReply? {
        let numbers = parameters.map { $0.first.flatMap { $0 } ?? 0 }
        switch (marker, intermediates, final) {
        case ("?", "", "c"): return .attributes(numbers)
        case (">", "", "c"): return .secondaryAttributes(numbers)
        case ("?", "$", "y") where numbers.count == 2: return .mode(numbers[0], state: numbers[1])
        case ("?", "", "u"): return .keyboardFlags(numbers.first ?? 0)
        case ("?", "", "n") where numbers.count == 2 && numbers[0] == 997: return .scheme(isDark: numbers[1] == 1)
        default: return nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty else { return nil }
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = min(value * 10 + Int(digit - 0x30), maximumNumber)
        }
        return value
    }
}
