import Inbox
import Testing

@Suite("Aliases and addresses")
struct AliasTests {
    @Test(
        "are recognised by their form",
        arguments: [
            ("US.48210593377120456", Alias(.bsuid, "US.48210593377120456")),
            ("BR.a", Alias(.bsuid, "BR.a")), ("US.ENT", Alias(.bsuid, "US.ENT")),
            ("US.ENT.7710045523981", Alias(.parentBSUID, "US.ENT.7710045523981")),
            ("15557770101", Alias(.waID, "15557770101")), ("+55 (11) 98888-0101", Alias(.waID, "5511988880101")),
            ("030/1234-567", Alias(.waID, "0301234567")), ("us.4821", nil), ("USA.4821", nil), ("US.", nil),
            ("US.48 21", nil),
            ("US.ENT.", nil), ("US.4821.9", nil), ("US.ENT.1.2", nil), ("US/.4821", nil), ("12", nil), ("", nil),
            ("  ", nil),
            ("123456789012345678901", nil), ("Dana", nil), ("٣٤٥٦", nil), ("1555x7770101", nil),
        ] as [(String, Alias?)])
    func forms(_ text: String, _ alias: Alias?) { #expect(Alias(anyID: text) == alias) }

    @Test("a BSUID's tail has 1 to 128 characters", arguments: [(1, true), (128, true), (129, false), (0, false)])
    func lengths(_ count: Int, _ isOne: Bool) {
        let tail = String(repeating: "7", count: count)
        #expect(Alias.isBSUID("US." + tail) == isOne)
        #expect(Alias.isParentBSUID("US.ENT." + tail) == isOne)
    }

    @Test(
        "an address is an alias and comes back",
        arguments: [
            Address.phone("15557770101"), .bsuid("US.4821"), .bsuid("US.ENT.7"), .group("Z3JvdXAx"),
        ])
    func addresses(_ address: Address) { #expect(Address(address.alias) == address) }

    @Test("nobody has no address") func nobody() { #expect(Address(.nobody) == nil) }
}
