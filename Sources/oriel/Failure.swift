/// Why a command ends without success, in one line: what happened, to which thing, what to do.
struct Failure: Error, Hashable {
    let status: ExitStatus
    let message: String

    /// - Parameter message: may come from outside; it is made safe, and one line, when it is shown.
    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }
}
