import Screen

/// What goes wrong outside the desk, in words: on the screen, and for the commands that print.
extension Words {
    /// What went wrong, and what to do about it, on one line.
    public func obstacle(_ obstacle: Obstacle) -> SafeText {
        var parts = obstacle.parts.map { SafeText(untrusted: $0, limit: 400).singleLine }
        switch obstacle.kind {
        case .noAnswer:
            // The part is the way in which it failed.
            if let code = obstacle.parts.first, let reason = Obstacle(code: code) { parts = [self.obstacle(reason)] }
        case .refused:
            // The code has a title and an advice of its own; the platform's sentence stands between them.
            let known = platform(obstacle.parts.first.flatMap { Int($0) })
            if parts.count == 2 {
                if parts[1].isEmpty { parts[1] = known.title }
                if let end = parts[1].string.last, !".!?…".contains(end) { parts[1] += "." }
            }
            parts.append(known.advice)
        default: break
        }
        return fill(pattern(obstacle.kind), parts)
    }

    /// Why a message of ours was stopped or never left, from the short word that was kept with it; nil for any other
    /// text.
    func stopReason(_ code: String) -> SafeText? {
        if let reason = refusalReason(code) { return reason }
        // A word that happens to name another kind of obstacle has nothing to fill its gaps with.
        guard let obstacle = Obstacle(code: code), gaps(of: obstacle.kind) == obstacle.parts.count else { return nil }
        return self.obstacle(obstacle)
    }

    /// How many parts the sentence of a kind takes; of one that the platform refused, its code and its sentence.
    func gaps(of kind: Obstacle.Kind) -> Int {
        kind == .refused ? 2 : pattern(kind).utf8.count { $0 == UInt8(ascii: "{") }
    }

    /// The catalogue's sentence with its gaps.
    func pattern(_ kind: Obstacle.Kind) -> String {
        switch language {
        case .english: kind.english
        }
    }
}

