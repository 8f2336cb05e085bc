import Screen

/// Which keys do what, by scope: the one table from which dispatch, help, hint line, `oriel keys`, the README's table
/// and conflict errors all come.
public struct KeyMap: Hashable, Sendable {
    /// One row: a chord, what it does and where.
    public struct Binding: Hashable, Sendable {
        /// Where it holds.
        public var scope: Scope
        /// The keys, one after another; a single one for most.
        public var chord: [KeyStroke]
        /// What it does.
        public var command: Command

        init(_ scope: Scope, _ chord: [KeyStroke], _ command: Command) {
            self.scope = scope
            self.chord = chord
            self.command = command
        }

        /// As shown: `^X u`, `M-a`, `F1`.
        public var label: String { KeyNotation.label(chord) }
    }

    /// In table order: the first binding of a command is the one that hints show.
    public private(set) var bindings: [Binding]
    private let index: [Scope: [[KeyStroke]: Command]]
    /// What begins a chord, by scope.
    private let prefixes: [Scope: Set<[KeyStroke]>]

    /// What is wrong with a key table.
    public enum Problem: Error, Hashable, Sendable {
        /// Two commands on one chord in one scope.
        case conflict(scope: Scope, chord: String, Command, Command)
        /// A chord that begins with another one that already does something.
        case shadowed(scope: Scope, chord: String, by: String)
        case unreadable(chord: String, reason: String)
        case unknownCommand(String, nearest: String?)
        case unknownScope(String, nearest: String?)
    }

    /// - Throws: `Problem` when two commands share a chord where both could be meant, or a key both is a command and
    /// begins one.
    init(_ bindings: [Binding]) throws(Problem) {
        var index: [Scope: [[KeyStroke]: Command]] = [:]
        for binding in bindings {
            guard !binding.chord.isEmpty else {
                throw .unreadable(chord: "", reason: binding.command.rawValue)
            }
            if let other = index[binding.scope]?[binding.chord], other != binding.command {
                throw .conflict(scope: binding.scope, chord: binding.label, other, binding.command)
            }
            index[binding.scope, default: [:]][binding.chord] = binding.command
        }
        for binding in bindings where Self.panes.contains(binding.scope) {
            // Global keys win: a pane's binding of the same chord could never be reached.
            if let other = index[.global]?[binding.chord], other != binding.command {
                throw .conflict(scope: binding.scope, chord: binding.label, other, binding.command)
            }
        }
        for binding in bindings where binding.chord.count > 1 {
            let others =
                binding.scope == .global
                ? [.global] + Self.panes
                : Self.panes.contains(binding.scope) ? [binding.scope, .global] : [binding.scope]
            for length in 1..<binding.chord.count {
                let start = Array(binding.chord.prefix(length))
                for scope in others where index[scope]?[start] != nil {
                    throw .shadowed(scope: scope, chord: binding.label, by: KeyNotation.label(start))
                }
            }
        }
        self.bindings = bindings
        self.index = index
        prefixes = Dictionary(
            uniqueKeysWithValues: Scope.allCases.map { scope in
                (
                    scope,
                    Set(
                        bindings.filter { $0.scope == scope }.flatMap { binding in
                            (1..<max(1, binding.chord.count)).map { Array(binding.chord.prefix($0)) }
                        })
                )
            })
    }

    /// The scopes that share the keyboard with `global`.
    static let panes: [Scope] = [.list, .messages, .compose]

    enum Match: Hashable, Sendable {
        case command(Command)
        /// The keys so far begin a chord.
        case prefix
        case none
    }

    /// What a chord means in a scope, with `global` before it when the scope is one of the panes.
    func match(_ chord: [KeyStroke], in scope: Scope) -> Match {
        for candidate in scopes(for: scope) {
            if let command = index[candidate]?[chord] { return .command(command) }
        }
        return scopes(for: scope).contains { prefixes[$0]?.contains(chord) ?? false } ? .prefix : .none
    }

    /// The scopes a key is looked up in, first match wins. Pop-ups keep the keyboard to themselves.
    func scopes(for scope: Scope) -> [Scope] {
        switch scope {
        case .global: [.global]
        case .list, .messages, .compose: [.global, scope]
        case .composeEmpty, .composeShut, .afterEscape, .pickerUnfiltered: [scope]
        case .picker, .form, .reopen, .reopenCheck, .build, .note, .play, .choice, .switcher, .palette, .search, .new,
            .attach, .save, .theme,
            .identity,
            .detail, .status, .team, .help, .tour, .pipe, .confirm:
            [scope]
        }
    }

    /// The first chord of a command in a scope (or globally): what hints show. Nil when it is not bound.
    public func label(_ command: Command, in scope: Scope) -> String? { binding(of: command, in: scope)?.label }

    /// The first binding of a command in a scope (or globally).
    public func binding(of command: Command, in scope: Scope) -> Binding? {
        // The pane's own keys are the shorter ones.
        for candidate in scopes(for: scope).reversed() {
            if let binding = bindings.first(where: { $0.scope == candidate && $0.command == command }) {
                return binding
            }
        }
        return nil
    }

    /// The key that begins most chords of a scope; nil when none does.
    func commonPrefix(in scope: Scope) -> KeyStroke? {
        var counts: [KeyStroke: Int] = [:]
        let reachable = scopes(for: scope)
        for binding in bindings where binding.chord.count > 1 && reachable.contains(binding.scope) {
            counts[binding.chord[0], default: 0] += 1
        }
        let most = counts.values.max()
        return bindings.lazy.compactMap(\.chord.first).first { counts[$0] == most && most != nil }
    }

    /// Every chord that begins with `chord` in a scope: what follows a prefix key.
    func continuations(of chord: [KeyStroke], in scope: Scope) -> [Binding] {
        bindings.filter {
            scopes(for: scope).contains($0.scope) && $0.chord.count > chord.count && $0.chord.starts(with: chord)
        }
    }

    /// The table with some commands bound anew: each named command loses its standard chords in that scope and gets
    /// these.
    ///
    /// - Throws: `Problem`, naming both commands of a conflict.
    public func rebinding(_ changes: [(Scope, Command, [[KeyStroke]])]) throws(Problem) -> KeyMap {
        var result = bindings
        for (scope, command, chords) in changes {
            let place = result.firstIndex { $0.scope == scope && $0.command == command } ?? result.count
            result.removeAll { $0.scope == scope && $0.command == command }
            result.insert(contentsOf: chords.map { Binding(scope, $0, command) }, at: min(place, result.count))
        }
        return try KeyMap(result)
    }
}
