import Testing
import WhatsApp

struct KeysTests {
    @Test
    func everyRowOfTheTableIsThereInEachForm() async throws {
        let oriel = try Oriel()
        let rows = try await oriel.run("keys", "--json").json
        let text = try await oriel.run("keys").output
        let markdown = try await oriel.run("keys", "--markdown").output
        #expect(rows.count > 100)
        for row in rows {
            let command = try #require(row["command"]?.text)
            let description = try #require(row["description"]?.text)
            #expect(row["keys"]?.array?.isEmpty == false)
            #expect(text.contains(command) && text.contains(description))
            #expect(markdown.contains("| `\(command)` | \(description) |"))
        }
    }
}
