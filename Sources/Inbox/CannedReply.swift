/// An answer kept as a file, to be put into the box and looked over before it is sent.
public struct CannedReply: Hashable, Sendable {
    /// The name of its file.
    public var file: String
    /// What it is called; its file's name without the ending when the file does not say.
    public var name: String
    /// A few letters that stand for it; nil when there are none.
    public var shortcut: String?
    /// Words to find it by.
    public var tags: [String]
    /// The language it is in, as its author calls it; nil when nobody said.
    public var language: String?
    /// What is put into the box, with `{{name}}` where something is to be filled in.
    public var text: String

    /// A reply as its file says it.
    public init(
        file: String, name: String, shortcut: String? = nil, tags: [String] = [], language: String? = nil, text: String
    ) {
        self.file = file
        self.name = name
        self.shortcut = shortcut
        self.tags = tags
        self.language = language
        self.text = text
    }
}

/// What a file of canned replies came to: a reply, or why it is none. One broken file spoils no other.
public struct CannedFile: Hashable, Sendable {
    /// Its name in the folder, with the ending.
    public var file: String
    /// The reply, or what is wrong with the file.
    public var reply: Result<CannedReply, Defect>

    /// Why a file is no reply.
    public struct Defect: Error, Hashable, Sendable {
        /// The line of the file, counted from 1; nil when it is about the whole.
        public var line: Int?
        /// What is wrong.
        public var reason: Reason

        /// What is wrong with a file, and where.
        public init(_ reason: Reason, line: Int? = nil) {
            self.line = line
            self.reason = reason
        }
    }

    /// What can be wrong with a file.
    public enum Reason: Hashable, Sendable {
        /// No permission, or no plain file.
        case unreadable
        /// Over 1 MB, or not UTF-8.
        case notText
        /// Its settings are missing, YAML, or without an end.
        case frontMatter(FrontMatter.Problem)
        /// The settings are not TOML; the parser's words.
        case syntax(String)
        /// There is no such setting; the nearest there is.
        case unknownKey(String, nearest: String?)
        /// A setting must be a text that is not blank.
        case notAText(String)
        /// A setting must be a list of such texts.
        case notTexts(String)
        /// A shortcut is one word.
        case shortcutSpaced(String)
        /// Another file has the shortcut.
        case shortcutTaken(String, by: String)
        /// There is nothing to send.
        case blank
        /// So many characters cannot be sent.
        case long(Int)
    }

    /// A file as it was read.
    public init(file: String, reply: Result<CannedReply, Defect>) {
        self.file = file
        self.reply = reply
    }
}

/// Every file of canned replies, as it was read.
public struct CannedShelf: Hashable, Sendable {
    /// Where the files are; empty when nowhere.
    public var folder: String
    /// By file name; of two with one shortcut the second is broken.
    public var files: [CannedFile]

    /// What a folder holds. A shortcut that an earlier file has makes the later one a broken one.
    public init(folder: String = "", files: [CannedFile] = []) {
        self.folder = folder
        var owners: [String: String] = [:]
        self.files = files.map { file in
            guard case .success(let reply) = file.reply, let shortcut = reply.shortcut else { return file }
            let key = FoldedText(shortcut).string
            if let owner = owners[key] {
                return CannedFile(file: file.file, reply: .failure(.init(.shortcutTaken(shortcut, by: owner))))
            }
            owners[key] = file.file
            return file
        }
    }

    /// Those that can be chosen.
    public var replies: [CannedReply] { files.compactMap { try? $0.reply.get() } }  // the rest is `broken`

    /// Those that cannot.
    public var broken: [CannedFile] { files.filter { if case .failure = $0.reply { true } else { false } } }
}
