import Inbox
import Screen

@testable import Desk

extension ScreenState {
    /// An inbox with a long history with Hugo: answers of ours and of his, an hour apart.
    static func history(_ size: Size, count: Int64 = 200) -> Session {
        ana(size) { inbox in
            inbox.messages[Cast.key(18)] = (0..<count).map { index in
                let at = Cast.ago(count - index)
                return index.isMultiple(of: 2)
                    ? Cast.message(2_000 + index, .inbound, "O pedido \(4_500 + index) já saiu?", at: at)
                    : Cast.message(
                        2_000 + index, .outbound,
                        "Bom dia, Hugo! Acabei de falar com a transportadora e eles confirmaram: o pedido "
                            + "\(4_499 + index) saiu hoje de manhã e chega amanhã, até as 12h.\nObrigada pela paciência!",
                        at: at, delivery: Cast.delivered(.read, at: at), by: Cast.agent)
            }
        }
    }

    static let search: [ScreenState] = [
        ScreenState("search-results") { size in
            var session = history(size)
            session.press("Oi Ana<C-f>pedido<Down><Down><Down>")
            return session
        },
        ScreenState("search-none") { size in
            var session = history(size)
            session.press("<C-f>pedido geladeira")
            return session
        },
        ScreenState("search-empty") { size in
            var session = history(size)
            session.press("<C-f>p")
            return session
        },
        ScreenState("search-here") { size in
            var session = history(size)
            session.press("<C-f><C-f>entrega")
            return session
        },
        ScreenState("search-operators") { size in
            var session = history(size)
            session.press("<C-f>pedido from:us -is:failed")
            return session
        },
        ScreenState("search-wrong") { size in
            var session = history(size)
            session.press("<C-f>é is:red")
            return session
        },
        ScreenState("search-landed") { size in
            var session = history(size)
            session.press("<C-f>pedido 4530<Enter>")
            return session
        },
    ]
}
