/// The shortcuts 1–9: which template each presses (design §8). Set in config or from the picker.
public struct Slots: Hashable, Sendable {
    /// What a slot names: not the account, so that one config serves several.
    public struct Assignment: Hashable, Sendable {
        /// The template's name.
        public var name: String
        /// With underscore, `pt_BR`.
        public var language: String

        /// What a slot names; whether there is such a template is told by `Slots.resolve`.
        public init(name: String, language: String) {
            self.name = name
            self.language = language
        }
    }

    /// The numbers there are: one digit key each.
    public static let range = 1...9

    private var assignments: [Int: Assignment] = [:]

    /// Every slot empty.
    public init() {}

    /// Slots outside 1…9 are ignored; who reads a config says so there.
    public init(_ assignments: [Int: Assignment]) {
        self.assignments = assignments.filter { Self.range.contains($0.key) }
    }

    /// What slot `number` (1…9) holds; nil empties it.
    public subscript(number: Int) -> Assignment? {
        get { assignments[number] }
        set { if Self.range.contains(number) { assignments[number] = newValue } }
    }

    /// The slot that presses `template`; the lowest when there are several.
    public func slot(of template: TemplateKey) -> Int? {
        let wanted = Assignment(name: template.name, language: template.language)
        return assignments.filter { $0.value == wanted }.keys.min()
    }

    /// What pressing a slot comes to.
    public enum Resolution: Hashable, Sendable {
        case ready(Template)
        /// Synced, but it cannot be sent now.
        case unusable(Template, Template.Unusable)
        /// Not among the synced templates; `languages` are those the name exists in.
        case missing(Assignment, languages: [String])
        case empty
    }

    /// Looks a slot up among the synced templates.
    ///
    /// - Parameter waba: the account of the thread's number; nil takes the first account that has the template.
    public func resolve(_ number: Int, among templates: [Template], waba: String? = nil) -> Resolution {
        guard let wanted = self[number] else { return .empty }
        let named = templates.filter { $0.key.name == wanted.name && (waba == nil || $0.key.waba == waba) }
        let found = named.filter { $0.key.language == wanted.language }.min { $0.key < $1.key }
        guard let found else {
            return .missing(wanted, languages: Set(named.map(\.key.language)).sorted())
        }
        return found.unusable.map { .unusable(found, $0) } ?? .ready(found)
    }
}
