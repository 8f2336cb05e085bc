import Cloud
import Desk
import Engine
import Screen
import Spool
import Store
import Terminal
import Themes

extension Failure {
    /// What the layers below throw, in one line with its exit status; nil for what the argument parser throws.
    init?(reporting error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as StoreError: self.init(error.status, Self.words(error))
        case let error as SpoolError: self.init(error.status, error.description)
        case let error as EngineError: self.init(error.status, Self.words(error))
        case let error as TokenError: self.init(error.status, Self.words(error))
        case let error as GraphFailure: self.init(error.status, Self.words(error))
        case let problem as GraphBase.Problem:
            self.init(.usage, "the address of the Graph API must be \(problem.expected)")
        case let error as ThemeError: self.init(error.status, error.description)
        case let error as TerminalError: self.init(error.status, error.description)
        default: return nil
        }
    }

    /// The sentence that the full screen would show, too.
    static func words(_ error: any Error) -> String { Words.english.obstacle(Obstacle(error)).string }
}

extension StoreError {
    var status: ExitStatus {
        switch self {
        case .corrupt: .badData
        case .noSuchFile: .noInput
        case .newerVersion, .olderVersion, .database, .replaced: .unavailable
        case .diskFull, .inputOutput: .inputOutput
        case .busy, .beingSent: .temporary
        case .noPermission, .readOnly: .noPermission
        case .wrongPass: .defect
        case .noSuchThread, .noSuchItem, .notTheirAddress, .wrongState: .temporary
        }
    }
}

extension SpoolError {
    var status: ExitStatus {
        switch self {
        case .diskFull, .system: .inputOutput
        case .noPermission, .readOnly: .noPermission
        case .vanished, .notADirectory, .otherDisk: .unavailable
        case .tooManyOpenFiles: .temporary
        case .bodyTooLarge: .badData
        }
    }
}

extension EngineError {
    var status: ExitStatus {
        switch self {
        case .noNumber, .noAccount: .usage
        case .noToken: .config
        case .busy, .hasWorker: .temporary
        }
    }
}

extension TerminalError {
    var status: ExitStatus {
        switch self {
        case .notATerminal, .unknownTerminal, .cannotPlaceCursor, .modesRefused: .unavailable
        case .file: .cannotCreate
        case .cannotRun, .cannotRestart: .unavailable
        case .alreadyTaken: .temporary
        }
    }
}

extension ThemeError {
    var status: ExitStatus {
        switch reason {
        case .notFound, .unreadable: .noInput
        default: .badData
        }
    }
}

extension TokenError {
    var status: ExitStatus {
        switch reason {
        case .missing, .empty, .malformed, .commandNotStarted, .commandFailed: .config
        case .fileNotFound: .noInput
        case .notRegularFile, .foreignOwner, .openMode: .noPermission
        case .unreadable: .inputOutput
        case .commandTimedOut: .temporary
        }
    }
}

extension GraphFailure {
    var status: ExitStatus {
        switch self {
        case .token(let error): error.status
        case .transport: .temporary
        case .refused: .refusedByPlatform
        case .unreadable, .tooManyPages, .pagingLoops, .foreignHost: .unavailable
        case .badIdentifier: .badData
        }
    }
}
