import Inbox
import Screen
import WhatsApp

@testable import Desk

extension ScreenState {
    /// Reactions, and messages with more than words.
    static let builders: [ScreenState] = [
        ScreenState("react") { size in
            var session = ana(size)
            session.press("<S-Tab>kk+")
            return session
        },
        ScreenState("other-kinds") { size in
            var session = ana(size) { $0.saved = kept }
            session.press("<C-x>k")
            return session
        },
        ScreenState("build-buttons") { size in
            var session = ana(size)
            session.press("Amanhã até as *12h* serve?<C-x>k<Enter><Tab><Tab>Sim<Tab>Não, outro dia")
            return session
        },
        ScreenState("build-list") { size in
            var session = ana(size)
            session.press(
                "Quando podemos entregar?<C-x>klist<Enter><Tab>Horários<Tab>Manhã<Tab>8h às 12h<Tab>Tarde<C-o>Sexta")
            return session
        },
        ScreenState("build-products") { size in
            var session = ana(size)
            session.press(
                "<C-x>kproducts<Enter>Escolha o seu.<Tab><Tab>620001<Tab>MESA-4<Tab>CADEIRA-2<C-o>Sentar<Tab>")
            return session
        },
        ScreenState("build-picture") { size in
            var session = ana(size)
            session.press("<C-x>k<Enter>Serve esta?<S-Tab>")
            session.send(.pasted("https://aurora.example/mesa.jpg"))
            session.press("<Tab><Tab><Tab>Sim<Tab>Não")
            return session
        },
        ScreenState("build-wrong") { size in
            var session = ana(size)
            session.press("<C-x>kpage<Enter>Acompanhe aqui<Tab><Tab>Acompanhar o pedido agora<Tab>loja.example")
            return session
        },
        ScreenState("build-keep") { size in
            var session = ana(size)
            session.press("<C-x>kwhere<Enter>Onde entregamos?<C-s>")
            return session
        },
        ScreenState("sent-others") { size in
            thread(size, Cast.ana, messages: others, draft: "")
        },
    ]

    /// One that can be sent, and one that breaks a limit.
    static var kept: [SavedMessage] {
        [
            SavedMessage(name: "onde-entregar", message: question),
            SavedMessage(
                name: "velha", message: .failure(.field(FieldError(.buttonTitle(0), .tooLong(count: 24, limit: 20))))),
        ]
    }

    private static var question: Result<Interactive, SavedMessage.Defect> {
        do {
            return .success(try Interactive(.locationRequest, body: "Onde entregamos?"))
        } catch {
            return .failure(.field(error))
        }
    }

    private static var others: [Message] {
        func sent(_ id: Int64, _ content: () throws -> Content) -> Message? {
            guard let content = try? content() else { return nil }  // a missing row shows in the snapshot
            var message = Cast.message(
                id, .outbound, content.plainText, at: Cast.ago(1, 40 - id), type: content.typeWord,
                delivery: Cast.delivered(.read, at: Cast.ago(1, 0)), by: "Bia Melo")
            message.content = content
            message.details = EventReader.details(of: content)
            return message
        }
        var asked = Cast.message(1, .inbound, "Vocês abrem sábado?", at: Cast.ago(2, 0))
        asked.details = [MessageDetail(.reaction, "👍", columns: ["Bia Melo"])]
        let list = [
            Interactive.Section(title: "Sábado", rows: [.init(id: "1", title: "Manhã", description: "8h às 12h")]),
            Interactive.Section(title: "Segunda", rows: [.init(id: "2", title: "Tarde")]),
        ]
        let rest = [
            sent(2) {
                .location(try OutgoingLocation(latitude: -8.05, longitude: -34.9, name: "Loja", address: "Rua 1"))
            },
            sent(3) { .contacts(try OutgoingContacts([OutgoingContact(name: "Leo Sá", phone: "+55 81 90000-0101")])) },
            sent(4) {
                .interactive(
                    try Interactive(
                        .list(button: "Horários", sections: list), header: .text("Entrega"), body: "Quando *serve*?",
                        footer: "Aurora"))
            },
            sent(5) {
                .interactive(
                    try Interactive(.link(title: "Rastrear", url: "https://example.org/t/7"), body: "A caminho"))
            },
            sent(6) { .interactive(try Interactive(.contactInfoRequest, body: "Qual o seu número?")) },
        ]
        return [asked] + rest.compactMap(\.self)
            + [Cast.message(9, .inbound, "Obrigada!", at: Cast.trigger)]
    }
}
