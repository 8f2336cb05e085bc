/// What Package.swift declares, read from its text: a test may not start a second SwiftPM beside the one that runs it.
struct Manifest {
    struct Declaration: Sendable {
        let kind: String
        let name: String
        /// Own targets and products, as the manifest names them.
        let dependencies: Set<String>
        let path: String?

        var isTest: Bool { kind == "testTarget" }
        var folder: String { path ?? (isTest ? "Tests/" : "Sources/") + name }
    }

    static let standard = Manifest(text: SourceTree.text("Package.swift"))

    let declarations: [Declaration]
    /// Lines that add a package, each with the line above it.
    let packages: [(line: String, above: String)]

    init(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.drop { $0 == " " }
        }
        packages = zip(lines.dropFirst(), lines).compactMap { line, above in
            line.hasPrefix(".package(") ? (String(line), String(above)) : nil
        }
        let products = Self.products(lines)
        let code = lines.filter { !$0.hasPrefix("//") }.joined(separator: " ")
        var found: [Declaration] = []
        for kind in ["systemLibrary", "target", "executableTarget", "testTarget"] {
            for body in Self.calls(of: "." + kind, in: code) {
                guard let name = Self.string(after: "name:", in: body) else { continue }
                let listed = Self.list(after: "dependencies:", in: body).map { products[$0] ?? $0 }
                found.append(
                    Declaration(
                        kind: kind, name: name, dependencies: Set(listed), path: Self.string(after: "path:", in: body)))
            }
        }
        declarations = found
    }

    func declaration(_ name: String) -> Declaration? { declarations.first { $0.name == name } }

    /// Everything a target reaches, itself included.
    func reach(of name: String) -> Set<String> {
        var reached: Set<String> = []
        var next = [name]
        while let current = next.popLast() {
            guard reached.insert(current).inserted else { continue }
            next += declaration(current)?.dependencies ?? []
        }
        return reached
    }

    /// `let grdb: Target.Dependency = .product(name: "GRDB", …)` → grdb: GRDB.
    private static func products(_ lines: [Substring]) -> [String: String] {
        var products: [String: String] = [:]
        for line in lines where line.hasPrefix("let ") && line.contains(".product(name:") {
            let identifier = String(line.dropFirst(4).prefix { $0.isLetter || $0.isNumber })
            products[identifier] = string(after: "name:", in: String(line))
        }
        return products
    }

    /// The arguments of every call of a function, by balanced parentheses; the manifest's strings have none.
    private static func calls(of function: String, in code: String) -> [String] {
        var calls: [String] = []
        var rest = code[...]
        while let start = rest.firstRange(of: function + "(") {
            rest = rest[start.upperBound...]
            var depth = 1
            let body = rest.prefix { character in
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                return depth > 0
            }
            calls.append(String(body))
        }
        return calls
    }

    private static func string(after label: String, in body: String) -> String? {
        guard let label = body.firstRange(of: label) else { return nil }
        let parts = body[label.upperBound...].split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].allSatisfy({ $0 == " " }) else { return nil }
        return String(parts[1])
    }

    private static func list(after label: String, in body: String) -> [String] {
        guard let label = body.firstRange(of: label), let open = body[label.upperBound...].firstIndex(of: "["),
            let close = body[open...].firstIndex(of: "]")
        else { return [] }
        return body[body.index(after: open)..<close].split(separator: ",").map { item in
            String(item.filter { $0 != " " && $0 != "\"" })
        }.filter { !$0.isEmpty }
    }
}
