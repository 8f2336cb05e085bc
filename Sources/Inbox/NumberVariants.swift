/// Ways of writing one subscriber's number that differ by a digit some countries added: the platform may name a person by
/// either (`whatsapp.md` §2.2). They are candidates for an agent to look at and never equal by rule, for in each country
/// both forms could be two people's.
public enum NumberVariants {
    /// The other forms of a number; none where its country has none.
    ///
    /// - Parameter digits: without `+`, country code first.
    public static func of(_ digits: String) -> Set<String> {
        let digit = Array(digits.utf8)
        guard digit.allSatisfy({ 0x30...0x39 ~= $0 }) else { return [] }
        func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
        let rest = digit.dropFirst(2)
        switch (digits.prefix(2), digit.count) {
        // Brazil: mobile numbers got a 9 in front of their eight digits, which began with 6 to 9.
        case ("55", 12) where 0x36...0x39 ~= digit[4]: return [text(digit[..<4]) + "9" + text(digit[4...])]
        case ("55", 13) where digit[4] == 0x39 && 0x36...0x39 ~= digit[5]:
            return [text(digit[..<4]) + text(digit[5...])]
        // Mexico: mobile numbers had a 1 after the country code until 2019.
        case ("52", 12): return ["521" + text(rest)]
        case ("52", 13) where digit[2] == 0x31: return ["52" + text(rest.dropFirst())]
        // Argentina: mobile numbers have a 9 after the country code when called from abroad.
        case ("54", 12) where digit[2] != 0x39: return ["549" + text(rest)]
        case ("54", 13) where digit[2] == 0x39: return ["54" + text(rest.dropFirst())]
        default: return []
        }
    }
}
