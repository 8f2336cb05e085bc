import Desk
import Inbox
import Store

/// What a command of the agent's reads: the same words and lines as `oriel export` prints.
struct PipeInput {
    let store: InboxStore

    func bytes(_ job: PipeJob) throws -> [UInt8] {
        guard let row = try store.thread(job.thread) else { throw StoreError.noSuchThread }
        let transcript = Transcript(row, isMasked: false)
        if let key = job.message {
            guard let message = try store.message(key) else { throw StoreError.noSuchThread }
            // For a program: exact, as a copy is.
            return Array((job.source == .messageText ? message.text ?? "" : transcript.object(message).line).utf8) + [
                10
            ]
        }
        var history = MessageHistory(store: store, keys: [job.thread])
        var text = job.source == .threadText ? transcript.heading + "\n" : ""
        while let message = try history.next() {
            let lines = job.source == .threadText ? transcript.lines(message) : [transcript.object(message).line]
            for line in lines { text += line + "\n" }
        }
        return Array(text.utf8)
    }
}
