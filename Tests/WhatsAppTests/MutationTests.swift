import TestSupport
import Testing
import WhatsApp

/// Whatever is missing, null or of a wrong type: nothing crashes and nothing that came in fails to come out.
@Suite struct MutationTests {
    /// A way down into a value.
    enum Step: Hashable, Sendable { case member(String), element(Int) }

    private static let replacements: [JSONValue?] = [
        nil, .null, true, 7, 1.5, "", "x", [], ["x"], [nil], [:], ["x": 1], .number("1e400"),
    ]

    @Test(arguments: Fixture.messageElements.map(\.name))
    func aDamagedMessageIsStillAMessage(_ name: String) throws {
        let element = try #require(Fixture.messageElements.first { $0.name == name }?.element)
        let json = try JSONValue(text: element)
        for path in Self.paths(in: json) {
            for replacement in Self.replacements {
                let damaged = Self.replacing(path[...], in: json, by: replacement)
                let neighbour = Fixture.message("text", #""text":{"body":"ao lado"}"#, id: "wamid.N")
                let body = Fixture.messages(damaged.canonicalText, neighbour)
                let items = try Webhook(bytes: Array(body.utf8)).items
                #expect(items.count == 2, "\(path) by \(String(describing: replacement))")
                guard case .message(let message)? = items.first, case .message(let second)? = items.last else {
                    Issue.record("\(path) made a message something else")
                    continue
                }
                #expect(message.raw == damaged, "the damaged element is kept as it is")
                #expect(second.content == .text(body: "ao lado"), "its neighbour is untouched")
            }
        }
    }

    @Test(arguments: Fixture.fields.map(\.field))
    func aDamagedFieldIsStillAnItem(_ field: String) throws {
        let value = try #require(Fixture.fields.first { $0.field == field }?.value)
        let json = try JSONValue(text: value)
        for path in Self.paths(in: json) {
            for replacement in Self.replacements {
                let damaged = Self.replacing(path[...], in: json, by: replacement)
                let body = Fixture.envelope(field: field, value: damaged.canonicalText)
                #expect(try Webhook(bytes: Array(body.utf8)).items.count == 1)
            }
        }
    }

    @Test func aDamagedBatchLosesNoItem() throws {
        let json = try JSONValue(text: Fixture.batch)
        let whole = Webhook(json: json).items
        for path in Self.paths(in: json) {
            for replacement in Self.replacements {
                let damaged = Self.replacing(path[...], in: json, by: replacement)
                let items = Webhook(json: damaged).items
                // Inside an element, a contact or a metadata nothing may disappear. Above them, what was cut off is
                // gone; what is left in its place must still be an item, unless it is an empty list.
                let isInside = path.contains(.member("value")) && path.count > 7
                if isInside { #expect(items.count == whole.count, "\(path)") }
                let isEmptied = replacement == [] || replacement == nil || replacement == .null
                if !isEmptied { #expect(!items.isEmpty, "\(path) by \(String(describing: replacement))") }
            }
        }
    }

    @Test(arguments: Fixture.messageElements.map(\.name))
    func truncatedBodiesAreRefused(_ name: String) throws {
        let element = try #require(Fixture.messageElements.first { $0.name == name }?.element)
        let bytes = Array(Fixture.messages(element).utf8)
        for length in stride(from: 0, to: bytes.count, by: 3) {
            #expect(throws: WebhookError.self) { try Webhook(bytes: bytes.prefix(length)) }
        }
    }

    @Test(arguments: 0..<8)
    func randomBytesNeverCrash(_ seed: Int) throws {
        var random = Lehmer(seed: UInt64(seed) + 1)
        let alphabet = Array(#"{}[]",:\u0123456789abcdeftrnlE.+- "#.utf8)
        let whole = Array(Fixture.batch.utf8)
        for round in 0..<400 {
            var bytes: [UInt8]
            switch round % 3 {
            case 0:
                bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                    .random(in: 0...255, using: &random)
                }
            case 1:
                bytes = (0..<Int.random(in: 0...120, using: &random)).map { _ in
                    alphabet.randomElement(using: &random) ?? 0
                }
            default:
                bytes = whole
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
                }
            }
            do {
                let webhook = try Webhook(bytes: bytes)
                let again = try Webhook(bytes: try JSONValue(bytes: bytes).canonicalBytes)
                #expect(again == webhook, "the canonical form means the same")
            } catch {
                #expect(error is WebhookError)
            }
        }
    }

    // MARK: Paths

    static func paths(in json: JSONValue) -> [[Step]] {
        switch json {
        case .object(let object):
            object.members.flatMap { key, value in
                [[.member(key)]] + paths(in: value).map { [.member(key)] + $0 }
            }
        case .array(let elements):
            elements.enumerated().flatMap { index, value in
                [[.element(index)]] + paths(in: value).map { [.element(index)] + $0 }
            }
        default: []
        }
    }

    /// `nil` drops a member; an element of a list becomes `null` then, so that positions stay.
    static func replacing(_ path: ArraySlice<Step>, in json: JSONValue, by value: JSONValue?) -> JSONValue {
        guard let step = path.first else { return value ?? .null }
        switch (step, json) {
        case (.member(let key), .object(var object)):
            object[key] =
                path.count == 1 ? value : object[key].map { replacing(path.dropFirst(), in: $0, by: value) }
            return .object(object)
        case (.element(let index), .array(var elements)):
            elements[index] = replacing(path.dropFirst(), in: elements[index], by: value)
            return .array(elements)
        default:
            return json
        }
    }
}

/// A small generator whose numbers depend on its seed only.
struct Lehmer: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
