import Engine
import Foundation
import Inbox
import TestSupport
import Testing
import WhatsApp

/// Interactive messages kept as files.
@Suite struct MessageFolderTests {
    private static func question(_ words: String) throws -> Interactive {
        try Interactive(.locationRequest, body: words)
    }

    @Test func whatIsKeptIsReadAgain() throws {
        let scratch = try Scratch()
        let folder = MessageFolder(path: scratch.path + "/messages")
        #expect(folder.messages().isEmpty)
        try folder.save(Self.question("Onde?"), as: "onde", replaces: false)
        try folder.save(Self.question("Quando?"), as: "a", replaces: false)
        #expect(
            folder.messages() == [
                SavedMessage(name: "a", message: .success(try Self.question("Quando?"))),
                SavedMessage(name: "onde", message: .success(try Self.question("Onde?"))),
            ])
        #expect(throws: MessageFolder.Failure.taken) {
            try folder.save(Self.question("Outra"), as: "onde", replaces: false)
        }
        #expect(folder.messages().last?.message == .success(try Self.question("Onde?")))
        try folder.save(Self.question("Outra"), as: "onde", replaces: true)
        #expect(folder.messages().last?.message == .success(try Self.question("Outra")))
        // No draft is left behind, and nobody else may read it.
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.sorted() == ["a.json", "onde.json"])
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/a.json")[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test(arguments: ["", "a/b", ".hidden", String(repeating: "a", count: 201)])
    func aBadNameWritesNothing(_ name: String) throws {
        let scratch = try Scratch()
        let folder = MessageFolder(path: scratch.path + "/messages")
        #expect(throws: MessageFolder.Failure.badName) {
            try folder.save(Self.question("Onde?"), as: name, replaces: true)
        }
    }

    @Test func aFileThatIsNoMessageSaysWhy() throws {
        let scratch = try Scratch()
        let folder = MessageFolder(path: scratch.path + "/messages")
        try folder.save(Self.question("Onde?"), as: "good", replaces: false)
        for (name, text) in [
            ("bad", "{"), ("poll", #"{"type":"poll"}"#), ("notes.txt", "x"), (".draft", "{}"),
        ] {
            let file = folder.path + "/" + (name.hasSuffix(".txt") ? name : name + ".json")
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        }
        try FileManager.default.createDirectory(
            atPath: folder.path + "/folder.json", withIntermediateDirectories: false)
        #expect(folder.messages().map(\.name) == ["bad", "folder", "good", "poll"])
        #expect(folder.messages()[0].message == .failure(.unreadable))
        #expect(folder.messages()[1].message == .failure(.unreadable))
        #expect(folder.messages()[3].message == .failure(.field(FieldError(.member("action"), .missing))))
    }

    @Test func aFolderThatCannotBeMadeIsTold() throws {
        let folder = MessageFolder(path: "/dev/null/messages")
        #expect(folder.messages().isEmpty)
        #expect(throws: MessageFolder.Failure.system(20, path: folder.path)) {
            try folder.save(Self.question("Onde?"), as: "onde", replaces: false)
        }
    }
}
