/// Something that went wrong outside the desk, told without words: the catalogue has a sentence for each kind
/// (`Words.obstacle(_:)`).
public struct Obstacle: Hashable, Sendable {
    /// What went wrong.
    public var kind: Kind
    /// What the gaps of the kind's sentence take, in order: paths, names, numbers, and words of the platform or of a
    /// customer's file. Untrusted text.
    public var parts: [String]

    /// An obstacle with as many parts as the sentence of its kind has gaps.
    public init(_ kind: Kind, _ parts: String...) { self.init(kind, parts: parts) }

    /// The same with its parts in a list.
    public init(_ kind: Kind, parts: [String]) {
        self.kind = kind
        self.parts = parts
    }

    /// What a short word tells that was kept with an attempt or a row of ours, such as `transport_timedOut` or
    /// `unreadable_answer_502`; nil for a word this program does not know.
    public init?(code: String) {
        // All such words are short; what is longer is a stranger's, and is not read through.
        guard code.utf8.count <= 64 else { return nil }
        if code.hasPrefix("token_") {
            self.init(.tokenUnread)
        } else if let kind = Kind(rawValue: code) {
            self.init(kind)
        } else if let end = code.lastIndex(of: "_"), let kind = Kind(rawValue: String(code[..<end])) {
            self.init(kind, String(code[code.index(after: end)...]))
        } else {
            return nil
        }
    }

    /// Where the kind is only the way in which no answer came: that none came, with what to do.
    public var inFull: Obstacle { kind.rawValue.hasPrefix("transport_") ? Obstacle(.noAnswer, kind.rawValue) : self }

    /// Every way in which things go wrong. The raw value is kept with attempts and told by a worker to the inboxes:
    /// never rename one.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        // The store: its file …
        case storeNewer = "store_newer"
        case storeDamaged = "store_damaged"
        case storeForbidden = "store_forbidden"
        case storeOlder = "store_older"
        case storeReadOnly = "store_read_only"
        case storeMissing = "store_missing"
        case storeReplaced = "store_replaced"
        case storeFull = "store_full"
        case storeLocked = "store_locked"
        case storeBroken = "store_broken"
        case storeFailed = "store_failed"
        case storeUnread = "store_unreadable"
        // … and what was asked of it.
        case wrongPass = "wrong_pass"
        case threadGone = "thread_gone"
        case beingSent = "being_sent"
        case rowGone = "row_gone"
        case rowMoved = "row_moved"
        case addressGone = "address_gone"
        // The spool.
        case spoolFull = "spool_full"
        case spoolForbidden = "spool_forbidden"
        case spoolVanished = "spool_vanished"
        case spoolNoDirectory = "spool_no_directory"
        case spoolOtherDisk = "spool_other_disk"
        case spoolTooManyOpen = "spool_too_many_open"
        case spoolReadOnly = "spool_read_only"
        case spoolTooLarge = "spool_too_large"
        case spoolBroken = "spool_broken"
        // What this process lacks, or another has.
        case noNumber = "no_number"
        case noToken = "no_token"
        case noAccount = "no_account"
        case spoolHeld = "spool_held"
        case workHeld = "work_held"
        case workerDied = "worker_died"
        case programEnded = "program_ended"
        // The way to the platform (`TransportFailure.Reason`).
        case noAnswer = "no_answer"
        case connectionRefused = "transport_connectionRefused"
        case hostNotFound = "transport_hostNotFound"
        case unreachable = "transport_unreachable"
        case tlsFailed = "transport_tlsFailed"
        case timedOut = "transport_timedOut"
        case cancelled = "transport_cancelled"
        case connectionLost = "transport_connectionLost"
        case truncated = "transport_truncated"
        case tooLong = "transport_tooLong"
        case malformedReply = "transport_malformedReply"
        case badAddress = "transport_badAddress"
        case unwritable = "transport_unwritable"
        case noConnection = "transport_other"
        // What the platform answered.
        case refused
        case refusedUncoded = "refused_uncoded"
        case tokenRefused = "refused_token"
        case failed
        case unreadableAnswer = "unreadable_answer"
        case redirected
        case badIdentifier = "bad_identifier"
        case namedBadIdentifier = "named_bad_identifier"
        case tooManyPages = "too_many_pages"
        case pagingLoops = "paging_loops"
        // The leave of the gate, at the wire.
        case permitOfFirstPass = "permit_wrongPass"
        case permitStale = "permit_stale"
        case permitExpired = "permit_expired"
        // Where the token comes from. The first is all that a row of ours keeps of the others.
        case tokenUnread = "token_unread"
        case tokenMissing = "token_missing"
        case tokenEmpty = "token_empty"
        case tokenMalformed = "token_malformed"
        case tokenFileMissing = "token_file_not_found"
        case tokenFileIrregular = "token_file_not_regular"
        case tokenFileForeign = "token_file_foreign_owner"
        case tokenFileMode = "token_file_mode"
        case tokenFileUnread = "token_file_unreadable"
        case tokenCommandNotStarted = "token_command_not_started"
        case tokenCommandFailed = "token_command_failed"
        case tokenCommandTimedOut = "token_command_timed_out"
        // Files: those of messages …
        case mediaWrongHash = "media_wrong_hash"
        case mediaTooLarge = "media_too_large"
        case mediaLonger = "media_longer_than_told"
        case mediaForeign = "media_foreign_host"
        case mediaForeignHost = "media_foreign_host_named"
        case mediaDiskFull = "media_disk_full"
        case mediaUnwritable = "media_unwritable"
        case mediaGone = "media_gone"
        case mediaNotUploaded = "media_not_uploaded"
        // … and those an agent names.
        case fileDiskFull = "file_disk_full"
        case fileForbidden = "file_forbidden"
        case fileMissing = "file_missing"
        case fileUnread = "file_unreadable"
        case fileBroken = "file_broken"
        case fileExists = "file_exists"
        case fileIrregular = "file_irregular"
        case programMissing = "program_missing"
        case programFailed = "program_failed"
        case programSlow = "program_slow"
        case editorMissing = "editor_missing"
        case editorFailed = "editor_failed"
        case editorGone = "editor_gone"
        case editorNotText = "editor_not_text"
        case editorLong = "editor_long"
        case noConfigHere = "no_config_here"
        // Messages kept as files.
        case messageUnkept = "message_unkept"
        case messageNowhere = "message_nowhere"
        // Themes.
        case themeMissing = "theme_missing"
        case themeUnread = "theme_unreadable"
        case themeSyntax = "theme_syntax"
        case themeType = "theme_type"
        case themeField = "theme_field"
        case themeColor = "theme_color"
        case themeAttribute = "theme_attribute"
        case themeAmbiguous = "theme_ambiguous"
        case themeCycle = "theme_cycle"
        case themeLongChain = "theme_long_chain"
        /// None of these: a defect, told as the program sees it.
        case unforeseen
    }
}
