import Testing

@testable import Cloud

@Suite struct GraphBaseTests {
    @Test(arguments: [
        ("https://graph.facebook.com/v25.0", "https://graph.facebook.com/v25.0"),
        ("https://graph.facebook.com", "https://graph.facebook.com/v25.0"),
        ("https://graph.facebook.com/v23.0/", "https://graph.facebook.com/v23.0"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v25.0"),
        ("HTTP://localhost:8080//", "http://localhost:8080/v25.0"),
        ("http://127.9.9.9/a/b", "http://127.9.9.9/a/b"),
    ])
    func takes(_ text: String, _ base: String) throws { #expect(try GraphBase(text).text == base) }

    @Test(arguments: [
        ("http://graph.facebook.com/v25.0", GraphBase.Problem.plainHTTP(host: "graph.facebook.com")),
        ("http://127.0.0.1.example.com", .plainHTTP(host: "127.0.0.1.example.com")),
        ("http://127.0.0.999", .plainHTTP(host: "127.0.0.999")), ("ftp://127.0.0.1", .notAnAddress),
        ("graph.facebook.com", .notAnAddress), ("", .notAnAddress), ("https://", .notAnAddress),
        ("https://a:b@graph.facebook.com", .extraParts), ("https://graph.facebook.com?x=1", .extraParts),
        ("https://graph.facebook.com/#x", .extraParts),
    ])
    func refuses(_ text: String, _ problem: GraphBase.Problem) { #expect(throws: problem) { try GraphBase(text) } }
}
