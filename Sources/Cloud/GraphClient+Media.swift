import Foundation
import Glibc
import Inbox
import WhatsApp

/// Files (`whatsapp.md` §5). None of these sends a customer anything: a file that was uploaded is seen by nobody before a
/// message with it passes the gate.
extension GraphClient {
    /// Where a file is, and what it should be. The address works for five minutes.
    /// - Throws: `GraphFailure`.
    public func media(_ id: String, number: NumberID) async throws(GraphFailure) -> MediaRecord {
        let url = try base.url([id], query: [("phone_number_id", number.value)])
        let json = try await ask(HTTPRequest(.get, url, replyLimit: 1 << 20))
        guard let record = MediaRecord(json: json) else { throw .unreadable(httpStatus: 200) }
        return record
    }

    /// Fetches a file's bytes.
    ///
    /// - Parameters:
    ///   - limit: in bytes; a longer file is `tooLong`.
    ///   - sink: takes the bytes; false ends it with `unwritable`.
    ///   - progress: told of bytes so far and in all; false ends it with `cancelled`.
    /// - Returns: the MIME type the server calls it.
    /// - Throws: `GraphFailure`; `foreignHost` when the address is not one the token may go to.
    public func download(
        _ record: MediaRecord, limit: Int, sink: @escaping @Sendable (Data) -> Bool,
        progress: @escaping @Sendable (Int64, Int64?) -> Bool
    ) async throws(GraphFailure) -> String? {
        guard let url = MediaHost.url(record.url, of: base) else {
            throw .foreignHost(URL(string: record.url)?.host ?? record.url)
        }
        let request = HTTPRequest(.get, url, replyLimit: limit, accept: "*/*")
        switch await exchange(HTTPTransfer(request, sink: sink, progress: progress)) {
        case .noToken(let error): throw .token(error)
        case .failure(let failure): throw .transport(failure)
        case .reply(let reply):
            if let error = reply.apiError { throw .refused(error, httpStatus: reply.status) }
            guard reply.isSuccess else { throw .unreadable(httpStatus: reply.status) }
            return reply.header("Content-Type")
        }
    }

    /// Uploads a file.
    ///
    /// - Parameters:
    ///   - file: the file; it is copied into `scratch` with what the form adds, and the copy is removed.
    ///   - mimeType: one that the platform takes (`Limits.Media.formats`).
    ///   - scratch: a directory of our own.
    /// - Returns: what the platform calls it, for `Limits.uploadedMediaAge` seconds.
    /// - Throws: `GraphFailure`.
    public func upload(
        _ file: String, mimeType: String, number: NumberID, scratch: String,
        progress: @escaping @Sendable (Int64, Int64?) -> Bool
    ) async throws(GraphFailure) -> String {
        let form = MultipartForm(mimeType: mimeType, ending: MediaType.fileEnding(of: mimeType))
        guard let body = form.write(file: file, in: scratch) else { throw .transport(.notSent(.unwritable)) }
        defer { unlink(body) }
        let request = HTTPRequest(
            .post, try base.url([number.value, "media"]), replyLimit: 1 << 20, contentType: form.contentType)
        switch await exchange(HTTPTransfer(request, source: body, progress: progress)) {
        case .noToken(let error): throw .token(error)
        case .failure(let failure): throw .transport(failure)
        case .reply(let reply):
            if let error = reply.apiError { throw .refused(error, httpStatus: reply.status) }
            guard reply.isSuccess, let id = reply.json?["id"]?.text else { throw .unreadable(httpStatus: reply.status) }
            return id
        }
    }

    /// As `exchange` of a request: once more after a 190, when another token can be read.
    private func exchange(_ transfer: HTTPTransfer) async -> Exchange {
        let token: Token
        do {
            token = try await self.token()
        } catch {
            return .noToken(error)
        }
        let first = await attempt(transfer, token)
        guard case .reply(let reply) = first, reply.refusesToken, await renewToken(),
            let renewed = try? await self.token()  // it was read a moment ago
        else { return first }
        return await attempt(transfer, renewed)
    }

    private func attempt(_ transfer: HTTPTransfer, _ token: Token) async -> Exchange {
        var transfer = transfer
        transfer.request.token = token
        switch await transport.move(transfer) {
        case .success(let reply): return .reply(reply)
        case .failure(let failure): return .failure(failure)
        }
    }
}

/// Where the token may go to fetch a file: the API's own host, or Meta's hosts for files over https. Nowhere else, and
/// redirects are not followed (`whatsapp.md` §5).
enum MediaHost {
    /// A name that begins with a dot stands for every host below it.
    static let known = ["lookaside.fbsbx.com", ".fbcdn.net", ".whatsapp.net"]

    /// The address, when the token may go there. A base on this machine is a simulator: its files are its own.
    static func url(_ text: String, of base: GraphBase) -> URL? {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), let host = url.host?.lowercased(),
            url.user == nil, let own = URL(string: base.text)
        else { return nil }
        if host == own.host?.lowercased(), url.port == own.port, scheme == own.scheme { return url }
        guard scheme == "https", url.port == nil || url.port == 443, own.scheme == "https" else { return nil }
        let isKnown = known.contains { name in name.hasPrefix(".") ? host.hasSuffix(name) : host == name }
        return isKnown ? url : nil
    }
}

/// The body of an upload: `messaging_product`, `type` and the file (`whatsapp.md` §5). The file's own name is the agent's
/// business and not told; the customer sees the name in the message.
struct MultipartForm {
    let boundary: String
    let mimeType: String
    let ending: String

    init(mimeType: String, ending: String) {
        boundary = "oriel-" + (0..<4).map { _ in String(UInt32.random(in: 0...UInt32.max), radix: 16) }.joined()
        self.mimeType = mimeType
        self.ending = ending
    }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    private func field(_ name: String, _ value: String) -> String {
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }

    /// Writes the body into a new file that nobody else can read; nil when a file cannot be read or written.
    func write(file: String, in folder: String) -> String? {
        let path = "\(folder)/\(boundary)"
        let input = open(file, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { return nil }
        defer { close(input) }
        let output = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard output >= 0 else { return nil }
        defer { close(output) }
        let head =
            field("messaging_product", "whatsapp") + field("type", mimeType)
            + "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file.\(ending)\"\r\n"
            + "Content-Type: \(mimeType)\r\n\r\n"
        let isWritten =
            FileBytes.write(Data(head.utf8), to: output) && FileBytes.copy(from: input, to: output)
            && FileBytes.write(Data("\r\n--\(boundary)--\r\n".utf8), to: output)
        guard isWritten else {
            unlink(path)
            return nil
        }
        return path
    }
}

/// Bytes through descriptors, all of them or false.
enum FileBytes {
    static func write(_ data: Data, to descriptor: Int32) -> Bool {
        data.withUnsafeBytes { buffer in write(buffer, to: descriptor) }
    }

    static func copy(from input: Int32, to output: Int32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(input, $0.baseAddress, $0.count) }
            if count == 0 { return true }
            if count < 0 { if errno == EINTR { continue } else { return false } }
            guard buffer.withUnsafeBytes({ write(UnsafeRawBufferPointer(rebasing: $0[..<count]), to: output) }) else {
                return false
            }
        }
    }

    private static func write(_ buffer: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        var done = 0
        while done < buffer.count {
            let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 { if errno == EINTR { continue } else { return false } }
            done += count
        }
        return true
    }
}
