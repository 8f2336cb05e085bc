/// A text in which numbers that open an account or name a taxpayer are covered: CPFs (the Brazilian taxpayer's number, two
/// check digits modulo 11) and payment cards (13 to 19 digits, ISO/IEC 7812's check digit by Luhn). Pure; for exports and for
/// whatever else shows somebody's words where not everybody should read them.
///
/// A number is made of whole groups of digits with one space, dot, dash or slash between two of them. What fails its check
/// stays, as do groups that are longer than any such number, and what is written as a telephone number.
public struct MaskedText: Hashable, Sendable {
    /// The text with the digits covered; everything else is as it was, character by character.
    public let string: String
    /// How many numbers were covered.
    public let count: Int

    /// What stands in the place of a digit.
    public static let cover: Character = "•"

    /// Covers all digits of a CPF but the last two, and all of a card but the last four.
    public init(_ text: String) {
        var characters = Array(text)
        let groups = Self.groups(in: characters)
        var covered = 0
        var first = 0
        while first < groups.count {
            guard let match = Self.match(groups[first...]) else {
                first += 1
                continue
            }
            let digits = groups[first..<first + match.groups].flatMap(\.places)
            for place in digits.dropLast(match.kept) { characters[place] = Self.cover }
            covered += 1
            first += match.groups
        }
        string = covered == 0 ? text : String(characters)
        count = covered
    }

    // MARK: Groups

    /// Digits without anything between them.
    private struct Group {
        var places: Range<Int>
        var digits: [Int]
        /// What stands between it and the group before, when that is one separator and nothing else.
        var joint: Character?
        /// A plus stands before it, as before a number of another country.
        var isInternational: Bool
    }

    private static let joints: Set<Character> = [" ", "\u{A0}", "\u{202F}", "\u{3000}", ".", "-", "‐", "‑", "–", "/"]

    private static func groups(in characters: [Character]) -> [Group] {
        var groups: [Group] = []
        for (place, character) in characters.enumerated() {
            guard let digit = digit(character) else { continue }
            if let last = groups.last, last.places.upperBound == place {
                groups[groups.count - 1].places = last.places.lowerBound..<place + 1
                groups[groups.count - 1].digits.append(digit)
                continue
            }
            let before = place > 0 ? characters[place - 1] : nil
            let isJoined = groups.last.map { $0.places.upperBound == place - 1 } ?? false
            groups.append(
                Group(
                    places: place..<place + 1, digits: [digit],
                    joint: isJoined ? before.flatMap { joints.contains($0) ? $0 : nil } : nil,
                    isInternational: before == "+"))
        }
        return groups
    }

    /// Decimal digits of any script: full-width ones are typed by people, too.
    private static func digit(_ character: Character) -> Int? {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
            scalar.properties.numericType == .decimal
        else { return nil }
        return character.wholeNumberValue
    }

    // MARK: Numbers

    private struct Match {
        var groups: Int
        var kept: Int
    }

    /// The longest number that begins with the first group.
    private static func match(_ groups: ArraySlice<Group>) -> Match? {
        guard let first = groups.first, !first.isInternational else { return nil }
        var best: Match?
        var digits: [Int] = []
        var taken: [Group] = []
        for group in groups {
            guard taken.isEmpty || group.joint != nil, digits.count + group.digits.count <= 19 else { break }
            taken.append(group)
            digits += group.digits
            if isCPF(digits), isCPFShape(taken.map(\.digits.count)) {
                best = Match(groups: taken.count, kept: 2)
            } else if isCard(digits), isCardShape(taken) {
                best = Match(groups: taken.count, kept: 4)
            }
        }
        return best
    }

    /// Area code and subscriber are a telephone number of Brazil, which has as many digits.
    private static func isCPFShape(_ sizes: [Int]) -> Bool {
        ![[2, 9], [2, 5, 4], [2, 1, 4, 4], [2, 1, 8]].contains(sizes)
    }

    /// Cards are printed in groups of three to seven digits, the first of four, with one kind of separator; other groups are
    /// dates and orders that come to the same length.
    private static func isCardShape(_ groups: [Group]) -> Bool {
        guard groups.count > 1 else { return true }
        return groups[0].digits.count == 4 && groups.allSatisfy { 3...7 ~= $0.digits.count }
            && Set(groups.dropFirst().map(\.joint)).count == 1
    }

    private static func isCPF(_ digits: [Int]) -> Bool {
        guard digits.count == 11, Set(digits).count > 1 else { return false }
        return [9, 10].allSatisfy { length in
            let sum = (0..<length).reduce(0) { $0 + digits[$1] * (length + 1 - $1) }
            return digits[length] == sum * 10 % 11 % 10
        }
    }

    private static func isCard(_ digits: [Int]) -> Bool {
        guard 13...19 ~= digits.count, Set(digits).count > 1 else { return false }
        let sum = digits.reversed().enumerated().reduce(0) { sum, place in
            let value = place.offset % 2 == 1 ? place.element * 2 : place.element
            return sum + (value > 9 ? value - 9 : value)
        }
        return sum % 10 == 0
    }
}
