import Screen

/// A theme and its parents, merged: the child's word counts.
struct ThemeChain {
    /// Palette names from the first to the colour. Each step is a call within a call, and a file has room for thousands.
    private static let longestChain = 32

    private let name: String
    private let appearance: Theme.Appearance
    private let summary: String
    private let warnings: [ThemeWarning]
    private var palette: [String: ThemeFile.Located<ThemeFile.Color>] = [:]
    private var entries: [String: ThemeFile.Located<ThemeFile.Entry>] = [:]

    init(first: ThemeFile, name: String, searchPaths: [String]) throws(ThemeError) {
        let library = ThemeLibrary(searchPaths: searchPaths)
        var files = [first]
        while let parent = files[files.count - 1].inherits {
            let file: ThemeFile
            do {
                file = try library.file(named: parent.value, skipping: files.map(\.label))
            } catch {
                guard case .notFound = error.reason else { throw error }
                throw ThemeError(file: parent.file, line: parent.line, reason: error.reason)
            }
            if let start = files.firstIndex(where: { $0.label == file.label }) {
                let chain = files[start...].map(\.label) + [file.label]
                throw ThemeError(file: parent.file, line: parent.line, reason: .cycle(chain))
            }
            files.append(file)
        }
        self.name = name
        let appearances = files.compactMap { $0.appearance }
        appearance = appearances.first.flatMap { Theme.Appearance(rawValue: $0.value) } ?? .dark
        summary = first.summary
        warnings = files.flatMap(\.warnings)
        for file in files.reversed() {
            palette.merge(file.palette) { _, child in child }
            entries.merge(file.entries) { Self.merged(parent: $0, child: $1) }
        }
    }

    /// A role given again replaces its colours and attributes; what it does without 256 colours stays unless given,
    /// so that a child that only changes a hue keeps working everywhere.
    private static func merged(
        parent: ThemeFile.Located<ThemeFile.Entry>, child: ThemeFile.Located<ThemeFile.Entry>
    ) -> ThemeFile.Located<ThemeFile.Entry> {
        guard case .style(let old) = parent.value, case .style(var new) = child.value else { return child }
        new.ansi = new.ansi ?? old.ansi
        new.mono = new.mono ?? old.mono
        return ThemeFile.Located(value: .style(new), file: child.file, line: child.line)
    }

    func theme() throws(ThemeError) -> Theme {
        // Every palette entry is resolved, used or not, so that a mistake shows at once.
        for name in palette.keys.sorted() {
            if let entry = palette[name] { _ = try color(entry.value, key: "palette.\(name)", entry, chain: [name]) }
        }
        for key in entries.keys.sorted() { _ = try sheet(for: key, chain: [key]) }
        var sheets: [Role: RoleSheet] = [:]
        var origins: [Role: String] = [:]
        for role in Role.allCases {
            let found = try sheet(for: role.rawValue, chain: [role.rawValue])
            sheets[role] = found.sheet
            origins[role] = found.origin
        }
        return Theme(
            name: name, appearance: appearance, summary: summary, warnings: warnings, sheets: sheets, origins: origins)
    }

    private func sheet(
        for key: String, chain: [String]
    ) throws(ThemeError) -> (sheet: RoleSheet, origin: String?) {
        guard let entry = entries[key] else {
            guard let dot = key.lastIndex(of: ".") else { return (RoleSheet(), nil) }
            let parent = String(key[..<dot])
            guard entries[parent] == nil || !chain.contains(parent) else {
                let place = entries[parent]
                throw ThemeError(file: place?.file ?? name, line: place?.line, reason: .cycle(chain + [parent]))
            }
            return try sheet(for: parent, chain: chain + [parent])
        }
        let origin = entry.line.map { "\(entry.file):\($0)" } ?? entry.file
        switch entry.value {
        case .style(let style):
            return (try resolved(style, key: key, entry), origin)
        case .word(let word) where Vocabulary.isKey(word):
            guard !chain.contains(word) else {
                throw ThemeError(file: entry.file, line: entry.line, reason: .cycle(chain + [word]))
            }
            return (try sheet(for: word, chain: chain + [word]).sheet, origin)
        case .word(let word):
            let color = try color(.word(word), key: key, entry, chain: [])
            return (RoleSheet(foreground: color), origin)
        }
    }

