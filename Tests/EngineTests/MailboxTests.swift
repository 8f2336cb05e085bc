import Desk
import Inbox
import Screen
import Testing

@testable import Engine

/// What reaches the main loop reaches it in order, and only news that say nothing twice are joined.
struct MailboxTests {
    private let ana = ThreadKey(number: NumberID("700"), person: PersonKey(1))
    private let rui = ThreadKey(number: NumberID("700"), person: PersonKey(2))

    /// The actions taken, in words.
    private func words(_ mailbox: Mailbox) -> [String] {
        mailbox.take().map { event in
            switch event {
            case .action(.storeChanged(let keys)):
                "changed " + (keys.map { "\($0.map(\.person.row).sorted())" } ?? "all")
            case .action(.draftSaved(_, let text)): "saved \(text)"
            case .action(.ticked): "ticked"
            case .action(.focusChanged(let isFocused)): isFocused ? "focus" : "blur"
            case .ended(let ending): "ended \(ending)"
            default: "other"
            }
        }
    }

    @Test func ofSeveralChangesOneIsLeftWhereTheLastCame() {
        let mailbox = Mailbox()
        mailbox.post(.storeChanged([ana]))
        mailbox.post(.draftSaved(thread: ana, text: "a"))
        mailbox.post(.storeChanged([rui]))
        mailbox.post(.focusChanged(true))
        // The change that followed the saved draft still follows it.
        #expect(words(mailbox) == ["saved a", "changed [1, 2]", "focus"])
        #expect(words(mailbox).isEmpty)
    }

    @Test(arguments: [true, false])
    func aChangeOfEverythingStaysOne(first: Bool) {
        let mailbox = Mailbox()
        mailbox.post(.storeChanged(first ? nil : [ana]))
        mailbox.post(.storeChanged(first ? [ana] : nil))
        #expect(words(mailbox) == ["changed all"])
    }

    @Test func ticksAreOne() {
        let mailbox = Mailbox()
        mailbox.post(.ticked)
        mailbox.post(.focusChanged(true))
        mailbox.post(.ticked)
        #expect(words(mailbox) == ["focus", "ticked"])
    }

    @Test func nothingIsJoinedAcrossAReading() {
        let mailbox = Mailbox()
        mailbox.post(.storeChanged([ana]))
        #expect(words(mailbox) == ["changed [1]"])
        mailbox.post(.storeChanged([rui]))
        #expect(words(mailbox) == ["changed [2]"])
    }

    /// A stopped program takes nothing for hours while the store goes on changing.
    @Test func whatIsJoinedDoesNotPileUp() {
        let mailbox = Mailbox()
        for index in 0..<100_000 {
            mailbox.post(.storeChanged([index.isMultiple(of: 2) ? ana : rui]))
            if index.isMultiple(of: 3) { mailbox.post(.ticked) }
            if index.isMultiple(of: 20_000) { mailbox.post(.draftSaved(thread: ana, text: "\(index)")) }
        }
        #expect(mailbox.waitingCount < 200)
        let taken = words(mailbox)
        #expect(taken.filter { $0.hasPrefix("saved") } == (0..<5).map { "saved \($0 * 20_000)" })
        #expect(taken.suffix(2) == ["changed [1, 2]", "ticked"])
    }

    /// Eight threads post at once: nothing is lost, and of each the order stays.
    @Test func everyPosterKeepsItsOrder() async {
        let mailbox = Mailbox()
        await withTaskGroup(of: Void.self) { group in
            for poster in 0..<8 {
                group.addTask { [ana] in
                    for index in 0..<1_000 {
                        mailbox.post(.draftSaved(thread: ana, text: "\(poster) \(index)"))
                        mailbox.post(.storeChanged([ana]))
                    }
                }
            }
        }
        let saved = words(mailbox).filter { $0.hasPrefix("saved ") }
            .map { $0.split(separator: " ").compactMap { Int($0) } }
        #expect(saved.count == 8_000)
        for poster in 0..<8 {
            #expect(saved.filter { $0[0] == poster }.map { $0[1] } == Array(0..<1_000))
        }
    }

    @Test func anArrivalIsToldAlsoWhenItCameBeforeAnybodyListened() async throws {
        let mailbox = Mailbox()
        mailbox.post(.ended(.quit))
        var arrivals = mailbox.arrivals.makeAsyncIterator()
        #expect(await arrivals.next() != nil)
        #expect(words(mailbox) == ["ended quit"])
    }
}
