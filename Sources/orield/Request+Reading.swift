import Foundation
import Hummingbird

extension Request {
    /// The exact bytes of the body.
    ///
    /// - Parameter limit: in bytes; what goes beyond is read (up to five times as much) and thrown away, so that the
    ///   caller gets to read the refusal.
    func bytes(limit: Int) async throws(BodyFailure) -> [UInt8] {
        let body = body
        let outcome = await withTaskGroup(of: Result<[UInt8], BodyFailure>.self) { group in
            group.addTask { await Self.collect(body, limit: limit) }
            group.addTask {
                do {
                    try await Task.sleep(for: .seconds(HTTPListener.bodySeconds))  // cancelled: the body came first
                    return .failure(.tooSlow)
                } catch {
                    return .failure(.broken)
                }
            }
            let first = await group.next() ?? .failure(.broken)
            group.cancelAll()
            return first
        }
        return try outcome.get()
    }

    private static func collect(_ body: RequestBody, limit: Int) async -> Result<[UInt8], BodyFailure> {
        var bytes: [UInt8] = []
        var total = 0
        do {
            for try await part in body {
                total += part.readableBytes
                if total > limit * 5 { break }
                if total <= limit { bytes.append(contentsOf: part.readableBytesView) }
            }
        } catch {
            return .failure(.broken)
        }
        return total > limit ? .failure(.tooLarge) : .success(bytes)
    }

    /// The path without the query, percent-decoded.
    var decodedPath: String {
        let path = (head.path ?? "/").prefix { $0 != "?" }
        return String(path).removingPercentEncoding ?? String(path)
    }

    /// The query's items, percent-decoded; of two with one name the first counts.
    var decodedQuery: [String: String] {
        guard let path = head.path, let mark = path.firstIndex(of: "?") else { return [:] }
        var items: [String: String] = [:]
        for item in path[path.index(after: mark)...].split(separator: "&") {
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { part in
                let spaced = part.replacing("+", with: " ")
                return String(spaced).removingPercentEncoding ?? String(spaced)
            }
            if let name = parts.first, items[name] == nil { items[name] = parts.count > 1 ? parts[1] : "" }
        }
        return items
    }
}
