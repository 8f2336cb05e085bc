import Screen
import Testing

@testable import Desk

@Suite struct KeyMapTests {
    @Test func theStandardTableContradictsNothing() throws {
        _ = try KeyMap(KeyMap.standard.bindings)
        #expect(KeyMap.standard.bindings.allSatisfy { !$0.chord.isEmpty }, "a chord of the table cannot be read")
    }

    @Test(arguments: Command.allCases) func everyCommandHasAKey(_ command: Command) {
        #expect(KeyMap.standard.bindings.contains { $0.command == command })
    }

    /// A binding that another one hides is a key that lies in the help.
    @Test func everyBindingIsReachable() {
        let keys = KeyMap.standard
        for binding in keys.bindings {
            let scopes: [Scope] = binding.scope == .global ? [.list, .messages, .compose] : [binding.scope]
            for scope in scopes where keys.scopes(for: scope).contains(binding.scope) {
                for length in 1..<max(1, binding.chord.count) {
                    #expect(
                        keys.match(Array(binding.chord.prefix(length)), in: scope) == .prefix,
                        "\(binding.label) in \(scope)")
                }
                #expect(
                    keys.match(binding.chord, in: scope) == .command(binding.command), "\(binding.label) in \(scope)")
            }
        }
    }

    @Test func noLetterIsTakenFromABoxOfText() {
        for scope in [Scope.compose, .form, .picker, .switcher, .palette, .search, .new] {
            for binding in KeyMap.standard.bindings where KeyMap.standard.scopes(for: scope).contains(binding.scope) {
                #expect(binding.chord.first?.typed == nil, "\(binding.label) cannot be typed in \(scope)")
            }
        }
    }

    @Test func aConflictNamesBothCommands() throws {
        let chord = try KeyNotation.parse("<C-t>")
        #expect(throws: KeyMap.Problem.conflict(scope: .global, chord: "^T", .nextConversation, .templates)) {
            try KeyMap.standard.rebinding([(.global, .nextConversation, [chord])])
        }
    }

    @Test func aPaneKeyThatAGlobalOneHidesIsAConflict() throws {
        let chord = try KeyNotation.parse("<C-n>")
        #expect(throws: KeyMap.Problem.conflict(scope: .compose, chord: "^N", .nextConversation, .send)) {
            try KeyMap.standard.rebinding([(.compose, .send, [chord])])
        }
    }

    @Test func aKeyThatBeginsChordsCannotBeACommand() throws {
        let chord = try KeyNotation.parse("<C-x>")
        for scope in [Scope.global, .list, .form] {
            #expect(throws: KeyMap.Problem.self) { try KeyMap.standard.rebinding([(scope, .help, [chord])]) }
        }
    }

    @Test func anEmptyChordIsRefused() {
        #expect(throws: KeyMap.Problem.self) { try KeyMap([.init(.list, [], .help)]) }
    }

    @Test func aReboundCommandLosesItsOldKeysAndKeepsItsPlace() throws {
        let keys = try KeyMap.standard.rebinding([(.global, .templates, [try KeyNotation.parse("<F12>")])])
        #expect(keys.match(try KeyNotation.parse("<C-t>"), in: .compose) == .none)
        #expect(keys.match(try KeyNotation.parse("<F12>"), in: .compose) == .command(.templates))
        #expect(keys.label(.templates, in: .compose) == "F12")
    }

    @Test func aCommandMayBeUnbound() throws {
        let keys = try KeyMap.standard.rebinding([(.list, .quit, [])])
        #expect(keys.match(try KeyNotation.parse("q"), in: .list) == .none)
        #expect(keys.label(.quit, in: .list) == "^Q")
    }

    @Test func thePanesKeysAreShownBeforeTheGlobalOnes() {
        #expect(KeyMap.standard.label(.nextThatNeedsMe, in: .list) == "u")
        #expect(KeyMap.standard.label(.nextThatNeedsMe, in: .compose) == "M-a")
    }

    @Test func thePrefixOfMostChordsIsFound() {
        #expect(KeyMap.standard.commonPrefix(in: .compose) == KeyStroke("x", .control))
    }

    /// Whatever is on screen: drawing it anew, stopping, leaving and help.
    @Test(arguments: Scope.allCases.filter { $0 != .global && !$0.isBeforeAnother })
    func someKeysWorkEverywhere(_ scope: Scope) throws {
        func command(_ keys: String) throws -> KeyMap.Match {
            KeyMap.standard.match(try KeyNotation.parse(keys), in: scope)
        }
        #expect(try command("<C-l>") == .command(.redraw))
        #expect(try command("<C-z>") == .command(.suspend))
        guard scope != .confirm else { return }
        #expect(try command("<C-q>") == .command(.quit))
        let closes = [Scope.detail, .status, .team, .help].contains(scope)
        #expect(try command("<F1>") == .command(closes ? .back : .help))
    }

    @Test(arguments: ["<C-t>", "<C-g>", "<C-f>", "<C-x>n", "<C-x>y", "<C-x>s", "<F1>"])
    func leavingAndHelpWorkOverEveryBox(_ opening: String) {
        var session = ScreenState.ana(Size(columns: 80, rows: 24))
        session.press(opening)
        let depth = session.model.modes.count
        #expect(depth > 0)
        if !["<C-x>s", "<F1>"].contains(opening) {
            session.press("<F1>")
            #expect(session.model.modes.count == depth + 1)
            session.press("<Esc>")
            #expect(session.model.modes.count == depth)
        }
        session.press("<C-q>")
        #expect(session.model.isQuitting)
    }

    @Test func aChordIsLeftQuietly() {
        var session = ScreenState.ana(Size(columns: 80, rows: 24))
        session.press("x<C-x><Esc>")
        #expect(session.model.chord.isEmpty)
        #expect(session.model.notice == nil)
        #expect(session.draft == "x")
        session.press("<C-x>Z")
        #expect(session.notice == session.model.words(.nothingOnKey).string)
        #expect(session.draft == "x", "the key of a chord that is none is not typed")
    }
}
