import Desk
import Inbox
import Synchronization

/// A run that can be stopped from another thread.
final class PipeRun: Sendable {
    private let flag = Mutex(false)
    var isStopped: Bool { flag.withLock { $0 } }
    func stop() { flag.withLock { $0 = true } }
}

extension EffectRunner {
    /// How long a command may take before it is ended.
    static let pipeSeconds = 60
    /// What is read of what it says, in bytes.
    static let pipeLimit = 256 << 10

    /// Runs a command on what was chosen; blocks the queue it is on, and nothing else.
    func pipe(_ job: PipeJob, _ run: PipeRun, token: Int) {
        do {
            let input = try services.pipeInput(job)
            let output = ToolRun.run(
                ["/bin/sh", "-c", job.command], input: input, joinsErrors: true, limit: Self.pipeLimit,
                seconds: Self.pipeSeconds, isStopped: { run.isStopped })
            let ending: PipeOutput.Ending =
                switch (output?.cut, output?.status) {
                case _ where output == nil: .notStarted
                case (.time?, _): .slow(Self.pipeSeconds)
                case (.size?, _): .loud
                case (.stopped?, _): .stopped
                case (nil, let status?): .exited(status)
                case (nil, nil): .killed
                }
            let text = String(decoding: output?.bytes ?? [], as: UTF8.self)
            mailbox.post(.piped(PipeOutput(command: job.command, text: text, ending: ending), token: token))
        } catch {
            // The page closes the line that waits; what went wrong stands in the notice.
            mailbox.post(.piped(PipeOutput(command: job.command, text: "", ending: .notStarted), token: token))
            mailbox.post(.effectFailed(Obstacle(error)))
        }
    }
}
