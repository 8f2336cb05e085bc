extension Theme {
    /// A theme to choose, as a list shows it.
    public struct Offer: Hashable, Sendable {
        /// What the config calls it.
        public let name: String
        /// One line by its author; empty when there is none or the file cannot be read.
        public let summary: String
        /// The ground it is made for; nil when the file cannot be read.
        public let appearance: Appearance?
        /// Whether it comes with the program.
        public let isShipped: Bool
    }
}
