import Screen

extension Words {
    /// The same, one a line.
    public var ordersText: String { orders.map(\.string).joined(separator: "\n") }

    /// Every order of the line mode with what it does, from the tables that read them: for its help and the README.
    public var orders: [SafeText] {
        let letters = PlainOrder.Name.letters.map { "\($0.key) \($0.value.rawValue)" }.joined(separator: ", ")
        return pattern(.plainHelp).split(separator: "\n").map { SafeText(untrusted: String($0)) }
            + PlainOrder.commands.map {
                let name = SafeText(untrusted: $0.rawValue)
                let order = PlainOrder.isAboutMessage($0) ? self(.plainHelpNumber, name) : name
                return self(.plainHelpCommand, order, command($0))
            } + [self(.plainHelpLetters, SafeText(untrusted: letters))]
    }
}
