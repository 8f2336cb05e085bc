/// The platform's clock readings: whole seconds since 1970, written as strings or as numbers.
enum Timestamp {
    /// The last second of the year 9999. Anything later (milliseconds, say) is not a timestamp of the platform, and
    /// refusing it here keeps every later sum within 64 bits.
    static let latest: Int64 = 253_402_300_799

    /// Seconds since 1970, or `nil` for what is no plausible time. Zero is how a program writes that it knows none.
    static func seconds(_ json: JSONValue?) -> Int64? {
        guard let seconds = json?.int, 1...latest ~= seconds else { return nil }
        return seconds
    }
}
