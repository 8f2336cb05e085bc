/// A part of a query that narrows by something else than words: `is:unread`, `-from:ana`.
public struct QueryFilter: Hashable, Sendable {
    /// What is asked for.
    public var kind: Kind
    /// Everything else is meant: `-` stood before it.
    public var isNegated: Bool

    /// What can be asked for.
    public enum Kind: Hashable, Sendable {
        /// Who wrote it: `me`, `us`, or part of a name, a username or a number.
        case from(String)
        case state(State)
        case has(Part)
        case window(Window)
        /// The beginning of a template's name.
        case template(String)
        /// Older than the beginning of a day.
        case before(QueryDay)
        /// Not older than the beginning of a day.
        case after(QueryDay)
        /// Their conversation has the label; nil has no letters and is none.
        case label(Label?)
        /// One of our numbers: its id, its name in the config, or digits of it.
        case number(String)
    }

    /// What `is:` takes. A word that is added here is known to the parser, its errors and the help at once.
    public enum State: String, CaseIterable, Hashable, Sendable {
        /// Nobody read what they wrote.
        case unread
        /// Their conversation waits for an answer.
        case unanswered
        /// A message of ours did not get through.
        case failed
        /// Their conversation is assigned to the agent who asks.
        case mine
        /// Their conversation is out of sight for now.
        case snoozed
        /// They asked not to be written to, or told the platform so; decided or not.
        case optout
        /// Their conversation holds words of the agent who asks, begun and not sent.
        case draft
    }

    /// What `has:` takes.
    public enum Part: String, CaseIterable, Hashable, Sendable {
        /// A picture, a video, a voice note, a document, a sticker.
        case media
        /// The address of a page.
        case link
    }

    /// What `window:` takes.
    public enum Window: String, CaseIterable, Hashable, Sendable {
        /// Open for certain.
        case open
        /// Open for certain, and for less than two hours.
        case closing
        /// Closed for certain.
        case closed
    }

    /// A filter as the parser read it.
    public init(_ kind: Kind, isNegated: Bool = false) {
        self.kind = kind
        self.isNegated = isNegated
    }
}

/// The words before the colon.
public enum QueryOperator: String, CaseIterable, Hashable, Sendable {
    case from, `is`, has, window
    case template = "tpl"
    case label, before, after, number

    /// The words it takes; empty when it takes any.
    public var values: [String] {
        switch self {
        case .is: QueryFilter.State.allCases.map(\.rawValue)
        case .has: QueryFilter.Part.allCases.map(\.rawValue)
        case .window: QueryFilter.Window.allCases.map(\.rawValue)
        case .from, .template, .label, .before, .after, .number: []
        }
    }
}

/// Why a text is no query, and where.
public struct QueryError: Error, Hashable, Sendable {
    /// `Character`s of the text before the place.
    public var place: Int
    /// What is wrong there.
    public var reason: Reason

    /// What can be wrong.
    public enum Reason: Hashable, Sendable {
        /// Nothing stands after the colon.
        case noValue(QueryOperator)
        /// It is none of `QueryOperator.values`.
        case unknownValue(QueryOperator, String)
        /// It is no day.
        case noDay(QueryOperator, String)
        /// There is no such operator, but one that is spelt nearly so.
        case unknownOperator(String, nearest: QueryOperator)
    }

    /// What is wrong, and where.
    public init(_ reason: Reason, at place: Int) {
        self.place = place
        self.reason = reason
    }
}
