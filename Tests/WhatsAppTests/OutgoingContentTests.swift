import Testing

@testable import WhatsApp

/// Places, cards and reactions to send, at their edges (`whatsapp.md` §4.2).
@Suite struct OutgoingContentTests {
    @Test(
        arguments: [
            (90.0, 180.0, nil, nil, nil), (-90.0, -180.0, "Shop", nil, nil), (0.0, 0.0, "Shop", "Quay 1", nil),
            (90.001, 0.0, nil, nil, FieldError(.latitude, .outside(least: -90, most: 90))),
            (.nan, 0.0, nil, nil, FieldError(.latitude, .outside(least: -90, most: 90))),
            (0.0, -180.001, nil, nil, FieldError(.longitude, .outside(least: -180, most: 180))),
            (0.0, 0.0, nil, "Quay 1", FieldError(.placeName, .missing)),
            (0.0, 0.0, " ", nil, FieldError(.placeName, .missing)),
            (0.0, 0.0, "Shop", "", FieldError(.placeAddress, .missing)),
        ] as [(Double, Double, String?, String?, FieldError?)])
    func places(_ north: Double, _ east: Double, _ name: String?, _ address: String?, _ wanted: FieldError?) throws {
        do {
            let place = try OutgoingLocation(latitude: north, longitude: east, name: name, address: address)
            #expect(wanted == nil)
            #expect(try OutgoingLocation(json: ["location": place.json]) == place)
        } catch {
            #expect(error == wanted)
        }
    }

    @Test(
        arguments: [
            (#"{"name":{"formatted_name":"Bia Melo","first_name":"Bia"}}"#, nil),
            (
                #"""
                [{"name":{"formatted_name":"Bia","prefix":"Dr."},"phones":[{"phone":"+5511","type":"WORK","wa_id":"5511"}],
                "emails":[{"email":"b@a.example"}],"org":{"company":"Aurora","title":"CEO"},"urls":[{"url":"https://a.example"}],
                "addresses":[{"city":"Recife"}],"birthday":"1990-01-31"}]
                """#, nil
            ),
            (#"[]"#, FieldError(.contacts, .missing)),
            (#""Bia""#, FieldError(.contacts, .malformed)),
            (#"{"name":{"formatted_name":"Bia"}}"#, FieldError(.contactNamePart(0), .missing)),
            (#"{"name":{"first_name":"Bia"}}"#, FieldError(.contactName(0), .missing)),
            (#"{"phones":[]}"#, FieldError(.contactName(0), .missing)),
            (
                #"[{"name":{"formatted_name":"Bia","first_name":"Bia"}},{"name":{"formatted_name":"A","first_name":"A"},"phones":[{"type":"WORK"}]}]"#,
                FieldError(.contactPhone(1), .missing)
            ),
            (
                #"{"name":{"formatted_name":"Bia","first_name":"Bia"},"emails":[{"type":"WORK"}]}"#,
                FieldError(.contactEmail(0), .missing)
            ),
            (
                #"{"name":{"formatted_name":"Bia","first_name":"Bia"},"phone":"1"}"#,
                FieldError(.member("contacts[0].phone"), .notAllowed)
            ),
            (
                #"{"name":{"formatted_name":"Bia","first_name":"Bia"},"birthday":"31.1.1990"}"#,
                FieldError(.member("contacts[0].birthday"), .malformed)
            ),
        ] as [(String, FieldError?)])
    func cards(_ json: String, _ wanted: FieldError?) throws {
        let value = try JSONValue(text: json)
        do {
            let contacts = try OutgoingContacts(json: value)
            #expect(wanted == nil)
            #expect(try OutgoingContacts(json: contacts.json) == contacts)
            #expect(contacts.read.map(\.formattedName) == contacts.cards.map(\.name))
        } catch {
            #expect(error == wanted)
        }
    }

    @Test(arguments: [(5, nil), (6, FieldError(.contacts, .tooMany(count: 6, limit: 5)))] as [(Int, FieldError?)])
    func cardCount(_ count: Int, _ wanted: FieldError?) throws {
        let cards = try (0..<count).map {
            try OutgoingContact(name: "Card \($0)", phone: "+551\($0)", waID: "551\($0)")
        }
        do {
            #expect(try OutgoingContacts(cards).cards.count == count)
            #expect(wanted == nil)
        } catch {
            #expect(error == wanted)
        }
    }

    @Test(arguments: [
        ("👍", true), ("❤️", true), ("❤", true), ("👍🏽", true), ("👩‍💻", true), ("🇧🇷", true), ("1️⃣", true), ("", false),
        ("1", false), ("#", false), ("a", false), ("👍👍", false), (" 👍", false), ("ok", false),
    ])
    func reactions(_ emoji: String, _ isOne: Bool) {
        #expect(OutgoingReaction.isEmoji(emoji) == isOne)
        #expect(throws: FieldError(.message, .missing)) { try OutgoingReaction(to: "", emoji: "👍") }
    }
}
