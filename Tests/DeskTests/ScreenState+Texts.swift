import Inbox
import Screen

@testable import Desk

extension ScreenState {
    /// Texts that break columns elsewhere, and every state a message can be in.
    static let texts: [ScreenState] = [
        ScreenState("wide-text") { size in
            var row = Cast.ana
            row.name = "王小明 👩‍🚀 e família 🇧🇷"
            row.preview = Cast.text("你好，我的订单在哪里？谢谢！")
            return thread(
                size, row,
                messages: [
                    Cast.message(1, .inbound, "你好，我的订单在哪里？已经等了三天了，请尽快回复。谢谢！", at: Cast.ago(1, 3)),
                    Cast.message(2, .inbound, "👍🏽👍🏽 muito bom 👨‍👩‍👧‍👦 ❤️ 1️⃣ 🇧🇷", at: Cast.ago(1, 2)),
                    Cast.message(
                        3, .inbound, "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301} combinado", at: Cast.trigger),
                ], draft: "好的，明天 até as 12h 👍🏽")
        },
        ScreenState("rtl-text") { size in
            var row = Cast.ana
            row.name = "أمين بن علي"
            row.preview = Cast.text("متى يصل طلبي رقم 4471؟")
            return thread(
                size, row,
                messages: [
                    Cast.message(1, .inbound, "متى يصل طلبي رقم 4471؟ شكرا", at: Cast.ago(1, 3)),
                    Cast.message(2, .inbound, "שלום, מתי מגיע?", at: Cast.trigger),
                ], draft: "طلبك 4471")
        },
        ScreenState("hostile-text") { size in
            var row = Cast.ana
            row.name = "Ana\u{1B}[2J\u{202E}azuoS\r\nBia"
            row.preview = Cast.text("\u{1B}]0;pwned\u{7}oi\u{200B}\u{200B}\ttab\u{9B}31m")
            return thread(
                size, row,
                messages: [
                    Cast.message(
                        1, .inbound, "\u{1B}[31mvermelho\u{1B}[0m \u{202E}txt.exe\u{202C} fim", at: Cast.ago(1, 3)),
                    Cast.message(2, .inbound, "um\rdois\u{8}\u{8}três\u{0}", at: Cast.ago(1, 2)),
                    Cast.message(3, .inbound, "\u{FEFF}\u{2066}oculto\u{2069}\u{E0041}", at: Cast.trigger),
                ])
        },
        ScreenState("deliveries") { size in
            var messages: [Message] = []
            for (index, stage) in DeliveryStage.allCases.enumerated() {
                messages.append(
                    Cast.message(
                        Int64(index + 1), .outbound, "estado \(stage.word)", at: Cast.ago(0, 30 - Int64(index)),
                        delivery: Cast.delivered(stage, at: Cast.ago(0, 30)), by: "Bia Melo",
                        due: stage == .queued ? Cast.now + .seconds(4) : nil))
            }
            var refused = Delivery(stage: .queued, at: Cast.ago(0, 20))
            refused.refuse(FailureNote(code: nil, title: "window_closed"), at: Cast.ago(0, 20))
            var uncertain = Delivery(stage: .leaving, at: Cast.ago(0, 19))
            uncertain.becomeUncertain(at: Cast.ago(0, 19))
            messages.append(
                Cast.message(
                    20, .outbound, "falhou", at: Cast.ago(0, 21),
                    delivery: Cast.failed(131_026, "Message undeliverable", at: Cast.ago(0, 21)), by: "Carla Lima"))
            messages.append(
                Cast.message(21, .outbound, "recusado", at: Cast.ago(0, 20), delivery: refused, by: "Bia Melo"))
            messages.append(
                Cast.message(22, .outbound, "incerto", at: Cast.ago(0, 19), delivery: uncertain, by: "Bia Melo"))
            messages.append(
                Cast.message(
                    23, .outbound, "Seu pedido 4471 saiu", at: Cast.ago(0, 18), type: "template",
                    delivery: Cast.delivered(.read, at: Cast.ago(0, 18)), by: "Bia Melo", template: "pedido_enviado"))
            var row = Cast.ana
            row.unread = 0
            return thread(size, row, messages: messages)
        },
        ScreenState("scrolled-up") { size in
            let messages = (1...60).map { index in
                Cast.message(
                    Int64(index), index.isMultiple(of: 3) ? .outbound : .inbound,
                    "mensagem número \(index), com palavras bastantes para passar de uma linha só",
                    at: Cast.ago(70 - Int64(index)),
                    delivery: index.isMultiple(of: 3) ? Cast.delivered(.read, at: Cast.ago(1)) : nil, by: "Bia Melo")
            }
            var session = thread(size, Cast.ana, messages: messages)
            session.press("<S-Tab><C-u><C-u>")
            return session
        },
        ScreenState("message-kinds") { size in
            thread(
                size, Cast.ana,
                messages: [
                    Cast.message(1, .inbound, nil, at: Cast.ago(5), type: "sticker", placeholder: true),
                    Cast.message(2, .inbound, "Sim, confirmo", at: Cast.ago(4), type: "button"),
                    Cast.message(3, .inbound, nil, at: Cast.ago(3), type: "hologram_v2", placeholder: true),
                    Cast.message(
                        4, .inbound, "chegou tarde", at: Cast.ago(2), arrival: Cast.ago(0, 10)),
                    Cast.message(
                        5, .note, "Cliente importante: ligar antes das 12h.\nNão prometer prazo.", at: Cast.ago(1),
                        by: "Carla Lima"),
                    Cast.message(
                        6, .inbound, "isso", at: Cast.trigger,
                        quote: .init(wamid: "wamid.zz", text: nil, direction: nil)),
                ])
        },
    ]
}
