/// Literals make safe text, and values are interpolated as safe text, as whole numbers, or openly as untrusted.
extension SafeText: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    public init(stringLiteral words: StaticString) {
        self.init(untrusted: words.description)
    }

    public init(stringInterpolation parts: Interpolation) {
        self = parts.text
    }

    /// Gathers the parts of `"inbox \(count)"`.
    public struct Interpolation: StringInterpolationProtocol {
        var text = SafeText()

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ words: StaticString) {
            text += SafeText(words)
        }

        public mutating func appendInterpolation(_ part: SafeText) {
            text += part
        }

        public mutating func appendInterpolation(_ number: some BinaryInteger) {
            text += SafeText(untrusted: String(number))
        }

        public mutating func appendInterpolation(untrusted part: String, policy: TextPolicy = .standard) {
            text += SafeText(untrusted: part, policy: policy)
        }
    }
}
