import Desk
import Engine
import Inbox
import Screen
import Store

/// The config's directory of hooks, looked at before anything is begun.
enum HookDirectory {
    /// - Returns: nil when the config names none; then what another config had written down for hooks is left to it.
    /// - Throws: `Failure` when it is missing, or somebody else may write it or what is in it.
    static func open(_ config: Config) throws(Failure) -> HookFolder? {
        guard let path = config.hooks else { return nil }
        let folder = HookFolder(path: path)
        for problem in folder.look().problems {
            let words = Words.english.hookFailure(HookFailure(problem, at: Instant(seconds: 0))).string
            throw Failure(.config, "\(config.path ?? "config"): “hooks”: \(words)")
        }
        return folder
    }

    /// What runs them.
    ///
    /// - Parameter told: hears of every failure.
    static func runner(
        _ config: Config, store: InboxStore, clock: @escaping @Sendable () -> Instant, facts: StatusFacts,
        told: @escaping @Sendable (HookFailure) -> Void = { _ in }
    ) throws(Failure) -> HookRunner? {
        guard let folder = try open(config) else { return nil }
        return HookRunner(
            store: store, folder: folder, includesText: config.hooksText, clock: clock, facts: facts, told: told)
    }
}
