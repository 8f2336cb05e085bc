import Cloud
import Desk
import Inbox
import Spool
import Store
import Themes
import WhatsApp

/// What the layers below throw, as the desk tells it. Every error has its place here: a new case does not compile before
/// it has one, and so a sentence in the catalogue.
extension Obstacle {
    /// - Parameter error: what was thrown. One of another module is `unforeseen`, with its description.
    public init(_ error: any Error) {
        switch error {
        case let error as StoreError: self.init(store: error)
        case let error as SpoolError: self.init(spool: error)
        case let error as EngineError: self.init(engine: error)
        case let error as GraphFailure: self.init(graph: error)
        case let error as TokenError: self.init(token: error)
        case let error as MessageFolder.Failure: self.init(folder: error)
        case let error as ThemeError: self.init(theme: error)
        case let error as MediaShelfError: self.init(shelf: error)
        default: self.init(.unforeseen, "\(error)")
        }
    }

    private init(store error: StoreError) {
        switch error {
        case .newerVersion(let path): self.init(.storeNewer, path)
        case .olderVersion(let path): self.init(.storeOlder, path)
        case .readOnly(let path): self.init(.storeReadOnly, path)
        case .corrupt(let path): self.init(.storeDamaged, path)
        case .noPermission(let path): self.init(.storeForbidden, path)
        case .noSuchFile(let path): self.init(.storeMissing, path)
        case .replaced(let path): self.init(.storeReplaced, path)
        case .diskFull(let path): self.init(.storeFull, path)
        case .busy(let path): self.init(.storeLocked, path)
        case .inputOutput(let path, let code): self.init(.storeBroken, path, "\(code)")
        case .wrongPass: self.init(.wrongPass)
        case .noSuchThread: self.init(.threadGone)
        case .beingSent: self.init(.beingSent)
        case .noSuchItem(let id): self.init(.rowGone, id)
        case .notTheirAddress(let id): self.init(.addressGone, id)
        case .wrongState(let id, let state): self.init(.rowMoved, id, state.rawValue)
        case .database(let path, let code, let message): self.init(.storeFailed, path, "\(code)", message)
        }
    }

    private init(spool error: SpoolError) {
        switch error {
        case .diskFull(let path): self.init(.spoolFull, path)
        case .noPermission(let path, _): self.init(.spoolForbidden, path)
        case .vanished(let path): self.init(.spoolVanished, path)
        case .notADirectory(let path): self.init(.spoolNoDirectory, path)
        case .otherDisk(let path): self.init(.spoolOtherDisk, path)
        case .tooManyOpenFiles(let path): self.init(.spoolTooManyOpen, path)
        case .readOnly(let path): self.init(.spoolReadOnly, path)
        case .bodyTooLarge(let size, let limit): self.init(.spoolTooLarge, "\(size)", "\(limit)")
        case .system(let path, _, let code): self.init(.spoolBroken, path, "\(code)")
        }
    }

    private init(folder error: MessageFolder.Failure) {
        switch error {
        case .taken, .badName: self.init(.messageUnkept, "", "0")
        case .system(let code, let path): self.init(.messageUnkept, path, "\(code)")
        }
    }

    private init(engine error: EngineError) {
        switch error {
        case .noNumber: self.init(.noNumber)
        case .noToken: self.init(.noToken)
        case .noAccount: self.init(.noAccount)
        case .busy(let holder): self.init(.spoolHeld, holder)
        case .hasWorker(let holder): self.init(.workHeld, holder)
        }
    }

    private init(graph failure: GraphFailure) {
        switch failure {
        case .token(let error): self.init(token: error)
        case .transport(let failure): self.init(transport: failure.reason)
        case .refused(let error, let status):
            let sentence = error.sentence ?? ""
            if let code = error.code {
                self.init(.refused, "\(code)", sentence)
            } else {
                self.init(.refusedUncoded, "\(status)", sentence)
            }
        case .unreadable(let status): self.init(.unreadableAnswer, "\(status)")
        case .badIdentifier(let text): self.init(.namedBadIdentifier, text)
        case .tooManyPages(let limit): self.init(.tooManyPages, "\(limit)")
        case .pagingLoops: self.init(.pagingLoops)
        case .foreignHost(let host): self.init(.mediaForeignHost, host)
        }
    }

    private init(transport reason: TransportFailure.Reason) {
        let kind: Kind =
            switch reason {
            case .connectionRefused: .connectionRefused
            case .hostNotFound: .hostNotFound
            case .unreachable: .unreachable
            case .tlsFailed: .tlsFailed
            case .timedOut: .timedOut
            case .cancelled: .cancelled
            case .connectionLost: .connectionLost
            case .truncated: .truncated
            case .tooLong: .tooLong
            case .malformedReply: .malformedReply
            case .badAddress: .badAddress
            case .unwritable: .unwritable
            case .other: .noConnection
            }
        self = Obstacle(kind).inFull
    }

    private init(shelf error: MediaShelfError) {
        switch error {
        case .diskFull(let path): self.init(.fileDiskFull, path)
        case .noPermission(let path): self.init(.fileForbidden, path)
        case .noSuchFile(let path): self.init(.fileMissing, path)
        case .unreadable(let path): self.init(.fileUnread, path)
        case .wrongHash: self.init(.mediaWrongHash)
        case .system(let path, let code): self.init(.fileBroken, path, "\(code)")
        }
    }

    private init(token error: TokenError) {
        switch error.reason {
        case .missing: self.init(.tokenMissing)
        case .empty: self.init(.tokenEmpty, error.origin.name)
        case .malformed: self.init(.tokenMalformed, error.origin.name)
        case .fileNotFound: self.init(.tokenFileMissing, error.origin.name)
        case .notRegularFile: self.init(.tokenFileIrregular, error.origin.name)
        case .foreignOwner: self.init(.tokenFileForeign, error.origin.name)
        case .openMode(let mode): self.init(.tokenFileMode, error.origin.name, String(mode, radix: 8))
        case .unreadable(let code): self.init(.tokenFileUnread, error.origin.name, "\(code)")
        case .commandNotStarted(let code): self.init(.tokenCommandNotStarted, "\(code)")
        case .commandFailed(let status): self.init(.tokenCommandFailed, "\(status)")
        case .commandTimedOut: self.init(.tokenCommandTimedOut)
        }
    }

    private init(theme error: ThemeError) {
        let place = error.line.map { "\(error.file):\($0)" } ?? error.file
        switch error.reason {
        case .notFound(let name, _, _): self.init(.themeMissing, name)
        case .unreadable: self.init(.themeUnread, place)
        case .syntax: self.init(.themeSyntax, place)
        case .wrongType(let key, _): self.init(.themeType, place, key)
        case .unknownField(let key, _): self.init(.themeField, place, key)
        case .unknownColor(let key, let value, _): self.init(.themeColor, place, key, value)
        case .unknownAttribute(let key, let value, _): self.init(.themeAttribute, place, key, value)
        case .ambiguousName(let name): self.init(.themeAmbiguous, place, name)
        case .cycle(let chain): self.init(.themeCycle, place, chain.joined(separator: " → "))
        case .longChain(let chain): self.init(.themeLongChain, place, chain.first ?? "", chain.last ?? "")
        }
    }
}

extension TokenSource.Origin {
    /// What the config or the environment calls it.
    fileprivate var name: String {
        switch self {
        case .environment(let variable): variable
        case .file(let path): path
        case .command: "token_command"
        case .given, .nowhere: "token"
        }
    }
}
