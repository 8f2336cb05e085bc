/// Why a command ends without success, in one line: what happened, to which thing, what to do.
struct Failure: Error, Hashable {
    let status: ExitStatus
    let message: String

    /// - Parameter message: may come from outside; line breaks and control characters are taken out when it is shown.
    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }
}
