import Foundation
import Screen

extension Theme {
    /// Names of the themes inside the program.
    public static let shipped = ["dark", "light", "high-contrast", "colorblind", "lamplight", "mono"]

    /// A shipped theme.
    /// - Throws: ``ThemeError`` `.notFound` for any other name.
    public init(named name: String) throws(ThemeError) {
        self = try Self.load(name: name, searchPaths: [])
    }

    /// A theme from its text; parents are shipped themes only.
    /// - Parameter file: how messages name it.
    public init(text: String, file: String) throws(ThemeError) {
        let first = try ThemeFile(text: text, label: file)
        self = try ThemeChain(first: first, name: file, searchPaths: []).theme()
    }

    /// Reads a theme and its parents.
    /// - Parameters:
    ///   - name: a bare name, looked for as `NAME.toml` in each search path in turn, then among the shipped ones; or a
    ///     path, when it contains a slash or ends in `.toml`.
    ///   - searchPaths: directories, the most specific first.
    public static func load(name: String, searchPaths: [String]) throws(ThemeError) -> Theme {
        let first = try ThemeLibrary(searchPaths: searchPaths).file(named: name, skipping: [])
        return try ThemeChain(first: first, name: name, searchPaths: searchPaths).theme()
    }

    /// The themes to choose from: the shipped ones, then those of the search paths, each name once. A file beside the
    /// config that bears a shipped theme's name stands in its place. Themes that cannot be read are listed without a
    /// description, so that choosing one says why.
    public static func available(searchPaths: [String]) -> [Offer] {
        let library = ThemeLibrary(searchPaths: searchPaths)
        let own = Set(library.namesInSearchPaths())
        let names = shipped + own.subtracting(shipped).sorted()
        return names.map { name in
            // The reason is told to whoever chooses it.
            let theme = try? load(name: name, searchPaths: searchPaths)  // see above
            return Offer(
                name: name, summary: theme?.summary ?? "", appearance: theme?.appearance, isShipped: !own.contains(name)
            )
        }
    }
}

/// Where theme files are.
struct ThemeLibrary {
    let searchPaths: [String]

    /// - Parameter skipping: labels already in the chain, so that `dark.toml` may inherit the shipped `dark`.
    func file(named name: String, skipping: [String]) throws(ThemeError) -> ThemeFile {
        if name.contains("/") || name.hasSuffix(".toml") { return try read(name) }
        for directory in searchPaths {
            let path = "\(directory)/\(name).toml"
            if !skipping.contains(path), FileManager.default.fileExists(atPath: path) { return try read(path) }
        }
        if let text = Self.shippedText(name) { return try ThemeFile(text: text, label: "\(name).toml (shipped)") }
        let nearest = Spelling.nearest(to: name, among: Theme.shipped + namesInSearchPaths())
        throw ThemeError(
            file: "\(name).toml", line: nil,
            reason: .notFound(name: name, searched: searchPaths, nearest: nearest))
    }

    private func read(_ path: String) throws(ThemeError) -> ThemeFile {
        let text: String
        do {
            text = try HandWrittenFile.text(path)
        } catch {
            let reason =
                switch error {
                case .missing: "there is no such file"
                case .closed: "permission denied, or not a file"
                case .notText: "it is over 1 MB or not UTF-8 text"
                }
            throw ThemeError(file: path, line: nil, reason: .unreadable(reason))
        }
        return try ThemeFile(text: text, label: path)
    }

    func namesInSearchPaths() -> [String] {
        searchPaths.flatMap { directory -> [String] in
            // A directory that is missing or closed simply offers no names.
            let files = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []  // only a suggestion
            return files.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }
        }
    }

    private static func shippedText(_ name: String) -> String? {
        let bytes: [UInt8]? =
            switch name {
            case "dark": PackageResources.dark_toml
            case "light": PackageResources.light_toml
            case "high-contrast": PackageResources.high_contrast_toml
            case "colorblind": PackageResources.colorblind_toml
            case "lamplight": PackageResources.lamplight_toml
            case "mono": PackageResources.mono_toml
            default: nil
            }
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }
}