extension Obstacle.Kind {
    /// `{0}` … are gaps.
    fileprivate var english: String {
        switch self {
        case .storeNewer:
            "{0} was written by a newer version of oriel. Update oriel, or give another file with --store."
        case .storeOlder:
            """
            {0} was written by an older version of oriel. The first command that may write it brings it up to date; this \
            one only reads.
            """
        case .storeReadOnly: "{0} is only read here: nothing was changed or sent."
        case .storeDamaged:
            """
            {0} is damaged or is not an oriel store. Run `oriel rebuild --rescue`: it keeps the file aside and makes a \
            new one from the archived spool.
            """
        case .storeForbidden:
            "no permission to read and write {0}. Check the owner and the mode of the file and of its directory."
        case .messageUnkept:
            "the message was not kept: {0} cannot be written (errno {1}). Check its directory and the disk."
        case .messageNowhere: "this inbox has no config directory to keep messages in"
        case .storeMissing: "there is no store at {0}. Check the path, or run `oriel ingest` to make it."
        case .storeFull:
            """
            the disk that holds {0} is full. Free some space; nothing that was stored is lost, and what waits in the \
            spool stays there.
            """
        case .storeReplaced:
            """
            {0} is another file now, or gone: nothing is taken in and nothing leaves, what comes stays in the spool. \
            Put the file back, or quit and start Oriel again.
            """
        case .storeLocked:
            """
            another process kept {0} locked. Try again; if it stays so, look for a process that holds the file.
            """
        case .storeBroken:
            "reading or writing {0} failed (SQLite error {1}). Check the disk and the file system."
        case .storeFailed: "{0}: {2} (SQLite error {1}). Try again; if it stays so, please report it."
        case .storeUnread: "the store could not be read just then"
        case .wrongPass:
            """
            a message may enter the outbox only with the leave of the key press. This is a defect of the program; \
            please report it.
            """
        case .threadGone:
            "this conversation is not in the store any more. Open the conversation again from the list."
        case .beingSent:
            "a message to them is leaving just now. Try again when it has left: nothing was erased."
        case .rowGone: "there is no outbox row {0}. Look at the conversation again: it has changed."
        case .rowMoved: "outbox row {0} is {1}. Look at the conversation again: it has changed."
        case .addressGone:
            """
            the address of message {0} is not this person's any more; nothing was sent to it. Open the conversation \
            again, look at the address in its header, and send it there.
            """
        case .spoolFull: "no space left on the disk of {0}. Free some space; reading goes on by itself."
        case .spoolForbidden:
            "no permission for {0}. Give the user who runs this read, write and search permission on it."
        case .spoolVanished:
            "{0} is not there. Mount it or create it again; reading goes on by itself when it is back."
        case .spoolNoDirectory: "{0} is not a directory. Move it away, or name another spool directory."
        case .spoolOtherDisk:
            """
            {0} lies on another disk than the rest of the spool. Keep tmp, new, done and quarantine on one disk, so \
            that files can be renamed between them.
            """
        case .spoolTooManyOpen:
            """
            too many open files, met at {0}. Close other programs or raise the limit (ulimit -n); reading goes on by \
            itself.
            """
        case .spoolReadOnly: "the disk of {0} is mounted read-only. Mount it writable; reading goes on by itself."
        case .spoolTooLarge: "a body of {0} bytes is over the limit of {1}"
        case .spoolBroken:
            "{0} cannot be used (system error {1}). See that the disk is healthy; it is tried again."
        case .noNumber: "no business number is known yet: name one in the config, or let a webhook arrive"
        case .noToken: "no token: set token_command or token_file in the config, or ORIEL_TOKEN"
        case .noAccount: "no WABA is known yet: name it in the config (waba), or let a webhook arrive"
        case .spoolHeld: "the spool is being read by {0}: stop it, or let it do the work"
        case .workHeld: "the work of this store is done by {0}: stop it, or let it go on"
        case .workerDied: "the program that was sending it is gone, and told no answer"
        case .programEnded: "the program ended before the answer came"
        case .noAnswer: "no answer from the platform ({0}): check the network and api_base, and try again"
        case .connectionRefused: "connection refused"
        case .hostNotFound: "host not found"
        case .unreachable: "network unreachable"
        case .tlsFailed: "TLS failed"
        case .timedOut: "no answer in time"
        case .cancelled: "given up"
        case .connectionLost: "connection lost"
        case .truncated: "the answer broke off"
        case .tooLong: "the answer is too long"
        case .malformedReply: "the answer is not HTTP"
        case .badAddress: "the address cannot be used"
        case .unwritable: "a file here cannot be read or written"
        case .noConnection: "no connection"
        case .refused: "the platform refused the request (code {0}): {1} {2}"
        case .refusedUncoded: "the platform refused the request (HTTP {0}): {1}"
        case .tokenRefused: "{0}"
        case .failed: "WhatsApp does not say why"
        case .unreadableAnswer:
            "the answer of the platform cannot be read (HTTP {0}): check api_base, and try again"
        case .redirected: "the platform wants the request elsewhere (HTTP {0}): check api_base"
        case .badIdentifier: "the id of the number cannot be one of the platform: check the config"
        case .namedBadIdentifier: "“{0}” cannot be an id of the platform: give its digits"
        case .tooManyPages: "the platform's list has over {0} pages: something is wrong with api_base"
        case .pagingLoops: "the platform's list leads back to itself: check api_base"
        case .permitOfFirstPass: "it had no leave to depart; please report this"
        case .permitStale: "it waited too long at the wire, and asks the gate again"
        case .permitExpired: "its time ran out at the wire"
        case .tokenUnread: "the token could not be read; `oriel doctor` says why"
        case .tokenMissing: "there is no token: set ORIEL_TOKEN, or token_file or token_command in the config"
        case .tokenEmpty: "{0} gives nothing: it should give the access token"
        case .tokenMalformed: "{0} gives something that is no token: it should be one line without blanks"
        case .tokenFileMissing: "the token file {0} is not there: check the path"
        case .tokenFileIrregular: "the token file {0} is not a regular file: put the token into one"
        case .tokenFileForeign: "the token file {0} belongs to somebody else: make it your own"
        case .tokenFileMode: "the token file {0} has mode {1}: others could read it; run chmod 600 on it"
        case .tokenFileUnread: "the token file {0} cannot be read (error {1}): check the disk"
        case .tokenCommandNotStarted: "token_command could not be started (error {0}): check it in a shell"
        case .tokenCommandFailed: "token_command ended with status {0}: check it in a shell"
        case .tokenCommandTimedOut: "token_command gave no answer in time: check it in a shell"
        case .mediaWrongHash: "what came is not the file that was sent (its SHA-256 differs)"
        case .mediaTooLarge: "it has {0} bytes, which is over media_limit"
        case .mediaLonger: "it is longer than the platform said"
        case .mediaForeign: "its address is on a host that must not see the token"
        case .mediaForeignHost: "its address is on {0}, which must not see the token"
        case .mediaDiskFull: "the disk for files is full"
        case .mediaUnwritable: "the directory for files cannot be used"
        case .mediaGone: "the file is not on this machine any more"
        case .mediaNotUploaded: "its file is not at the platform yet"
        case .fileDiskFull: "no space left for {0}"
        case .fileForbidden: "no permission for {0}"
        case .fileMissing: "there is no {0}"
        case .fileUnread: "{0} cannot be read"
        case .fileBroken: "{0} cannot be used (system error {1})"
        case .fileExists: "{0} is there already, and is not written over: give another name"
        case .fileIrregular: "{0} is not a file"
        case .programMissing: "{0} cannot be started: check the name in the config"
        case .editorMissing: "{0} cannot be started: set editor in the config, or $VISUAL"
        case .editorFailed: "{0} ended with status {1}: the text is as it was"
        case .editorGone: "{0} left no file: the text is as it was"
        case .editorNotText: "What the editor wrote is not UTF-8, so the text is as it was; yours is in {0}"
        case .editorLong:
            "What the editor wrote has more than {0} characters, so the text is as it was; yours is in {1}"
        case .programFailed: "{0} ended with status {1}"
        case .noConfigHere: "there is no config here to read"
        case .programSlow: "{0} took longer than {1} seconds and was ended"
        case .themeMissing: "there is no theme “{0}” any more"
        case .themeUnread: "{0} cannot be read; `oriel theme check` says why"
        case .themeSyntax: "{0}: this is not valid TOML; `oriel theme check` says more"
        case .themeType: "{0}: “{1}” has a value of the wrong kind; `oriel theme check` says more"
        case .themeField: "{0}: “{1}” is not a field of a style"
        case .themeColor: "{0}: “{2}” (in “{1}”) is not a colour, a palette name or a role"
        case .themeAttribute: "{0}: “{2}” (in “{1}”) is not an attribute"
        case .themeAmbiguous: "{0}: the palette name “{1}” is also a role, so a link to it could mean either"
        case .themeCycle: "{0}: this leads back to itself: {1}"
        case .themeLongChain: "{0}: too many names one after another, from “{1}” to “{2}”"
        case .unforeseen: "something unforeseen; please report it: {0}"
        }
    }
}
