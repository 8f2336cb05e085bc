import WhatsApp

/// A message's file, and where it is: local state of this store, beside what the payload tells.
public struct MessageMedia: Hashable, Sendable {
    /// Where the file is on its way between the platform and this machine.
    public enum State: Hashable, Sendable {
        /// It will be fetched, or uploaded; nothing happened yet.
        case waiting
        /// It failed and is tried again.
        case waitingAgain(FailureNote, at: Instant)
        /// On its way; the share that arrived, in percent, when that is known.
        case moving(percent: Int?)
        /// On this machine; of ours, at the platform.
        case here
        /// It is not tried again by itself.
        case failed(FailureNote)
        /// The agent stopped it.
        case stopped
        /// The platform does not have it any more (`whatsapp.md` §5: 7 days).
        case expired
    }

    /// As what the platform shows it.
    public var kind: MediaAttachment.Kind
    /// May carry parameters. Untrusted text.
    public var mimeType: String?
    /// What its sender called it; untrusted, never a path.
    public var fileName: String?
    /// In bytes; nil until it is known.
    public var size: Int64?
    /// How long it plays, in milliseconds; nil for what does not play, is not here, or does not tell.
    public var playingTime: Int64?
    /// The SHA-256 of the file on this machine, in lower-case hex; nil while it is not here.
    public var hash: String?
    /// Where it is.
    public var state: State
    /// What tools of the agent's own machine read in it.
    public var machineTexts: [MachineText]

    /// A file as the store knows it.
    public init(
        kind: MediaAttachment.Kind, mimeType: String? = nil, fileName: String? = nil, size: Int64? = nil,
        playingTime: Int64? = nil, hash: String? = nil, state: State = .waiting, machineTexts: [MachineText] = []
    ) {
        self.kind = kind
        self.mimeType = mimeType
        self.fileName = fileName
        self.size = size
        self.playingTime = playingTime
        self.hash = hash
        self.state = state
        self.machineTexts = machineTexts
    }
}

/// What a tool read in a file: never the customer's words, never sent.
public struct MachineText: Hashable, Sendable {
    /// What the tool was asked to do.
    public enum Task: String, CaseIterable, Hashable, Sendable {
        /// Speech to text.
        case transcribe
        /// A picture or a page to text.
        case describe
    }

    /// What the tool was asked to do.
    public var task: Task
    /// What it printed; untrusted text.
    public var text: String

    /// A tool's output.
    public init(_ task: Task, _ text: String) {
        self.task = task
        self.text = text
    }
}

/// A file of a customer's that one process is about to fetch.
public struct MediaJob: Hashable, Sendable {
    /// Its row in this store.
    public var row: Int64
    /// The conversation it belongs to, for the screen.
    public var thread: ThreadKey?
    /// The number of ours it came to.
    public var number: NumberID
    /// What the platform calls the file.
    public var mediaID: String
    /// As the webhook told it.
    public var mimeType: String?
    /// As the webhook told it; nil when it told none that is one.
    public var digest: MediaDigest?
    /// From when on the platform does not have it any more.
    public var expiresAt: Instant
    /// Failures that counted so far.
    public var attempts: Int
    /// An agent asked for it: the limit of the config does not hold.
    public var isWanted: Bool

    /// A job as the store claims it.
    public init(
        row: Int64, thread: ThreadKey?, number: NumberID, mediaID: String, mimeType: String?, digest: MediaDigest?,
        expiresAt: Instant, attempts: Int, isWanted: Bool
    ) {
        self.row = row
        self.thread = thread
        self.number = number
        self.mediaID = mediaID
        self.mimeType = mimeType
        self.digest = digest
        self.expiresAt = expiresAt
        self.attempts = attempts
        self.isWanted = isWanted
    }
}

/// What became of fetching or uploading a file.
public enum MediaOutcome: Hashable, Sendable {
    /// It is on this machine under its SHA-256 (lower-case hex); of an upload, `mediaID` is what the platform calls it.
    /// `playingTime` is in milliseconds.
    case done(hash: String, size: Int64, mimeType: String?, mediaID: String?, playingTime: Int64? = nil)
    /// Later once more. `counts` when it uses up one of the attempts.
    case again(FailureNote, at: Instant, counts: Bool)
    /// Not by itself any more.
    case failed(FailureNote)
    /// Nothing happened: the process ends, or somebody else has the row.
    case putBack
}