    private func resolved(
        _ style: ThemeFile.Style, key: String, _ entry: ThemeFile.Located<ThemeFile.Entry>
    ) throws(ThemeError) -> RoleSheet {
        var sheet = RoleSheet(attributes: style.attributes, mono: style.mono)
        if let text = style.foreground { sheet.foreground = try color(text, key: "\(key).fg", entry, chain: []) }
        if let text = style.background { sheet.background = try color(text, key: "\(key).bg", entry, chain: []) }
        if let text = style.index { sheet.index = try level(text, .indexed256, key: "\(key).index", entry) }
        if let text = style.ansi { sheet.ansi = try level(text, .ansi16, key: "\(key).ansi", entry) }
        return sheet
    }

    private func level(
        _ level: ThemeFile.Level, _ depth: ColorDepth, key: String, _ entry: ThemeFile.Located<ThemeFile.Entry>
    ) throws(ThemeError) -> RoleSheet.Level {
        var result = RoleSheet.Level(attributes: level.attributes)
        if let at = level.foreground { result.foreground = try color(at, key: key, entry, chain: []).ink(at: depth) }
        if let at = level.background { result.background = try color(at, key: key, entry, chain: []).ink(at: depth) }
        return result
    }

    /// - Parameter chain: palette names being resolved, so that a circle is found and can be printed.
    private func color<Value>(
        _ color: ThemeFile.Color, key: String, _ place: ThemeFile.Located<Value>, chain: [String]
    ) throws(ThemeError) -> ThemeColor {
        switch color {
        case .word(let word):
            if let entry = palette[word], !chain.contains(word) {
                guard chain.count < Self.longestChain else {
                    throw ThemeError(file: place.file, line: place.line, reason: .longChain(chain + [word]))
                }
                return try self.color(entry.value, key: "palette.\(word)", entry, chain: chain + [word])
            }
            // A palette name may repeat a literal's (`red = "red"`): inside its own definition it is the literal.
            if let literal = ThemeColor.literal(word) { return literal }
            if palette[word] != nil {
                throw ThemeError(file: place.file, line: place.line, reason: .cycle(chain + [word]))
            }
            throw unknown(word, key: key, place)
        case .table(let rgb, let index, let ansi):
            let exact = try rgb.map { (word) throws(ThemeError) in try literal(word, key: "\(key).rgb", place) }
            let small = try index.map { (word) throws(ThemeError) in try literal(word, key: "\(key).index", place) }
            let named = try ansi.map { (word) throws(ThemeError) in try literal(word, key: "\(key).ansi", place) }
            return ThemeColor(
                truecolor: exact?.truecolor ?? small?.truecolor, indexed: small?.indexed ?? exact?.indexed,
                ansi: named?.ansi ?? (exact == nil ? small?.ansi : exact?.ansi))
        }
    }

    private func literal<Value>(
        _ word: String, key: String, _ place: ThemeFile.Located<Value>
    ) throws(ThemeError) -> ThemeColor {
        guard let color = ThemeColor.literal(word) else { throw unknown(word, key: key, place) }
        return color
    }

    private func unknown<Value>(_ word: String, key: String, _ place: ThemeFile.Located<Value>) -> ThemeError {
        let known = palette.keys.sorted() + ["default"] + ThemeColor.ansiNames + Role.allCases.map(\.rawValue)
        let nearest = Spelling.nearest(to: word, among: known)
        return ThemeError(
            file: place.file, line: place.line, reason: .unknownColor(key: key, value: word, nearest: nearest))
    }
}
