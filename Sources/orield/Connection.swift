import Hummingbird

/// What a handler may know of the connection a call came in on.
struct Connection: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Cuts it, without another byte.
    let cut: @Sendable () -> Void

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        let channel = source.channel
        cut = { channel.close(promise: nil) }
    }
}
