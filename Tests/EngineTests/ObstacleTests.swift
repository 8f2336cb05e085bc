import Cloud
import Inbox
import Spool
import Store
import Testing
import Themes
import WhatsApp

@testable import Desk
@testable import Engine

/// What the layers below throw reaches the agent as a sentence of the catalogue, with everything it names.
struct ObstacleTests {
    private static let errors: [any Error] =
        ([
            .newerVersion(path: "/s"), .corrupt(path: "/s"), .noPermission(path: "/s"), .noSuchFile(path: "/s"),
            .diskFull(path: "/s"), .busy(path: "/s"), .inputOutput(path: "/s", code: 522), .wrongPass, .noSuchThread,
            .beingSent,
            .noSuchItem(id: "a"), .notTheirAddress(id: "a"), .wrongState(id: "a", state: .leaving),
            .database(path: "/s", code: 1, message: "no such table"),
        ] as [StoreError])
        + ([
            .diskFull(path: "/p"), .noPermission(path: "/p", action: "read"), .vanished(path: "/p"),
            .notADirectory(path: "/p"), .otherDisk(path: "/p"), .tooManyOpenFiles(path: "/p"), .readOnly(path: "/p"),
            .bodyTooLarge(size: 9, limit: 8), .system(path: "/p", action: "lock", code: 5),
        ] as [SpoolError])
        + ([.noNumber, .noToken, .noAccount, .busy(holder: "h"), .hasWorker(holder: "h")] as [EngineError])
        + ([
            .token(TokenError(origin: .file(path: "/t"), reason: .fileNotFound)),
            .refused(APIError(code: 190, message: "expired"), httpStatus: 401),
            .refused(APIError(code: 190), httpStatus: 401),
            .refused(APIError(code: nil, message: "m"), httpStatus: 502),
            .unreadable(httpStatus: 502), .badIdentifier("x"), .tooManyPages(limit: 9), .pagingLoops,
        ] as [GraphFailure])
        + TransportFailure.Reason.allCases.map { GraphFailure.transport(.notSent($0)) }
        + ([
            .missing, .empty, .malformed, .fileNotFound, .notRegularFile, .foreignOwner, .openMode(0o644),
            .unreadable(errno: 5), .commandNotStarted(errno: 2), .commandFailed(status: 3), .commandTimedOut,
        ] as [TokenError.Reason]).map { TokenError(origin: .file(path: "/t"), reason: $0) }
        + ([
            .notFound(name: "n", searched: [], nearest: nil), .unreadable("w"), .syntax("w"),
            .wrongType(key: "k", expected: "e"), .unknownField(key: "k", nearest: nil),
            .unknownColor(key: "k", value: "v", nearest: nil), .unknownAttribute(key: "k", value: "v", nearest: nil),
            .ambiguousName("n"), .cycle(["a", "b"]), .longChain(["a", "b"]),
        ] as [ThemeError.Reason]).map { ThemeError(file: "t.toml", line: 3, reason: $0) }
        + [CancellationError()]

    @Test func everyErrorFillsTheGapsOfItsSentence() {
        for error in Self.errors {
            let obstacle = Obstacle(error)
            #expect(Words.english.gaps(of: obstacle.kind) == obstacle.parts.count, "\(error)")
            #expect((obstacle.kind == .unforeseen) == (error is CancellationError), "\(error)")
        }
    }

    /// What the dispatcher and the worker note beside a message that did not leave.
    @Test func everyWordThatIsKeptHasASentence() {
        let reasons = TransportFailure.Reason.allCases
        let token = TokenError(origin: .command, reason: .commandFailed(status: 1))
        let unsent: [SendResult.Unsent] =
            reasons.map { .transport($0) } + [.token(token), .redirected(httpStatus: 307), .badIdentifier]
            + [.permit(.wrongPass), .permit(.stale), .permit(.expired)]
        let codes =
            unsent.map(\.code) + reasons.map { SendResult.Uncertainty.transport($0).code }
            + [SendResult.Uncertainty.unreadable(httpStatus: 200).code, "worker_died", "program_ended"]
            + ["store_unreadable", "failed"]
        for code in codes { #expect(Words.english.stopReason(code) != nil, "\(code)") }
    }
}
