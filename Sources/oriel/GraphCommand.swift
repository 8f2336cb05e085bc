import ArgumentParser
import Cloud
import Foundation
import Inbox
import WhatsApp

struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Make one call of the Graph API by hand, with the token of the config.",
        discussion: """
            PATH is below the configured base, as in /PHONE_NUMBER_ID?fields=health_status; the call goes nowhere else. \
            The token is read as everywhere, stands in no argument and is never printed, not even where the platform \
            writes it into an answer. --field name=text goes into the query of a GET or DELETE and into the body of a \
            POST; name:=json is any JSON value, and gives a DELETE a body. What sends to a customer is refused: that is \
            `oriel send`, behind its gate.
            The answer is printed as JSON, how much of the allowance is used on standard error. With --json it is one \
            line; with --paged every page is followed, and --json prints an element a line. Exit status 4 when the \
            platform refuses, with its error printed by --json.
            """)

    @Argument(help: "GET, POST or DELETE.", transform: Self.method)
    var method: HTTPRequest.Method

    @Argument(help: "The object and its edge.")
    var path: String

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A parameter: name=text or name:=json. Repeatable.", valueName: "name=value"))
    var field: [String] = []

    @Flag(help: "Print the answer on one line; with --paged, an element a line.")
    var json = false

    @Flag(help: "Follow a listing to its end.")
    var paged = false

    @Option(help: ArgumentHelp("The config; $XDG_CONFIG_HOME/oriel/config.toml if not given.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("One of the config's accounts; its own choice if not given.", valueName: "name"))
    var account: String?

    @Option(help: ArgumentHelp("The Graph API; the config's if not given.", valueName: "url"))
    var apiBase: String?

    private static func method(_ text: String) throws -> HTTPRequest.Method {
        guard let method = HTTPRequest.Method(rawValue: text.uppercased()) else {
            throw ValidationError("the method is GET, POST or DELETE")
        }
        return method
    }

    func validate() throws {
        guard !paged || method == .get else { throw ValidationError("--paged belongs to GET") }
    }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let config = try Config.load(path: config, environment: environment, account: account)
        let base = try GraphBase(argument: apiBase, else: config)
        let call: GraphCall
        do throws(GraphCall.Problem) {
            var fields: [GraphCall.Field] = []
            for text in field { fields.append(try GraphCall.Field(text)) }
            call = try GraphCall(method, path: path, fields: fields, base: base)
        } catch {
            throw Failure(.usage, error.words)
        }
        let token = try await config.tokens(environment).read()
        guard !call.carries(token) else {
            throw Failure(.usage, "the token stands in the call: leave it out, it is sent in a header by itself")
        }
        let client = GraphClient(base: base, tokens: .given(token)) { .wallClock }
        defer { for line in Self.words(client) { StandardError.tell(line) } }
        do {
            try await ask(call, client)
        } catch let error as GraphFailure {
            if json, case .refused(let refusal, let status) = error { try tell(refusal, status) }
            throw error
        }
    }

    private func ask(_ call: GraphCall, _ client: GraphClient) async throws {
        var output = StandardOutput()
        guard paged else {
            try output.show(try await client.raw(call), onOneLine: json)
            return try output.flush()
        }
        var elements: [JSONValue] = []
        try await client.rawPages(call) { page in
            // Groups are listed in an object of their own (`whatsapp.md` §7.13).
            let found = page["data"]?.array ?? page["data"]?["groups"]?.array ?? page["data"].map { [$0] } ?? []
            guard json else {
                elements += found
                return
            }
            for element in found { try output.show(element, onOneLine: true) }
            try output.flush()
        }
        if !json { try output.show(["data": .array(elements)], onOneLine: false) }
        try output.flush()
    }

    private func tell(_ error: APIError, _ status: Int) throws {
        var output = StandardOutput()
        let members: [(String, OrderedJSON)] = [
            ("code", .number(error.code)), ("http", .number(status)), ("message", .text(error.message)),
            ("details", .text(error.details)), ("trace", .text(error.traceID)),
        ]
        try output.line(OrderedJSON.object([("error", .object(members))]).line)
        try output.flush()
    }

    /// The headers about allowances in words (`whatsapp.md` §8), and who really answered.
    static func words(_ client: GraphClient) -> [String] {
        var lines = client.usage.meters.map { meter in
            let owner = meter.kind == "app" ? "this app's calls" : "the calls of \(meter.owner) (\(meter.kind))"
            let used = "\(meter.percent)% of the allowance for \(owner) are used"
            if meter.regainedAfter > .zero {
                return used + "; calls are answered again in \(meter.regainedAfter.milliseconds / 60_000) min"
            }
            return used + (meter.percent >= RateUsage.warningPercent ? ": slow down" : "")
        }
        let version = client.base.text.split(separator: "/").last.map(String.init)
        if let answered = client.answeredVersion, let version, version.hasPrefix("v"), answered != version {
            lines.append("\(version) was answered by \(answered): name that in api_base")
        }
        return lines
    }
}

extension StandardOutput {
    /// JSON, fit for a terminal: indented, or on one line.
    mutating func show(_ json: JSONValue, onOneLine: Bool) throws(Failure) {
        if onOneLine { return try line(OrderedJSON.value(json).line) }
        for text in IndentedJSON.lines(of: json) { try line(text) }
    }
}

/// JSON for people, two blanks a level; an empty list or object stays on its line.
enum IndentedJSON {
    static func lines(of json: JSONValue) -> [String] { lines(of: json, lead: "", depth: 0, tail: "") }

    private static func lines(of json: JSONValue, lead: String, depth: Int, tail: String) -> [String] {
        let margin = String(repeating: "  ", count: depth)
        switch json {
        case .array(let elements) where !elements.isEmpty:
            let inner = elements.enumerated().flatMap { index, element in
                lines(of: element, lead: "", depth: depth + 1, tail: index + 1 < elements.count ? "," : "")
            }
            return [margin + lead + "["] + inner + [margin + "]" + tail]
        case .object(let object) where !object.isEmpty:
            let members = object.members
            let inner = members.enumerated().flatMap { index, member in
                lines(
                    of: member.value, lead: JSONValue.string(member.key).canonicalText + ": ", depth: depth + 1,
                    tail: index + 1 < members.count ? "," : "")
            }
            return [margin + lead + "{"] + inner + [margin + "}" + tail]
        default: return [HarmlessText.json(margin + lead + json.canonicalText + tail)]
        }
    }
}

extension GraphCall.Problem {
    /// What is wrong with the command line.
    fileprivate var words: String {
        switch self {
        case .elsewhere:
            "name a path below the base, as in /PHONE_NUMBER_ID, not an address: the token goes to the base only"
        case .noObject: "the path names no object: give an id, as in /PHONE_NUMBER_ID"
        case .otherVersion(let found, let base):
            "the path says \(found) and the base \(base): leave the version out, or name another --api-base"
        case .badSegment(let segment): "“\(segment)” cannot be part of a path: write it plainly"
        case .sends(let edge):
            "\(edge) reaches customers, past the gate that knows their windows: use `oriel send`"
        case .reserved(let name): "“\(name)” is not a parameter to give here: it would make another call of this one"
        case .fieldWithoutName(let text): "“\(text)” is no parameter: write name=text or name:=json"
        case .fieldIsNotJSON(let name): "the value of “\(name)” is not JSON: write it as JSON, or use = for a text"
        case .fieldTwice(let name): "“\(name)” is given twice"
        }
    }
}
