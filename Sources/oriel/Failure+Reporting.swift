import Cloud
import Engine
import Spool
import Store
import Terminal
import Themes
import WhatsApp

extension Failure {
    /// What the layers below throw, in one line with its exit status; nil for what the argument parser throws.
    init?(reporting error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as StoreError: self.init(error.status, error.description)
        case let error as SpoolError: self.init(error.status, error.description)
        case let error as EngineError: self.init(error.status, error.description)
        case let error as TokenError: self.init(error.status, error.sentence)
        case let error as GraphFailure: self.init(error.status, error.sentence)
        case let problem as GraphBase.Problem:
            self.init(.usage, "the address of the Graph API must be \(problem.expected)")
        case let error as ThemeError: self.init(error.status, error.description)
        case let error as TerminalError: self.init(error.status, error.description)
        default: return nil
        }
    }
}

extension StoreError {
    var status: ExitStatus {
        switch self {
        case .corrupt: .badData
        case .noSuchFile: .noInput
        case .newerVersion, .database: .unavailable
        case .diskFull, .inputOutput: .inputOutput
        case .busy: .temporary
        case .noPermission: .noPermission
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

    /// What is wrong with which source, and what to do; never the token.
    var sentence: String {
        let place =
            switch origin {
            case .environment(let variable): "the variable \(variable)"
            case .file(let path): "the token file \(path)"
            case .command: "token_command"
            case .given, .nowhere: "the token"
            }
        return switch reason {
        case .missing: "there is no token: set ORIEL_TOKEN, or token_file or token_command in the config"
        case .empty: "\(place) gives nothing: it should give the access token"
        case .malformed: "\(place) gives something that is no token: it should be one line without blanks"
        case .fileNotFound: "\(place) is not there: check the path"
        case .notRegularFile: "\(place) is not a regular file: put the token into one"
        case .foreignOwner: "\(place) belongs to somebody else: make it your own"
        case .openMode(let mode):
            "\(place) has mode \(String(mode, radix: 8)): others could read it; run chmod 600 on it"
        case .unreadable(let code): "\(place) cannot be read (error \(code)): check the disk"
        case .commandNotStarted(let code): "token_command could not be started (error \(code)): check it in a shell"
        case .commandFailed(let status): "token_command ended with status \(status): check it in a shell"
        case .commandTimedOut: "token_command gave no answer in time: check it in a shell"
        }
    }
}

extension GraphFailure {
    var status: ExitStatus {
        switch self {
        case .token(let error): error.status
        case .transport: .temporary
        case .refused: .refusedByPlatform
        case .unreadable, .tooManyPages, .pagingLoops: .unavailable
        case .badIdentifier: .badData
        }
    }

    var sentence: String {
        switch self {
        case .token(let error): error.sentence
        case .transport(let failure):
            "no answer from the platform (\(failure.reason.rawValue)): check the network and api_base, and try again"
        case .refused(let error, let status):
            "the platform refused the request (\(error.code.map { "code \($0)" } ?? "HTTP \(status)")): "
                + "\(error.sentence ?? error.entry.title) \(error.entry.advice)"
        case .unreadable(let status):
            "the answer of the platform cannot be read (HTTP \(status)): check api_base, and try again"
        case .badIdentifier(let text): "“\(text)” cannot be an id of the platform: give its digits"
        case .tooManyPages(let limit): "the platform's list has over \(limit) pages: something is wrong with api_base"
        case .pagingLoops: "the platform's list leads back to itself: check api_base"
        }
    }
}
