import Inbox
import Screen

/// The keys of what stands over the panes: pages, pop-ups and questions.
extension KeyMap {
    static var popUps: [Binding] {
        [Scope.theme, .identity].flatMap { rows($0, chosenFrom) }
            + [Scope.detail, .help].flatMap { scope in
                rows(scope, moving + [(.back, ["<Esc>", "q", "<Enter>", "<C-c>", "<F1>"])])
            }
            + rows(.tour, [(.accept, ["<Enter>", "<Space>"]), (.back, ["<Esc>", "<C-c>"])])
            + rows(.detail, [(.showPayload, ["v"])])
            + statusPage + teamPage
            + rows(
                .confirm,
                [
                    (.yes, ["y"]),
                    (.no, ["n", "<Esc>", "<C-c>"]),
                ])
    }

    private static let teamPage = rows(
        .team,
        [
            (.down, ["j", "<Down>"]),
            (.up, ["k", "<Up>"]),
            (.top, ["g", "<Home>"]),
            (.bottom, ["G", "<End>"]),
            (.accept, ["<Enter>", "l", "<Right>"]),
            (.giveBack, ["u"]),
            (.back, ["<Esc>", "q", "<C-c>", "<F1>"]),
        ])

    private static let statusPage = rows(
        .status,
        [
            (.down, ["j", "<Down>"]),
            (.up, ["k", "<Up>"]),
            (.top, ["g", "<Home>"]),
            (.bottom, ["G", "<End>"]),
            (.accept, ["<Enter>", "l", "<Right>"]),
            (.explainSpool, ["1"]),
            (.explainWebhooks, ["2"]),
            (.explainOutbox, ["3"]),
            (.explainLimits, ["4"]),
            (.explainClock, ["5"]),
            (.explainWork, ["6"]),
            (.explainQuarantine, ["7"]),
            (.explainUnrouted, ["8"]),
            (.explainChannel, ["9"]),
            (.back, ["<Esc>", "q", "<C-c>", "<F1>"]),
        ])

    /// A list that is only chosen from: no letter of it is typed.
    private static let chosenFrom: [(Command, [String])] = [
        (.accept, ["<Enter>"]),
        (.down, ["j", "<Down>", "<C-n>"]),
        (.up, ["k", "<Up>", "<C-p>"]),
        (.top, ["g", "<Home>"]),
        (.bottom, ["G", "<End>"]),
        (.back, ["<Esc>", "q", "<C-c>"]),
    ]
}
