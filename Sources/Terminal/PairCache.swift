/// Colour pairs handed out in order of first use.
///
/// ncurses names a foreground and background by one number. A terminal of eight colours has 64 of them, of which a
/// screen may need more; then the owner starts again, and what still finds no pair is drawn without colour.
struct PairCache {
    private struct Key: Hashable {
        let foreground: Int32
        let background: Int32
    }

    /// A pair's number, and whether ncurses must be told what it is.
    struct Pair: Equatable {
        let number: Int32
        let isNew: Bool
    }

    /// How many pairs the terminal has; pair 0 is its own colours and cannot be changed.
    let capacity: Int
    private var numbers: [Key: Int32] = [:]

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// - Parameters:
    ///   - foreground: ncurses's colour number, −1 for the terminal's own.
    ///   - background: likewise.
    /// - Returns: nil when all pairs are taken.
    mutating func pair(foreground: Int32, background: Int32) -> Pair? {
        if foreground == -1, background == -1 { return Pair(number: 0, isNew: false) }
        let key = Key(foreground: foreground, background: background)
        if let number = numbers[key] { return Pair(number: number, isNew: false) }
        let number = numbers.count + 1
        guard number < capacity, number <= Int(Int32.max) else { return nil }
        numbers[key] = Int32(number)
        return Pair(number: Int32(number), isNew: true)
    }

    mutating func removeAll() {
        numbers.removeAll(keepingCapacity: true)
    }
}
