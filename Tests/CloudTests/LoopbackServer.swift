import Foundation
import Synchronization

/// A web server of one page of code on 127.0.0.1 that answers by script, so that every way an exchange can break is
/// met over real sockets.
final class LoopbackServer: Sendable {
    struct Request: Hashable, Sendable {
        var line: String
        /// Names in lower case.
        var headers: [String: String]
        var body: String

        var path: String { line.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
        /// The path without its query.
        var node: String { String(path.prefix { $0 != "?" }) }
        func query(_ name: String) -> String? {
            URLComponents(string: path)?.queryItems?.first { $0.name == name }?.value
        }
    }

    enum Step: Sendable {
        case write([UInt8])
        /// This many bytes, as fast as they are taken.
        case flood(Int)
        /// A byte every 50 ms for ever.
        case drip
        /// Nothing more until the server ends.
        case hold
        case close
        /// A reset instead of an orderly end.
        case reset
        /// Waits for the next request on the same connection.
        case next

        /// A whole answer with its length, after which the connection stays open.
        static func reply(_ status: Int, _ body: String, headers: [String] = []) -> [Step] {
            let head = ["HTTP/1.1 \(status) X", "Content-Length: \(body.utf8.count)"] + headers
            return [.write(Array((head.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)), .next]
        }
    }

    private struct State {
        var requests: [Request] = []
        var connections = 0
        var isStopped = false
    }

    let port: UInt16
    private let listener: Int32
    private let state = Mutex(State())
    private let script: @Sendable (Request, Int) -> [Step]

    /// - Parameter script: what to do about a request; the number is how many came before it.
    init(_ script: @escaping @Sendable (Request, Int) -> [Step]) throws {
        self.script = script
        (listener, port) = try Self.bound()
        guard listen(listener, 64) == 0 else { throw POSIXError(.EIO) }
        Thread.detachNewThread { [self] in accepting() }
    }

    convenience init(_ steps: [Step]) throws { try self.init { _, _ in steps } }

    var base: String { "http://127.0.0.1:\(port)/v25.0" }
    var requests: [Request] { state.withLock { $0.requests } }
    var connections: Int { state.withLock { $0.connections } }

    /// Ends every connection; call it at the end of a test.
    func stop() { state.withLock { $0.isStopped = true } }

    /// A port on which nobody listens, kept from others for as long as the descriptor is open.
    static func bound() throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr = in_addr(s_addr: in_addr_t(0x7F00_0001).bigEndian)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard descriptor >= 0, isBound else { throw POSIXError(.EADDRNOTAVAIL) }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    private var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Waits until the descriptor can be read; false when the server ended.
    private func waitReadable(_ descriptor: Int32) -> Bool {
        while !isStopped {
            var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&watched, 1, 20) > 0 { return true }
        }
        return false
    }

    private func accepting() {
        defer { close(listener) }
        while waitReadable(listener) {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { continue }
            state.withLock { $0.connections += 1 }
            Thread.detachNewThread { [self] in serve(descriptor) }
        }
    }

    private func serve(_ descriptor: Int32) {
        defer { close(descriptor) }
        var buffer: [UInt8] = []
        while let request = read(from: descriptor, &buffer) {
            let earlier = state.withLock { state in
                state.requests.append(request)
                return state.requests.count - 1
            }
            guard perform(script(request, earlier), on: descriptor) else { return }
        }
    }

    private func read(from descriptor: Int32, _ buffer: inout [UInt8]) -> Request? {
        while true {
            if let request = Self.parse(&buffer) { return request }
            guard waitReadable(descriptor) else { return nil }
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            buffer += chunk[..<count]
        }
    }

    private static func parse(_ buffer: inout [UInt8]) -> Request? {
        let text = String(decoding: buffer, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 {
                headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
            }
        }
        let start = text[..<end.upperBound].utf8.count
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        guard buffer.count >= start + length else { return nil }
        let body = String(decoding: buffer[start..<start + length], as: UTF8.self)
        buffer.removeFirst(start + length)
        return Request(line: lines[0], headers: headers, body: body)
    }

    /// False when the connection ends here.
    private func perform(_ steps: [Step], on descriptor: Int32) -> Bool {
        for step in steps {
            switch step {
            case .write(let bytes): guard send(bytes, to: descriptor) else { return false }
            case .flood(let count):
                let chunk = [UInt8](repeating: 0x78, count: 1 << 16)
                for _ in 0..<count / chunk.count { guard send(chunk, to: descriptor) else { return false } }
            case .drip:
                while !isStopped, send([0x61], to: descriptor) { poll(nil, 0, 50) }
                return false
            case .hold:
                while !isStopped { poll(nil, 0, 20) }
                return false
            case .close: return false
            case .reset:
                var linger = linger(l_onoff: 1, l_linger: 0)
                setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
                return false
            case .next: return true
            }
        }
        return false
    }

    private func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}
