import Screen

/// The readers of bytes that come from others.
enum Harness: String, CaseIterable {
    /// A webhook's body, up to the events of the inbox.
    case webhook
    /// What a terminal sends.
    case input
    /// The filter and the wrapping of remote text.
    case text
    /// A theme file.
    case theme
    /// `config.toml`.
    case config

    func run(_ bytes: [UInt8]) {
        switch self {
        case .webhook: WebhookHarness.run(bytes)
        case .input: InputHarness.run(bytes)
        case .text: TextHarness.run(bytes)
        case .theme: ThemeHarness.run(bytes)
        case .config: ConfigHarness.run(bytes)
        }
    }

    /// Bytes to begin with: fixtures of the tests.
    var seeds: [[UInt8]] {
        switch self {
        case .webhook: WebhookHarness.seeds
        case .input:
            (0..<40).map { seed in
                var hostile = HostileText(seed: UInt64(seed))
                return hostile.bytes(count: 20 + 10 * seed)
            }
        case .text:
            (0..<40).map { seed in
                var hostile = HostileText(seed: UInt64(seed))
                return Array(hostile.text(scalars: 5 + 5 * seed).utf8)
            }
        case .theme: ThemeHarness.seeds
        case .config: ConfigHarness.seeds
        }
    }
}
