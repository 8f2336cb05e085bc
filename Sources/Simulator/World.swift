import Inbox
import WhatsApp

/// A business at one moment: its people and templates, what happened so far, and what is about to happen.
public struct World: Hashable, Sendable {
    /// The business.
    public var account: SimAccount
    /// Its customers, each with their window as the platform sees it at `start`.
    public var people: [SimPerson]
    /// Its templates.
    public var templates: [SimTemplate]
    /// What ids and delays follow from: the same seed and start give the same bytes.
    public var seed: UInt64
    /// The moment the story begins.
    public var start: Instant
    /// The person the opening screen is about.
    public var focus: Inbox.Address
    /// The agent whose screen it is.
    public var agent: String
    /// The webhooks of the past, oldest first, each with its arrival. Ingested together with `answers` and `facts`,
    /// they give the opening screen.
    public var backlog: [OutgoingWebhook]
    /// What agents sent. Their statuses are part of `backlog` and carry `id` as `biz_opaque_callback_data`.
    public var answers: [SeedAnswer]
    /// What agents noted for each other.
    public var notes: [SeedNote]
    /// Who took which thread, what was read, who opted out.
    public var facts: [AgentFact]
    /// When each message of the backlog was sent, by wamid.
    public var inboundIDs: [String: Instant]
    /// The files customers sent in the past.
    public var files: [SentFile]
    /// What happens without anybody's doing, in order of time.
    public var script: [Step]

    /// A file a customer sent in the past.
    public struct SentFile: Hashable, Sendable {
        /// What the platform calls it.
        public var id: String
        /// As its message tells it.
        public var mimeType: String
        /// When its message was sent.
        public var sentAt: Instant
        /// All of it, as the platform gives it.
        public var bytes: [UInt8] { SimFile.bytes(id: id, mimeType: mimeType) }
    }

    /// One thing that happens by itself.
    public struct Step: Hashable, Sendable {
        /// What can happen by itself.
        public enum Act: Hashable, Sendable {
            case writes(SimMessage)
            /// An earlier message of ours gets a status.
            case status(String, wamid: String, callbackData: String)
            /// Something that no message tells of. It names the account's own people and templates only.
            case happens(SimHappening)
        }

        /// When it happens, on the cloud's clock.
        public var at: Instant
        /// The address of the person it concerns.
        public var person: String
        /// What happens.
        public var act: Act

        /// One thing at one time; the person must be one of the world's.
        public init(at: Instant, person: String, _ act: Act) {
            self.at = at
            self.person = person
            self.act = act
        }
    }

    /// The templates as `GET /{WABA}/message_templates` lists them, on one page: what `oriel templates import` reads.
    public var templateListJSON: [UInt8] {
        SimResponse.json(["data": .array(templates.map(\.json))]).body
    }

    /// The same world in which nobody acts unasked: people still answer what they get.
    public var still: World {
        var world = self
        world.script = []
        return world
    }
}
