import Desk
import Foundation
import Inbox
import TestSupport
import Testing

@testable import Engine
@testable import oriel

/// Canned replies as the screen asks for them: the files as they are now.
struct CannedEffectTests {
    @Test func theFolderIsReadAnewForEveryAnswer() throws {
        let shop = try Shop()
        let mailbox = Mailbox()
        let folder = shop.scratch.path + "/canned"
        var services = shop.services()
        services.canned = { CannedFolder(path: folder).shelf }
        let runner = EffectRunner(services: services, mailbox: mailbox)
        func shelf(_ token: Int) -> CannedShelf? {
            runner.runNow(.loadCanned(token: token))
            return mailbox.take().lazy.compactMap {
                if case .action(.cannedLoaded(let shelf, token)) = $0 { shelf } else { nil }
            }.first
        }
        #expect(shelf(1) == CannedShelf(folder: folder), "there need not be a folder")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let file = URL(fileURLWithPath: folder + "/oi.md")
        try Data("+++\n+++\nOi!".utf8).write(to: file)
        #expect(shelf(2)?.replies.map(\.text) == ["Oi!"])
        try Data("+++\nname = 1\n+++\nOi!".utf8).write(to: file)
        #expect(shelf(3)?.broken.map(\.reply) == [.failure(.init(.notAText("name"), line: 2))])
        try FileManager.default.removeItem(at: file)
        #expect(shelf(4)?.files == [])
    }
}
