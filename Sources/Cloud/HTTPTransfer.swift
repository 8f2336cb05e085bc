import Foundation

/// A request that moves a file: its body comes from a file or its answer goes into one, so that no hundred megabytes are in
/// memory.
public struct HTTPTransfer: Sendable {
    /// Its own body is not sent when there is a `source`.
    public var request: HTTPRequest
    /// The file that is the body.
    public var source: String?
    /// Takes the body of a 2xx answer, part by part; false stops the transfer (the disk will not take it). Other answers are
    /// kept in the reply as ever.
    public var sink: (@Sendable (Data) -> Bool)?
    /// Told of bytes moved so far, and of all there will be when that is known; false stops the transfer. Called on a queue
    /// of the transport's, often.
    public var progress: @Sendable (Int64, Int64?) -> Bool

    /// A request with a file at one of its ends.
    public init(
        _ request: HTTPRequest, source: String? = nil, sink: (@Sendable (Data) -> Bool)? = nil,
        progress: @escaping @Sendable (Int64, Int64?) -> Bool = { _, _ in true }
    ) {
        self.request = request
        self.source = source
        self.sink = sink
        self.progress = progress
    }
}

extension Transport {
    /// The most of an answer that is not the file to keep, in bytes: an error, a gateway's page.
    static let longestTransferError = 1 << 20

    /// Moves a file over a transport that knows only whole requests: in memory.
    static func moveWhole(
        _ transfer: HTTPTransfer, _ send: @Sendable (HTTPRequest) async -> Result<HTTPReply, TransportFailure>
    ) async -> Result<HTTPReply, TransportFailure> {
        var request = transfer.request
        if let source = transfer.source {
            guard let data = FileManager.default.contents(atPath: source) else {
                return .failure(.notSent(.unwritable))
            }
            request.body = Array(data)
            guard transfer.progress(0, Int64(data.count)) else { return .failure(.notSent(.cancelled)) }
        }
        switch await send(request) {
        case .failure(let failure): return .failure(failure)
        case .success(var reply):
            guard reply.isSuccess, let sink = transfer.sink else { return .success(reply) }
            guard reply.body.count <= request.replyLimit else { return .failure(.unknownOutcome(.tooLong)) }
            guard transfer.progress(Int64(reply.body.count), Int64(reply.body.count)) else {
                return .failure(.unknownOutcome(.cancelled))
            }
            guard sink(Data(reply.body)) else { return .failure(.unknownOutcome(.unwritable)) }
            reply.body = []
            return .success(reply)
        }
    }
}
