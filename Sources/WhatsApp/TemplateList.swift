/// One page of templates: the Graph API's `{"data": […], "paging": …}`, a bare list, or one template
/// (`whatsapp.md` §6.1).
public struct TemplateList: Hashable, Sendable {
    /// The templates of this page, in its order.
    public var records: [TemplateRecord]
    /// Elements that are no template because they have no name. Shown, never dropped.
    public var unreadable: [JSONValue]
    /// The cursor of the next page; `nil` on the last one.
    public var nextCursor: String?
    /// The address of the next page as the platform gives it.
    public var nextURL: String?

    /// Why there is no list.
    public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case notJSON(JSONError)
        /// JSON, but neither a list of templates nor a template.
        case notTemplates
        /// The platform answered with an error instead of a list.
        case refused(APIError)

        /// What happened and what to do.
        public var description: String {
            switch self {
            case .notJSON(let error): error.description
            case .notTemplates:
                """
                This is not a list of templates. It should be what the Graph API's message_template list returns: \
                {"data": [ … ]}, a list of templates, or one template.
                """
            case .refused(let error):
                "The platform refused the list: \(error.sentence ?? error.code.map { "code \($0)" } ?? "it does not say why")"
            }
        }
    }

    /// - Throws: `Failure` when this is no list of templates.
    public init(json: JSONValue) throws(Failure) {
        if let inner = json["error"], let error = APIError(inner) { throw .refused(error) }
        let elements: [JSONValue]
        if let data = json["data"]?.array ?? json.array {
            elements = data
        } else if json["name"]?.text != nil {
            elements = [json]
        } else {
            throw .notTemplates
        }
        records = []
        unreadable = []
        for element in elements {
            if let record = TemplateRecord(json: element) {
                records.append(record)
            } else {
                unreadable.append(element)
            }
        }
        let paging = json["paging"]
        nextURL = paging?["next"]?.text
        // The last page still has cursors; only `next` says that there is more.
        nextCursor = nextURL == nil ? nil : paging?["cursors"]?["after"]?.text
    }

    /// Reads a page from bytes.
    /// - Throws: `Failure` when it is not JSON or no list of templates.
    public init(bytes: some Collection<UInt8>) throws(Failure) {
        let json: JSONValue
        do {
            json = try JSONValue(bytes: bytes)
        } catch {
            throw .notJSON(error)
        }
        try self.init(json: json)
    }
}
