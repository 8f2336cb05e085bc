import Inbox
import WhatsApp

/// What stands above every answer (`whatsapp.md` §8, §10).
extension CloudSimulator {
    /// The versions that are answered as they are called. The platform tells of the newest and the oldest only.
    static let versions: ClosedRange<Int> = 17...26
    /// What a call without a version gets.
    private static let usualVersion = 25

    /// The version a path asks for: nil when it names none, and unlike the platform's own `vN.0` never one to come.
    static func version(of path: String) -> Double? {
        guard let first = path.split(separator: "/").first, first.hasPrefix("v") else { return nil }
        return Double(first.dropFirst())
    }

    /// The headers of the Graph API. An old version is answered as the oldest that still lives; one to come is refused.
    ///
    /// - Parameter traceID: of this call, told in errors too.
    static func graphHeaders(_ request: SimRequest, traceID: String) -> [String: String] {
        var number = version(of: request.path).flatMap { Int(exactly: $0.rounded(.down)) } ?? usualVersion
        if !versions.contains(number) { number = number < versions.lowerBound ? versions.lowerBound : usualVersion }
        let digits = SimFile.seed(traceID)
        return [
            "facebook-api-version": "v\(number).0", "x-fb-trace-id": traceID,
            "x-fb-request-id": String(digits, radix: 36), "x-fb-debug": String(digits, radix: 16) + "==",
            "x-fb-rev": "1032\(digits % 1_000_000)",
        ]
    }

    /// The share of the hourly calls that is used up, in per cent.
    mutating func usageHeaders(at time: Instant) -> [String: String] {
        let percent = calls.count(at: time) * 100 / calls.limit
        return usage(percent: percent, minutes: 0)
    }

    /// What an answer that refuses a call for its number tells: whose allowance is used up, and for how long.
    mutating func limitHeaders(_ error: SimError, at time: Instant) -> [String: String] {
        switch error.code {
        case 4: return ["X-App-Usage": #"{"call_count":100,"total_cputime":1,"total_time":1}"#]
        case 80007:
            let freeAt = calls.count(at: time) < calls.limit ? time : calls.freeAt ?? time
            // Of a refusal that was asked for the next try is told to be good.
            return usage(percent: 100, minutes: max(1, ((freeAt - time).milliseconds + 59_999) / 60_000))
        default: return [:]
        }
    }

    private func usage(percent: Int, minutes: Int64) -> [String: String] {
        let usage: JSONValue = [
            account.wabaID: [
                [
                    "type": "whatsapp_business_management", "call_count": .int(Int64(percent)), "total_cputime": 1,
                    "total_time": 1, "estimated_time_to_regain_access": .int(minutes),
                ]
            ]
        ]
        return ["X-Business-Use-Case-Usage": usage.canonicalText]
    }
}
