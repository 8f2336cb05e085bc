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
        ScreenState("message-details") { size in
            func told(
                _ id: Int64, _ type: String, _ text: String? = nil, at minutes: Int64, _ details: [MessageDetail]
            ) -> Message {
                var message = Cast.message(id, .inbound, text, at: Cast.ago(0, minutes), type: type)
                message.details = details
                return message
            }
            return thread(
                size, Cast.ana,
                messages: [
                    told(
                        1, "document", "o contrato", at: 50,
                        [.init(.fileName, "contrato \u{202E}fdp.exe"), .init(.fileType, "application/pdf")]),
                    told(2, "audio", at: 49, [.init(.voiceNote), .init(.fileType, "audio/ogg; codecs=opus")]),
                    told(
                        3, "location", "Aurora Móveis, Rua das Flores 12", at: 48,
                        [
                            .init(.coordinates, "-23.5512, -46.6333"),
                            .init(.map, "https://www.openstreetmap.org/?mlat=-23.551200&mlon=-46.633300"),
                        ]),
                    told(
                        4, "contacts", "Rui Prado", at: 47,
                        [
                            .init(.cardName, "Rui Prado"), .init(.cardCompany, "Auto Peças Rui"),
                            .init(.cardPhone, "+55 11 98765-0102"), .init(.cardEmail, "rui@example.org"),
                            .init(.more, "3"),
                        ]),
                    told(
                        5, "order", "sem laço\n2 × MESA-01, 12 × CADEIRA-PALHA-NATURAL", at: 46,
                        [
                            .init(.orderNote, "sem laço"),
                            .init(.orderItem, "MESA-01", columns: ["2", "1290.00 BRL", "2580.00 BRL"]),
                            .init(.orderItem, "CADEIRA-PALHA-NATURAL", columns: ["12", "349.90 BRL", "4198.80 BRL"]),
                            .init(.orderItem, "王の椅子", columns: ["", "", ""]),
                            .init(.orderTotal, "6778.80 BRL"),
                        ]),
                    told(6, "interactive", "Tarde", at: 45, [.init(.choice, "13:00-17:00")]),
                    told(
                        7, "system", "Ana mudou de número", at: 44,
                        [.init(.formerAddress, "5511988880101"), .init(.newAddress, "5511977770199")]),
                    told(
                        8, "unsupported", at: 43,
                        [.init(.notCarried, "poll_creation"), .init(.reason, "Message type is not supported.")]),
                    told(
                        9, "text", "ainda tem?", at: 42,
                        [
                            .init(.advertisement, "Semana da sala, 20% em mesas"), .init(.product, "MESA-01"),
                            .init(.forwardedOften),
                        ]),
                    told(
                        10, "text", "são 3 cadeiras", at: 41,
                        [
                            .init(.edited, "são 4 cadeiras, desculpe"), .init(.revoked),
                            .init(.reaction, "👍", columns: ["Ana Souza"]), .init(.reaction, "❤️", columns: [""]),
                        ]),
                ])
        },
        ScreenState("message-formatting") { size in
            thread(
                size, Cast.ana,
                messages: [
                    Cast.message(
                        1, .inbound, "*Pedido 4471*: _mesa_ e ~banco~, veja https://aurora.example/r/4471_a",
                        at: Cast.ago(2)),
                    Cast.message(
                        2, .outbound,
                        "Passos:\n1. abra o *aplicativo*\n- toque em `Pedidos` e espere a lista aparecer na tela do celular\n"
                            + "> o prazo é de _dois dias_", at: Cast.ago(1),
                        delivery: Cast.delivered(.read, at: Cast.ago(1)),
                        by: "Bia Melo"),
                    Cast.message(3, .inbound, "```\ntotal = 2 * 3 * 4\n  _fim_\n```", at: Cast.ago(0, 40)),
                    Cast.message(
                        4, .inbound, "*\u{202E}sem par _x_y* 王*王 +55 11 98888-0101", at: Cast.ago(0, 30), type: "image"),
                ])
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
