/// What one Unicode scalar does to the columns of a row.
///
/// The classes come from one table generated at a pinned Unicode version (`.scripts/unicode-widths`), never from the
/// C library or the Swift runtime, so that a frame is the same on every machine.
public enum ScalarClass: UInt8, Sendable {
    /// Never drawn: controls, invisible format characters, private use, unassigned, or of no certain width.
    case hidden
    /// One column.
    case narrow
    /// Two columns: East Asian Wide or Fullwidth, or shown as an emoji by default.
    case wide
    /// One column, or two in terminals set to the wide East Asian habit.
    case ambiguous
    /// No column of its own: sits on the scalar before it.
    case mark
    /// A Hangul vowel or final: no column of its own after a leading consonant, not drawable alone.
    case jamo

    /// The class of a scalar.
    public init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if value < 0x7F {
            self = value < 0x20 ? .hidden : .narrow
            return
        }
        if value < Self.directCount {
            self = Self.direct[Int(value)]
        } else {
            self = Self.search(value)
        }
    }

    /// Alphabets, punctuation and symbols up to here are looked up without a search.
    private static let directCount: UInt32 = 0x3000
    private static let direct = (0..<directCount).map(search)

    private static func search(_ value: UInt32) -> ScalarClass {
        var low = 0
        var high = changes.count
        // The last change at or before the value; the first entry is scalar 0, so there always is one.
        while high - low > 1 {
            let middle = (low + high) / 2
            if changes[middle] >> 3 <= value { low = middle } else { high = middle }
        }
        return ScalarClass(rawValue: UInt8(changes[low] & 7)) ?? .hidden
    }
}
