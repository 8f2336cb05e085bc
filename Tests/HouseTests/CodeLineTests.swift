import Foundation
import Testing

/// The checks of this folder are as good as their reader: what is code, what is a string, what is said.
struct CodeLineTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let code: String
        var comment = ""

        var testDescription: String { text }
    }

    @Test(arguments: [
        Case(text: "let a = b!", code: "let a = b!"),
        Case(text: "let a = b  // never!", code: "let a = b  ", comment: " never!"),
        Case(text: "let a = \"b! // c\"  // d", code: "let a = \"\"  ", comment: " d"),
        Case(text: #"let a = "x \(b! + f("y)")) z!""#, code: #"let a = "(b! + f(""))""#),
        Case(text: #"let a = "say \"try!\" twice""#, code: #"let a = """#),
        Case(text: ##"let a = #"raw \(b!) "quoted" x"#; c!"##, code: ##"let a = ""; c!"##),
        Case(text: ###"let a = #"raw \#(b!) x"#"###, code: ###"let a = "(b!)""###),
        Case(text: "a /* b! /* c! */ d! */ e", code: "a  e"),
        Case(text: "/// Never `try!`.", code: "", comment: " Never `try!`."),
        Case(text: "#if os(Linux)", code: "#if os(Linux)"),
    ])
    func takesALineApart(_ given: Case) throws {
        let line = try #require(CodeLineReader.lines(of: given.text).first)
        #expect(line.code == given.code)
        #expect(line.comment == given.comment)
    }

    @Test func remembersStringsAndCommentsAcrossLines() {
        let text = "let a = \"\"\"\n  try! \\(b!) // no comment\n  \"\"\" /* c!\n d! */ e!"
        #expect(CodeLineReader.lines(of: text).map(\.code) == ["let a = \"", "(b!)", "\" ", " e!"])
    }

    @Test(arguments: [
        ("import Glibc", ["Glibc"]), ("@preconcurrency public import struct Screen.Size", ["Screen"]),
        ("@testable import Desk", ["Desk"]), ("// import Store", []), ("let important = 1", []),
    ])
    func findsImports(_ text: String, _ modules: [String]) {
        let file = SourceFile(path: "Sources/Desk/A.swift", bytes: Data(text.utf8))
        #expect(file.imports.map(\.module) == modules)
    }

    @Test(arguments: [
        ("a!", true), ("a! + b", true), ("f()!.c", true), ("a[0]!", true), ("a != b", false), ("!a", false),
        ("if a, !b { }", false), ("var a: UIView!", true), ("a!=b", false), ("throw .a", false), ("try! f()", false),
        ("b as! C", false),
    ])
    func findsForceUnwraps(_ code: String, _ found: Bool) {
        #expect(StyleTests.unwrapsByForce(code) == found)
    }
}
