/// Names nobody else makes.
enum Unique {
    /// 16 random hexadecimal digits.
    static func text() -> String {
        let random = UInt64.random(in: .min ... .max)
        return withUnsafeBytes(of: random) { Hexadecimal.encode($0) }
    }
}
