import Foundation
import Glibc
import TestSupport
import WhatsApp

/// One HTTP call over a socket of its own, so that broken answers can be seen as they are.
struct HTTPCall {
    var port: UInt16
    var method = "GET"
    var path: String
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    struct Answer {
        var status: Int
        var head: String
        var body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
        var json: JSONValue { (try? JSONValue(bytes: body)) ?? .null }  // compared by the test

        /// What `Content-Length` promised.
        var promised: Int? {
            head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
                .flatMap { Int($0.split(separator: ":")[1].trimmingCharacters(in: .whitespaces)) }
        }
    }

    /// Sends all and reads until the server closes; nil when it closed without a byte, or said nothing for `patience`
    /// seconds.
    func answer(patience: Int = 20) throws -> Answer? {
        let line = try Line(port: port, patience: patience)
        try line.send(head(length: body.count) + body)
        return line.answer()
    }

    func head(length: Int) -> [UInt8] {
        var text = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if method == "POST" { text += "Content-Length: \(length)\r\n" }
        return Array((text + "\r\n").utf8)
    }

    /// A connection.
    final class Line {
        private let socket: Int32

        init(port: UInt16, patience: Int = 20) throws {
            socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var patience = timeval(tv_sec: patience, tv_usec: 0)
            setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            let socket = socket
            let result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard result == 0 else { throw Overdue(what: "a connection to port \(port)") }
        }

        deinit { close(socket) }

        /// No more will be said or heard.
        func hangUp() { shutdown(socket, Int32(SHUT_RDWR)) }

        func send(_ bytes: [UInt8]) throws {
            var rest = bytes[...]
            while !rest.isEmpty {
                let sent = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                // The server may refuse before it has read all; its answer is what counts.
                guard sent > 0 else { return }
                rest = rest.dropFirst(sent)
            }
        }

        func answer() -> Answer? {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = recv(socket, &buffer, buffer.count, 0)
                guard count > 0 else { break }
                bytes += buffer.prefix(count)
            }
            guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
            let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            let status = Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0
            return Answer(status: status, head: head, body: Array(bytes[end.upperBound...]))
        }
    }
}
