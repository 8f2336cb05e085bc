import Desk

extension EffectRunner {
    /// Reads the config again, off the main thread: its directory may be slow.
    func reloadConfig() {
        guard let reload = services.reload else { return mailbox.post(.effectFailed(Obstacle(.noConfigHere))) }
        switch reload() {
        case .success(let config): mailbox.post(.configReloaded(config))
        case .failure(let problem): mailbox.post(.configRefused(problem.message))
        }
    }
}
