import Testing
import WhatsApp

@Suite struct JSONOutlineWritingTests {
    @Test(arguments: [
        (#"{"a":{"n":1.10,"b":1e2}}"#, #"{"b":1e2,"n":1.10}"#),
        (#"{"a":[{"z":-0,"s":"\u00e9 \/"}]}"#, #"{"s":"é /","z":-0}"#),
        (
            #"{"a":{ "n" : 12345678901234567890.50 , "l" : [ 1.0, true, null ] }}"#,
            #"{"l":[1.0,true,null],"n":12345678901234567890.50}"#
        ),
        (#"{"a":{"n":[1.0],"n":[2.0]}}"#, #"{"n":[1.0,2.0]}"#),
    ])
    func numbersStayAsTheyWereSent(_ body: String, _ written: String) throws {
        let bytes = Array(body.utf8)
        let value = try #require(try JSONValue(bytes: bytes)["a"])
        let element = value.object == nil ? try #require(value[0]) : value
        #expect(JSONOutline.asSent(element.canonicalText, in: bytes) == written)
        #expect(try JSONValue(text: written) == element)
    }

    @Test func whatIsNotThereIsNotFound() {
        for body in [#"{"a":{"n":1}}"#, "[1]", "no json"] {
            #expect(JSONOutline.asSent(#"{"n":2}"#, in: Array(body.utf8)) == nil)
        }
    }
}
