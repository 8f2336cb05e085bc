import Foundation
import WhatsApp

/// One call of the Graph API that this program has no function of its own for: what `oriel graph` makes.
///
/// It is read before anything leaves, so that it can neither reach another host nor another version than the base names,
/// nor carry a token beside the header, nor send a customer anything: only the gate's permit does that (law 3).
public struct GraphCall: Hashable, Sendable {
    /// One `--field`: a text, or any JSON value.
    public struct Field: Hashable, Sendable {
        /// Of the query or of the body's object.
        public var name: String
        /// As text in a query; as it is in a body.
        public var value: JSONValue
        /// Whether it was given as JSON: such a field makes a `DELETE` carry a body.
        public var isJSON: Bool

        /// Reads `name=text` or `name:=json`.
        /// - Throws: `Problem`.
        public init(_ text: String) throws(Problem) {
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                throw .fieldWithoutName(text)
            }
            let value = String(text[text.index(after: equals)...])
            let before = text.index(before: equals)
            isJSON = text[before] == ":"
            name = String(text[..<(isJSON ? before : equals)])
            if name.isEmpty { throw .fieldWithoutName(text) }
            guard isJSON else {
                self.value = .string(value)
                return
            }
            do {
                self.value = try JSONValue(text: value)
            } catch {
                throw .fieldIsNotJSON(name)
            }
        }
    }

    /// Why a call is not made.
    public enum Problem: Error, Hashable, Sendable {
        /// An address, where a path below the base is wanted.
        case elsewhere
        /// The path names no object.
        case noObject
        /// The base names the version, and another one stands in the path.
        case otherVersion(String, base: String)
        /// A segment that cannot be part of a path.
        case badSegment(String)
        /// Whatever sends goes through the gate.
        case sends(edge: String)
        /// A name that would carry a token, or turn the call into another one.
        case reserved(String)
        case fieldWithoutName(String)
        case fieldIsNotJSON(String)
        case fieldTwice(String)
    }

    /// What is asked of the server.
    public let method: HTTPRequest.Method
    let segments: [String]
    let query: [(name: String, value: String)]
    let body: [UInt8]

    /// Reads a path below the base, such as `/700111222333444?fields=health_status`, with or without the base's version.
    /// Fields go into the query of a `GET`, into the body of a `POST`, and into the query of a `DELETE` unless one of them
    /// is JSON.
    /// - Throws: `Problem`.
    public init(_ method: HTTPRequest.Method, path: String, fields: [Field] = [], base: GraphBase) throws(Problem) {
        self.method = method
        guard !path.contains("://"), !path.hasPrefix("//") else { throw .elsewhere }
        let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var segments = parts[0].split(separator: "/").map(String.init)
        if let first = segments.first, Self.isVersion(first) {
            let version = String(base.text.split(separator: "/").last ?? "")
            guard first == version else { throw .otherVersion(first, base: version) }
            segments.removeFirst()
        }
        guard let last = segments.last else { throw .noObject }
        for segment in segments where segment == "." || segment == ".." || segment.contains("%") {
            throw .badSegment(segment)
        }
        if method != .get, Self.sending.contains(last.lowercased()) { throw .sends(edge: last.lowercased()) }
        var query = try Self.query(parts.count > 1 ? String(parts[1]) : "")
        let isInBody = method == .post || method == .delete && fields.contains { $0.isJSON }
        var members = JSONObject()
        for field in fields {
            if isInBody {
                guard members[field.name] == nil else { throw .fieldTwice(field.name) }
                members[field.name] = field.value
            } else {
                query.append((field.name, field.value.string ?? field.value.canonicalText))
            }
        }
        for name in query.map(\.name) + members.keys where Self.reserved.contains(name.lowercased()) {
            throw .reserved(name)
        }
        guard Set(query.map(\.name)).count == query.count else {
            throw .fieldTwice(query.map(\.name).first { name in query.count { $0.name == name } > 1 } ?? "")
        }
        self.segments = segments
        self.query = query
        body = isInBody ? JSONValue.object(members).canonicalBytes : []
    }

    /// Edges that reach a customer (`whatsapp.md` §4, §4.6).
    private static let sending: Set<String> = ["messages", "marketing_messages"]
    /// A token in an address lands in logs (`whatsapp.md` §10); `method`, `batch` and `id` make another call of this one.
    private static let reserved: Set<String> = ["access_token", "method", "batch", "id", "ids"]

    private static func isVersion(_ segment: String) -> Bool {
        segment.hasPrefix("v") && segment.dropFirst().allSatisfy { $0.isNumber || $0 == "." } && segment.count > 1
    }

    private static func query(_ text: String) throws(Problem) -> [(name: String, value: String)] {
        var query: [(name: String, value: String)] = []
        for item in text.split(separator: "&") {
            let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { part in
                String(part).replacingOccurrences(of: "+", with: " ").removingPercentEncoding ?? String(part)
            }
            guard let name = pair.first, !name.isEmpty else { throw .fieldWithoutName(String(item)) }
            query.append((name, pair.count > 1 ? pair[1] : ""))
        }
        return query
    }

    /// Whether a text anywhere in it gives the token away, as a value copied from a shell might.
    public func carries(_ token: Token) -> Bool {
        token.stands(in: segments.joined(separator: "/"))
            || query.contains { token.stands(in: $0.name) || token.stands(in: $0.value) }
            || token.stands(in: String(decoding: body, as: UTF8.self))
    }

    /// By what it asks.
    public static func == (a: GraphCall, b: GraphCall) -> Bool {
        a.method == b.method && a.segments == b.segments && a.body == b.body
            && a.query.map(\.name) == b.query.map(\.name) && a.query.map(\.value) == b.query.map(\.value)
    }

    /// By what it asks.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(method)
        hasher.combine(segments)
        hasher.combine(query.map(\.value))
        hasher.combine(body)
    }
}
