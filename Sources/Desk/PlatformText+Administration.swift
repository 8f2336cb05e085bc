extension PlatformText {
    /// Codes about numbers, blocking, usernames, sign-ups and moving accounts.
    static let administration: [PlatformText] = [
        row(
            133000, "Number not fully removed", "An earlier deregistration did not finish.",
            "Ask an administrator to deregister the number again."),
        row(133004, "Server unavailable", "A server is down for a moment.", "Wait; it is tried again by itself."),
        row(133005, "Wrong PIN", "The two-step PIN is not right.", "Ask an administrator for the PIN."),
        row(133006, "Number not verified", "The number must be verified again.", "Ask an administrator to verify it."),
        row(
            133008, "Too many wrong PINs", "The PIN was guessed too often.",
            "Ask an administrator; the answer says how long to wait."),
        row(133009, "PIN entered too fast", "The PIN was entered too soon after the last time.", "Wait a little."),
        row(
            133010, "Number not registered", "The number is not registered on the platform.",
            "Ask an administrator to register it."),
        row(
            133015, "Number just removed", "The number was deleted a moment ago.",
            "Wait five minutes and register it again."),
        row(133016, "Registered too often", "The number was registered or deregistered too often.", "Wait 72 hours."),
        row(
            139100, "Partly blocked", "Some of the people could not be blocked or unblocked.",
            "Read the result for each person."),
        row(139101, "Block list full", "The block list holds 64,000 people.", "Unblock somebody first."),
        row(139102, "Block list changed", "The block list changed while it was read.", "Load it again."),
        row(139103, "Blocking failed", "The platform failed while blocking.", "Wait and try again."),
        row(
            141_002, "Template not approved", "The health report names a template that is not approved.",
            "Choose another template."),
        row(
            141_000...141_099, "Health problem", "The health report names a problem of the account or number.",
            "Ask an administrator to look at the health report."),
        row(
            147_001...147_004, "Username problem", "The business username cannot be used.",
            "Ask an administrator to choose another."),
        row(
            147_005, "Username must be moved", "Another number of the business has the username.",
            "Ask an administrator to transfer it."),
        row(
            2_388_001, "Number cannot move", "Moving the number to this account failed.",
            "Ask an administrator to read the details."),
        row(
            2_388_012, "Number exists", "The number being moved is in this account already.",
            "Ask an administrator to read the details."),
        row(
            2_388_091, "Number not ready to move", "The number being moved lacks something.",
            "Ask an administrator to read the details."),
        row(
            2_388_093, "Move not verified", "The move of the number was not confirmed.",
            "Ask an administrator to read the details."),
        row(
            2_388_103, "Account not ready to move", "The account a number moves to or from lacks something.",
            "Ask an administrator to read the details."),
        row(2_494_055, "Throughput detail", "A detail beside a throughput error.", "See the error it comes with."),
        row(
            2_494_100, "Number under maintenance", "The number is in maintenance for a few minutes.",
            "Wait a few minutes; it is tried again by itself."),
        row(
            2_494_164...2_494_179, "Sign-up link problem", "The sign-up link or its settings are wrong.",
            "Ask an administrator to check the link."),
        row(
            2_494_191, "May not take over", "Only the escalation responder may take a conversation.",
            "Wait until it is passed on."),
        row(
            2_593_079, "Number is moving", "The number is being moved between kinds of account.",
            "Wait until the move has ended."),
        row(
            2_593_085, "Account of another business", "The account belongs to another business by an old arrangement.",
            "Ask an administrator to read the details."),
        row(
            2_593_107, "Too many syncs", "Contacts or chats of the Business app were requested too often.",
            "Nothing to do; what was received stays."),
        row(
            2_593_108, "Too late to sync", "The Business app's data can be requested for 24 hours only.",
            "Connect the number again if its old chats are needed."),
        row(
            2_593_109, "History not shared", "The business chose not to share old chats.",
            "Nothing to do; new messages arrive as usual."),
    ]
}
