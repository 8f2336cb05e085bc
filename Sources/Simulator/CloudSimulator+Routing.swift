import Inbox
import WhatsApp

extension CloudSimulator {
    /// Answers one call of the Graph API.
    ///
    /// - Parameter now: the caller's clock; what is due by then has happened before the call is looked at.
    public mutating func handle(_ request: SimRequest, now: Instant) -> SimResponse {
        let time = time(now)
        happen(until: time)
        let traceID = "A" + random.word(21)
        var transport = SimResponse.Transport.whole
        var response: SimResponse
        do throws(SimError) {
            response = try answer(request, transport: &transport, at: time)
        } catch {
            response = error.response(traceID: traceID)
            response.headers.merge(limitHeaders(error, at: time)) { _, limit in limit }
        }
        // A proxy's page and a file do not come from Graph.
        if response.headers["Content-Type"]?.hasPrefix("application/json") == true, !Self.isDownload(request) {
            response.headers.merge(Self.graphHeaders(request, traceID: traceID)) { own, _ in own }
        }
        response.transport = transport
        return response
    }

    private mutating func answer(
        _ request: SimRequest, transport: inout SimResponse.Transport, at time: Instant
    ) throws(SimError) -> SimResponse {
        guard isAuthorised(request) else { throw .badToken }
        let path = Self.segments(of: request.path)
        guard let object = path.first else { throw .invalidParameter("The path names no object.") }
        if let version = Self.version(of: request.path), version > Double(Self.versions.upperBound) {
            throw .invalidParameter("Unknown path components: /v\(version)")
        }
        var failure: SimError?
        var isDamaged = false
        switch strike(scope(of: request, path: path)) {
        case nil: break
        case .refuse(let code, let http):
            var error = SimError(code)
            if let http { error.http = http }
            throw error
        case .failLater(let code): failure = SimError(code)
        case .proxyPage(let http): return Self.proxyPage(http)
        case .damage: isDamaged = true
        case .transport(let fault, let isProcessed):
            transport = fault
            // Nobody reads the answer to a call that was never looked at.
            guard isProcessed else { throw SimError(131016) }
        }
        if Self.isDownload(request) { return download(request, isDamaged: isDamaged, at: time) }
        return try route(request, object, path, failure: failure, at: time)
    }

    private mutating func route(
        _ request: SimRequest, _ object: String, _ path: [String], failure: SimError?, at time: Instant
    ) throws(SimError) -> SimResponse {
        let edge = path.count > 1 ? path[1] : nil
        switch (object, path.count <= 2 ? edge : "?") {
        case (account.phoneNumberID, nil): return try numberNode(request, at: time)
        case (account.phoneNumberID, "messages"):
            return try messages(request, by: .messages, failure: failure, at: time)
        case (account.phoneNumberID, "marketing_messages"):
            return try messages(request, by: .marketing, failure: failure, at: time)
        case (account.phoneNumberID, "media"): return try upload(request, at: time)
        case (account.phoneNumberID, "thread_control"): return try threadControl(request, at: time)
        case (account.phoneNumberID, "block_users"): return try blockList(request, at: time)
        case (account.phoneNumberID, "whatsapp_business_profile"): return try businessProfile(request, at: time)
        case (account.wabaID, nil): return try accountNode(request, at: time)
        case (account.phoneNumberID, "whatsapp_commerce_settings"): return try shop(request, at: time)
        case (account.phoneNumberID, "call_permissions"): return try callPermissions(request)
        case (account.phoneNumberID, let edge?) where Self.registrationEdges.contains(edge):
            return try register(edge, request, at: time)
        case (account.wabaID, "template_analytics"): return try templateAnalytics(request, at: time)
        case (account.wabaID, "message_templates"): return try templateEdge(request, at: time)
        case (account.wabaID, "phone_numbers"): return try numberList(request, at: time)
        case (account.wabaID, "subscribed_apps"): return try subscription(request, at: time)
        case (account.phoneNumberID, _), (account.wabaID, _):
            let rest = path.dropFirst().joined(separator: "/")
            guard let edge, Self.unsimulated.contains(edge) else {
                throw .invalidParameter("Unknown path components: /\(rest)")
            }
            throw .invalidParameter("\(edge) is not simulated yet.")
        case (_, nil), (_, "unpause"), (_, "compare"):
            if let place = templates.firstIndex(where: { $0.id == object }) {
                return try templateNode(request, place: place, edge: edge, at: time)
            }
            guard edge == nil else { throw .unknownObject(object, method: request.method) }
            if let node = try mediaNode(request, object, at: time) { return node }
            throw .unknownObject(object, method: request.method)
        default: throw .unknownObject(object, method: request.method)
        }
    }

    private static func isDownload(_ request: SimRequest) -> Bool {
        segments(of: request.path).first == "whatsapp_business"
    }

    /// Documented edges that are honest about not being there.
    private static let unsimulated: Set<String> = [
        "settings", "message_qrdls", "message_history", "username", "groups", "calls", "conversational_automation",
        "whatsapp_business_encryption", "signups", "template_group_analytics", "upsert_message_templates",
        "migrate_message_templates",
        "assigned_users",
    ]

    /// `access_token` in the query works as well as the header (`whatsapp.md` §10).
    private func isAuthorised(_ request: SimRequest) -> Bool {
        if let header = request.authorization {
            let parts = header.split(separator: " ", maxSplits: 1)
            return parts.count == 2 && parts[0].lowercased() == "bearer" && parts[1] == account.token
        }
        return request.query["access_token"] == account.token
    }

    /// The path without its slashes and its version, which may be left out.
    private static func segments(of path: String) -> [String] {
        var segments = path.split(separator: "/").map(String.init)
        if version(of: path) != nil { segments.removeFirst() }
        return segments
    }

    // MARK: Faults

    /// Uses up the first fault that fits.
    private mutating func strike(_ scope: Fault.Scope?) -> Fault.Effect? {
        guard let index = faults.firstIndex(where: { $0.scope == .any || $0.scope == scope }) else { return nil }
        return faults.remove(at: index).effect
    }

    private static func proxyPage(_ http: Int) -> SimResponse {
        let page = "<html><head><title>\(http)</title></head><body><h1>Bad gateway</h1></body></html>\n"
        return SimResponse(status: http, headers: ["Content-Type": "text/html"], body: Array(page.utf8))
    }

    /// Nil for calls that only a fault for `any` call may strike.
    private func scope(of request: SimRequest, path: [String]) -> Fault.Scope? {
        if path.first == "whatsapp_business" { return .download }
        switch path.last {
        case "messages": return Self.isReceipt(request.body) ? nil : .send
        case "marketing_messages": return .send
        case "message_templates": return .templates
        case "media": return .upload
        case let id? where path.count == 1 && id != account.phoneNumberID && id != account.wabaID: return .lookup
        default: return nil
        }
    }

    /// Marking as read or typing: no message leaves.
    private static func isReceipt(_ body: [UInt8]) -> Bool {
        guard let json = try? JSONValue(bytes: body) else { return false }  // not JSON: a send that will be refused
        return json["status"].map { !$0.isNull } ?? false
    }
}
