/// Literals make safe text, and values are interpolated as safe text, as whole numbers, or openly as untrusted.
extension SafeText: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// Words of the source code: ours, and safe as they stand.
    public init(stringLiteral words: StaticString) {
        self.init(untrusted: words.description)
    }

    /// Our words with safe parts between them.
    public init(stringInterpolation parts: Interpolation) {
        self = parts.text
    }

    /// Gathers the parts of `"inbox \(count)"`.
    public struct Interpolation: StringInterpolationProtocol {
        var text = SafeText()

        /// Starts empty; the sizes are hints of the compiler.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds words of the source code.
        public mutating func appendLiteral(_ words: StaticString) {
            text += SafeText(words)
        }

        /// Adds text that was made safe before.
        public mutating func appendInterpolation(_ part: SafeText) {
            text += part
        }

        /// Adds a number in decimal digits, without grouping.
        public mutating func appendInterpolation(_ number: some BinaryInteger) {
            text += SafeText(untrusted: String(number))
        }

        /// Adds text from outside and makes it safe by a policy.
        public mutating func appendInterpolation(untrusted part: String, policy: TextPolicy = .standard) {
            text += SafeText(untrusted: part, policy: policy)
        }
    }
}
