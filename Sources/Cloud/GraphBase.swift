import Foundation

/// The address of the Graph API, version included (`whatsapp.md` §10). Every request goes below it.
public struct GraphBase: Hashable, Sendable {
    /// Scheme, host, port and path, without a slash at the end.
    public let text: String

    /// The version requests are written for.
    public static let standardVersion = "v25.0"
    /// Meta's own host.
    public static let standard = GraphBase(checked: "https://graph.facebook.com/\(standardVersion)")

    /// Takes an address such as `https://graph.facebook.com/v25.0` or `http://127.0.0.1:8080`; one without a path gets
    /// the standard version.
    /// - Throws: `Problem`.
    public init(_ text: String) throws(Problem) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            let host = parts.host, !host.isEmpty
        else { throw .notAnAddress }
        guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil else {
            throw .extraParts
        }
        switch scheme {
        case "https": break
        case "http": guard Self.isLoopback(host) else { throw .plainHTTP(host: host) }
        default: throw .notAnAddress
        }
        if host.contains(":") { throw .addressLiteral }
        var path = parts.percentEncodedPath
        while path.hasSuffix("/") { path.removeLast() }
        if path.isEmpty { path = "/\(Self.standardVersion)" }
        let port = parts.port.map { ":\($0)" } ?? ""
        self.init(checked: "\(scheme)://\(host)\(port)\(path)")
    }

    private init(checked text: String) { self.text = text }

    /// Why an address cannot be used.
    public enum Problem: Error, Hashable, Sendable {
        /// Not an `https://` address (or `http://` on this machine).
        case notAnAddress
        /// A user, a password, a query or a fragment has no business here.
        case extraParts
        /// The token would cross a network in the clear. Plain HTTP is for 127.0.0.1 and localhost.
        case plainHTTP(host: String)
        /// An IPv6 literal, which the system's HTTP library refuses; a name works.
        case addressLiteral
    }

    /// The address of a node or edge below the base. Segments and query values are escaped; nothing climbs out.
    func url(_ segments: [String], query: [(String, String)] = []) throws(GraphFailure) -> URL {
        var address = text
        for segment in segments {
            guard !segment.isEmpty, segment != ".", segment != ".." else { throw .badIdentifier(segment) }
            address += "/" + Self.escaped(segment)
        }
        for (index, (name, value)) in query.enumerated() {
            address += (index == 0 ? "?" : "&") + Self.escaped(name) + "=" + Self.escaped(value)
        }
        guard let url = URL(string: address) else { throw .badIdentifier(segments.joined(separator: "/")) }
        return url
    }

    private static func escaped(_ text: String) -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~,".utf8)
        var escaped = ""
        for byte in text.utf8 {
            if plain.contains(byte) {
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                escaped += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return escaped
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host.lowercased() == "localhost" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
