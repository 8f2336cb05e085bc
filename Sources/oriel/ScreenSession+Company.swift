import Engine

extension ScreenSession {
    /// Runs a desk, by screen or by lines, with all the work that goes on beside it, and ends that in order.
    ///
    /// - Parameters:
    ///   - services: as the desk has them.
    ///   - ended: called when the desk has ended, before the work is waited for.
    func runWithCompany(_ loop: DeskLoop, _ services: Services, ended: () -> Void = {}) async -> Ending {
        let watch = Task.detached { [services, mailbox] in
            await ChangeWatch.run(store: services.store, mailbox: mailbox)
        }
        let looking = workerWatch.map { watch in Task.detached { await watch.run() } }
        let fetching = fetcher.map { fetcher in Task.detached { await fetcher.run() } }
        let sending = worker.map { worker in Task.detached { await worker.run() } }
        let hooking = hooks.map { hooks in Task.detached { await hooks.run() } }
        ingester?.start()
        let ending = await loop.run()
        ended()
        watch.cancel()
        looking?.cancel()
        hooking?.cancel()
        ingester?.stop()
        fetcher?.finish()
        worker?.finish(leaving: services.agent)
        await sending?.value
        await fetching?.value
        await hooking?.value
        return ending
    }
}
