import Inbox
import Screen

@testable import Desk

extension ScreenState {
    /// A conversation in which more happened than was written: calls, a handover, the phone app, past chats.
    static func eventful(_ size: Size, owner: ThreadOwner? = nil) -> Session {
        var row = Cast.ana
        row.owner = owner
        func line(
            _ id: Int64, _ direction: Direction, _ text: String?, at: Instant, _ telling: Telling,
            type: String = "text",
            _ details: [MessageDetail] = []
        ) -> Message {
            var message = Cast.message(
                id, direction, text, at: at, type: type,
                delivery: direction == .outbound ? Cast.delivered(.read, at: at) : nil,
                opens: direction == .inbound && telling == .live ? .opens : WindowEffect.none)
            message.telling = telling
            message.details = details
            return message
        }
        return thread(
            size, row,
            messages: [
                line(201, .inbound, "Vocês entregam em Santos?", at: Cast.ago(91, 21), .history),
                line(202, .outbound, "Entregamos, sim.", at: Cast.ago(91, 15), .history),
                line(203, .event, nil, at: Cast.ago(24, 9), .live, type: "call", [MessageDetail(.callIn)]),
                line(204, .event, nil, at: Cast.ago(24, 8), .event, type: "call_ended", [MessageDetail(.callMissed)]),
                line(205, .outbound, "Ligo já!", at: Cast.ago(24, 5), .phoneApp),
                line(
                    206, .event, nil, at: Cast.ago(3), .event, type: "control_taken",
                    [MessageDetail(.threadTaken, "ai_agent")]),
                line(207, .inbound, "Quero trocar a cor", at: Cast.ago(2, 50), .standby),
                line(208, .outbound, "Qual cor prefere?", at: Cast.ago(2, 49), .standby),
                line(
                    209, .event, "A cliente quer trocar a cor da mesa.", at: Cast.ago(2, 30), .live,
                    type: "control_passed", [MessageDetail(.threadPassed, "ai_agent")]),
                line(210, .inbound, "Alguém pode ajudar?", at: Cast.trigger, .live),
            ])
    }

    static let owner = ThreadOwner(role: "ai_agent", since: Cast.ago(0, 20), until: Cast.now + .hours(20))

    static let channelEvents: [ChannelEvent] = {
        func news(_ id: Int64, _ field: String, _ raw: String, _ at: Instant) -> ChannelEvent {
            ChannelEvent(id: id, content: .news(field: field, raw: raw), number: nil, waba: Cast.waba, at: at)
        }
        return [
            news(
                9, "security",
                #"{"display_phone_number":"551140001234","event":"PIN_RESET_REQUEST","requester":"61500000000001"}"#,
                Cast.ago(0, 12)),
            ChannelEvent(
                id: nil, content: .template(Cast.late.key, .status("PAUSED", reason: "FIRST_PAUSE")), number: nil,
                waba: Cast.waba, at: Cast.ago(1, 2)),
            news(
                8, "phone_number_quality_update",
                #"{"display_phone_number":"551140001234","event":"FLAGGED","current_limit":"TIER_2K"}"#, Cast.ago(20)),
            news(7, "field_of_tomorrow", #"{"anything":[1,{"b":"x"}]}"#, Cast.ago(30)),
            news(6, "account_review_update", #"{"decision":"APPROVED"}"#, Cast.ago(60)),
        ]
    }()

    /// Somebody asked for the PIN, and nobody has looked.
    static func alarmed(_ size: Size) -> Session {
        ana(size) { inbox in
            inbox.channel = channelEvents
            inbox.status.unseenNews = 2
            inbox.status.security = channelEvents[0]
            inbox.status.lastNewsAt = Cast.ago(0, 12)
        }
    }

    static let happenings: [ScreenState] = [
        ScreenState("conversation-happenings") { eventful($0) },
        ScreenState("conversation-owned") { eventful($0, owner: owner) },
        ScreenState("security-banner") { alarmed($0) },
        ScreenState("channel-payloads") { size in
            var session = alarmed(size)
            session.press("<C-x>s9v")
            return session
        },
    ]
}
