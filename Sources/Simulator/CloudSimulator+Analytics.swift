import Inbox
import WhatsApp

/// One message that left, arrived or was read.
struct TrafficPoint: Hashable, Sendable {
    enum Kind: String, Hashable, Sendable {
        case sent, delivered, read
    }

    var at: Instant
    var kind: Kind
    /// The id of the template it was made from.
    var template: String?
    var category: String
    /// Within the free service messages of the month.
    var isFree: Bool
}

/// What was sent, arrived and was read, counted (`whatsapp.md` §7.8). Prices are nobody's here: what asks for cost is refused.
extension CloudSimulator {
    /// How far back is told: a year, of templates 90 days.
    private static let lookBack = (account: Span.hours(24 * 365), templates: Span.hours(24 * 90))

    /// Nil when no analytics are asked for.
    mutating func analytics(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse? {
        let names = ["analytics", "conversation_analytics", "pricing_analytics", "call_analytics"]
        let asked = AnalyticsQuery.fields(request.query["fields"] ?? "").filter { field in
            names.contains(String(field.prefix { $0 != "." }))
        }
        guard let field = asked.first else { return nil }
        guard asked.count == 1 else { throw .invalidParameter("One analytics field at a time is simulated.") }
        let query = try AnalyticsQuery(field)
        var answer: JSONObject = ["id": .string(account.wabaID)]
        switch query.name {
        case "analytics":
            try query.refuse(except: ["start", "end", "granularity", "phone_numbers", "product_types", "country_codes"])
            answer["analytics"] = try traffic(query, at: time)
        case "conversation_analytics":
            try query.refuse(
                except: [
                    "start", "end", "granularity", "phone_numbers", "metric_types", "conversation_categories",
                    "conversation_types", "conversation_directions", "dimensions",
                ])
            answer["conversation_analytics"] = try priced(query, .conversations, at: time)
        case "pricing_analytics":
            try query.refuse(
                except: [
                    "start", "end", "granularity", "phone_numbers", "country_codes", "metric_types", "pricing_types",
                    "pricing_categories", "dimensions",
                ])
            answer["pricing_analytics"] = try priced(query, .prices, at: time)
        default: throw .invalidParameter("The field \(query.name) is not simulated yet.")
        }
        return .json(headers: usageHeaders(at: time), .object(answer))
    }

    private func isOurs(_ query: AnalyticsQuery) -> Bool {
        let numbers = query.list("phone_numbers")
        return numbers.isEmpty || numbers.contains { $0.filter(\.isNumber) == account.phone }
    }

    private func traffic(_ query: AnalyticsQuery, at time: Instant) throws(SimError) -> JSONValue {
        let buckets = try query.buckets(["HALF_HOUR", "DAY", "MONTH"], at: time, within: Self.lookBack.account)
        let points = buckets.compactMap { bucket -> JSONValue? in
            let inside = traffic.filter { bucket.contains($0.at) && isOurs(query) }
            let (sent, delivered) = (inside.count { $0.kind == .sent }, inside.count { $0.kind == .delivered })
            guard sent + delivered > 0 else { return nil }
            return [
                "start": .int(bucket.lowerBound.seconds), "end": .int(bucket.upperBound.seconds),
                "sent": .int(Int64(sent)), "delivered": .int(Int64(delivered)),
            ]
        }
        return [
            "phone_numbers": [.string(account.phone)],
            "country_codes": .array(query.list("country_codes").map(JSONValue.string)),
            "granularity": .string(query.value("granularity")), "data_points": .array(points),
        ]
    }

    /// What is told of a message by price.
    private enum Pricing {
        case conversations, prices

        /// The dimensions that are known here, by the member that tells each.
        var dimensions: [String: String] {
            switch self {
            case .conversations:
                [
                    "CONVERSATION_CATEGORY": "conversation_category", "CONVERSATION_TYPE": "conversation_type",
                    "PHONE": "phone_number",
                ]
            case .prices:
                [
                    "PRICING_CATEGORY": "pricing_category", "PRICING_TYPE": "pricing_type", "PHONE": "phone_number",
                ]
            }
        }

        var count: String { self == .conversations ? "conversation" : "volume" }
        var counted: String { self == .conversations ? "CONVERSATION" : "VOLUME" }
    }

    private func priced(_ query: AnalyticsQuery, _ pricing: Pricing, at time: Instant) throws(SimError) -> JSONValue {
        let metrics = query.list("metric_types")
        guard metrics.allSatisfy({ $0 == pricing.counted }) else {
            throw .invalidParameter("Only metric_types [\(pricing.counted)] is simulated: there are no prices here.")
        }
        let dimensions = query.list("dimensions")
        if let stranger = dimensions.first(where: { pricing.dimensions[$0] == nil }) {
            throw .invalidParameter("The dimension \(stranger) is not simulated yet.")
        }
        let buckets = try query.buckets(["HALF_HOUR", "DAILY", "MONTHLY"], at: time, within: Self.lookBack.account)
        var points: [JSONValue] = []
        for bucket in buckets {
            var counts: [[String: String]: Int64] = [:]
            for point in traffic where point.kind == .delivered && bucket.contains(point.at) && isOurs(query) {
                let told = self.told(of: point, pricing)
                guard Self.passes(told, query) else { continue }
                let names = dimensions.compactMap { pricing.dimensions[$0] }
                counts[told.filter { names.contains($0.key) }, default: 0] += 1
            }
            let sorted = counts.sorted {
                $0.key.sorted { $0.key < $1.key }.map(\.value).lexicographicallyPrecedes(
                    $1.key.sorted { $0.key < $1.key }.map(\.value))
            }
            for (names, count) in sorted {
                var point: JSONObject = [
                    "start": .int(bucket.lowerBound.seconds), "end": .int(bucket.upperBound.seconds),
                    pricing.count: .int(count),
                ]
                for (name, value) in names { point[name] = .string(value) }
                points.append(.object(point))
            }
        }
        return ["data": [["data_points": .array(points)]]]
    }

    private func told(of point: TrafficPoint, _ pricing: Pricing) -> [String: String] {
        let category = point.category.uppercased()
        return switch pricing {
        case .conversations:
            [
                "conversation_category": category, "conversation_type": point.isFree ? "FREE_TIER" : "REGULAR",
                "phone_number": account.phone,
            ]
        case .prices:
            [
                "pricing_category": category, "pricing_type": point.isFree ? "FREE_CUSTOMER_SERVICE" : "REGULAR",
                "phone_number": account.phone,
            ]
        }
    }

    private static func passes(_ told: [String: String], _ query: AnalyticsQuery) -> Bool {
        let filters = [
            "conversation_categories": "conversation_category", "conversation_types": "conversation_type",
            "pricing_categories": "pricing_category", "pricing_types": "pricing_type",
        ]
        return filters.allSatisfy { filter, name in
            let wanted = query.list(filter)
            return wanted.isEmpty || told[name].map { wanted.contains($0) } ?? false
        }
    }

    // MARK: Templates

    /// `GET /{WABA}/template_analytics`: a day at a time, once the account measures its templates.
    mutating func templateAnalytics(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        try requireGet(request)
        try countCall(at: time)
        guard hasInsights else { throw SimError(200_007) }
        let query = request.query
        guard query["granularity"]?.uppercased() == "DAILY" else {
            throw .invalidParameter("Param granularity must be one of {DAILY}.")
        }
        let ids = AnalyticsQuery.words(query["template_ids"] ?? "")
        guard 1...10 ~= ids.count else { throw .invalidParameter("Param template_ids must be a list of 1 to 10 ids.") }
        if let stranger = ids.first(where: { id in !templates.contains { $0.id == id } }) {
            throw .invalidParameter("There is no template \(stranger).")
        }
        let asked = AnalyticsQuery.words(query["metric_types"] ?? "sent,delivered,read").map { $0.lowercased() }
        for metric in asked where TrafficPoint.Kind(rawValue: metric) == nil {
            throw .invalidParameter("The metric \(metric) is not simulated: nothing here is clicked or priced.")
        }
        if let type = query["product_type"], type.lowercased() != "cloud_api" {
            throw .invalidParameter("Param product_type must be one of {CLOUD_API}.")
        }
        let span = try AnalyticsQuery.span(query["start"], query["end"], at: time, within: Self.lookBack.templates)
        var points: [JSONValue] = []
        for day in AnalyticsQuery.buckets(of: span, .day) {
            for id in ids {
                let inside = traffic.filter { $0.template == id && day.contains($0.at) }
                guard !inside.isEmpty else { continue }
                var point: JSONObject = [
                    "template_id": .string(id), "start": .int(day.lowerBound.seconds),
                    "end": .int(day.upperBound.seconds),
                ]
                for metric in asked {
                    point[metric] = .int(Int64(inside.count { $0.kind.rawValue == metric }))
                }
                points.append(.object(point))
            }
        }
        return .json(
            headers: usageHeaders(at: time),
            [
                "data": [
                    ["granularity": "DAILY", "product_type": "cloud_api", "data_points": .array(points)]
                ], "paging": ["cursors": ["before": "MAZDZD", "after": "MjQZD"]],
            ])
    }
}
