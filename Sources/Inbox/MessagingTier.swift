/// How many people a business may write to outside their window within 24 hours (`whatsapp.md` §8): the portfolio's, shared
/// by all its numbers.
public enum MessagingTier: Hashable, Sendable {
    case people(Int)
    case unlimited
    /// A word this program does not know; untrusted text.
    case other(String)

    /// Reads the platform's word: `TIER_250`, `TIER_2K`, `TIER_UNLIMITED`, or the bare number that some fields give, in
    /// which -1 is no limit (`whatsapp.md` §1.7.7).
    public init(_ word: String) {
        let size = word.hasPrefix("TIER_") ? word.dropFirst(5) : word[...]
        if size == "UNLIMITED" || word == "-1" {
            self = .unlimited
        } else if let count = Int(size), count >= 0 {
            self = .people(count)
        } else if size.hasSuffix("K"), let thousands = Int(size.dropLast()), 0...1_000_000 ~= thousands {
            self = .people(thousands * 1_000)
        } else {
            self = .other(word)
        }
    }
}
