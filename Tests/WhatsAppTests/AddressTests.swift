import Testing

@testable import WhatsApp

@Suite struct AddressTests {
    @Test(arguments: [
        ("15557770101", Address.waID("15557770101")),
        ("+55 (11) 98765-0101", .waID("5511987650101")),
        (" 15557770101\n", .waID("15557770101")),
        ("US.48210593377120456", .bsuid("US.48210593377120456")),
        ("BR.a9Z", .bsuid("BR.a9Z")),
        ("US.ENT", .bsuid("US.ENT")),
        ("US.ENT.7710", .parentBSUID("US.ENT.7710")),
        ("us.4821", .opaque("us.4821")),
        ("USA.4821", .opaque("USA.4821")),
        ("US.", .opaque("US.")),
        ("US.ENT.", .opaque("US.ENT.")),
        ("US.12-4", .opaque("US.12-4")),
        ("US.ÄÖ", .opaque("US.ÄÖ")),
        ("Z3JvdXAx", .opaque("Z3JvdXAx")),
        ("٤٤", .opaque("٤٤")),
    ])
    func tellsWhatItIs(_ text: String, _ address: Address) {
        #expect(Address(text) == address)
    }

    @Test func boundsTheLength() {
        let longest = "US." + String(repeating: "a", count: 128)
        #expect(Address(longest) == .bsuid(longest))
        #expect(Address(longest + "a") == .opaque(longest + "a"))
    }

    @Test(arguments: ["", " ", "\n"])
    func nothingIsNoAddress(_ text: String) { #expect(Address(text) == nil) }

    @Test func aLoneContactBelongsToTheSender() {
        var sender = Aliases(bsuid: "US.1")
        sender.complete(from: [Aliases(waID: "15557770101", profileName: "Dana")])
        #expect(sender == Aliases(waID: "15557770101", bsuid: "US.1", profileName: "Dana"))
    }

    @Test func aContactOfSomebodyElseIsNotTaken() {
        var sender = Aliases(waID: "15557770101")
        sender.complete(from: [Aliases(waID: "15557770102", profileName: "Ben")])
        #expect(sender == Aliases(waID: "15557770101"))
    }

    @Test func ofSeveralContactsTheMatchingOneIsTaken() {
        var sender = Aliases(waID: "15557770102")
        sender.complete(from: [
            Aliases(waID: "15557770101", bsuid: "US.1"), Aliases(waID: "15557770102", bsuid: "US.2"),
        ])
        #expect(sender.bsuid == "US.2")
        var stranger = Aliases()
        stranger.complete(from: [Aliases(waID: "15557770101"), Aliases(waID: "15557770102")])
        #expect(stranger.isAnonymous)
    }

    @Test func usernamesLoseTheirAt() {
        #expect(Aliases(contact: ["profile": ["username": "@dana.o"]]).username == "dana.o")
        #expect(Aliases(contact: ["profile": ["username": "@"]]).username == nil)
        #expect(Aliases(contact: ["wa_id": 15_557_770_101]).waID == "15557770101")
        #expect(Aliases(contact: ["wa_id": "US.9"]).bsuid == "US.9")
    }
}
