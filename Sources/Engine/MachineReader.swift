import Desk
import Dispatch
import Foundation
import Inbox
import Screen
import Store
import WhatsApp

/// Runs the agent's own tools over files that arrived: speech to text, pictures to words. What they print is kept as machine
/// text, shown as such, and never sent.
public final class MachineReader: Sendable {
    /// A tool of the config, and what it is asked to do.
    public struct Tool: Hashable, Sendable {
        /// What it is asked to do.
        public var task: MachineText.Task
        /// Files of which types it reads, and how it is started.
        public var rule: FileOpener.Rule

        /// A tool for files of some types.
        public init(task: MachineText.Task, rule: FileOpener.Rule) {
            self.task = task
            self.rule = rule
        }
    }

    private let store: InboxStore
    private let shelf: MediaShelf
    private let tools: [Tool]
    private let clock: @Sendable () -> Instant
    private let mailbox: Mailbox
    /// One after another: such tools take all a machine has.
    private let queue = DispatchQueue(label: "oriel.machine", qos: .background)

    /// How long a tool may take, in seconds.
    static let seconds = 600

    /// - Parameter tools: in the order they are asked; of each task the first whose pattern fits.
    public init(
        store: InboxStore, shelf: MediaShelf, tools: [Tool], clock: @escaping @Sendable () -> Instant, mailbox: Mailbox
    ) {
        self.store = store
        self.shelf = shelf
        self.tools = tools
        self.clock = clock
        self.mailbox = mailbox
    }

    /// Lets the tools read a file that is here, unless they have; returns at once.
    public func read(_ hash: String, mimeType: String?) {
        guard !tools.isEmpty else { return }
        queue.async { @Sendable [self] in readNow(hash, mimeType: mimeType) }
    }

    /// The same, to its end.
    func readNow(_ hash: String, mimeType: String?) {
        let type = MediaType.bare(mimeType ?? "")
        guard let path = shelf.file(hash, mimeType: mimeType) else { return }
        for task in MachineText.Task.allCases {
            guard let tool = tools.first(where: { $0.task == task && $0.rule.fits(type) }) else { continue }
            do {
                guard try !store.hasMachineText(task, hash: hash) else { continue }
                let limit = InboxStore.longestMachineText * 4
                guard let output = ToolRun.run(tool.rule.command(for: path), limit: limit, seconds: Self.seconds),
                    output.status == 0
                else { continue }
                let text = Self.text(output.bytes)
                guard !text.isEmpty else { continue }
                let changed = try store.noteMachineText(MachineText(task, text), hash: hash, at: clock())
                mailbox.post(.storeChanged(changed))
            } catch {
                mailbox.post(.effectFailed(Obstacle(error)))
            }
        }
    }

    /// As text without control characters and without white space at its ends.
    private static func text(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        let kept = text.unicodeScalars.filter { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F }
        return String(String.UnicodeScalarView(kept)).trimmingCharacters(in: .whitespacesAndNewlines)
            .head(scalars: InboxStore.longestMachineText)
    }
}
