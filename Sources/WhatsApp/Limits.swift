/// What the platform allows, as numbers (`whatsapp.md` §3, §4, §6.2, §8). Characters are Unicode scalars unless a
/// comment says otherwise.
public enum Limits {
    // MARK: Time

    /// The customer service window, in seconds: 24 hours from the person's last message or call (§3.1).
    public static let serviceWindow: Int64 = 86_400
    /// How long "typing…" is shown, in seconds (§4.3).
    public static let typingIndicator: Int64 = 25
    /// How old a message may be to be marked read or reacted to, in seconds: 30 days (§4.2, §4.3).
    public static let reactionAge: Int64 = 30 * 86_400
    /// How long a media id from a webhook can be fetched, in seconds: 7 days (§5).
    public static let inboundMediaAge: Int64 = 7 * 86_400
    /// How long an uploaded media id can be sent, in seconds: 30 days (§5).
    public static let uploadedMediaAge: Int64 = 30 * 86_400
    /// How long a media address works, in seconds: 5 minutes (§5).
    public static let mediaAddressAge: Int64 = 300
    /// How long the platform retries webhooks it could not deliver, in seconds: 7 days at most (§1.3).
    public static let webhookRetry: Int64 = 7 * 86_400
    /// How long an undelivered message lives, in seconds: 30 days (§4.1).
    public static let undeliveredLife: Int64 = 30 * 86_400

    // MARK: Size, in characters unless a unit is given

    /// A text message (§4.2).
    public static let textBody = 4_096
    /// The caption of an image, video or document (§4.2).
    public static let caption = 1_024
    /// `biz_opaque_callback_data` (§4.1).
    public static let callbackData = 512
    /// Contacts in one message; the documentation also names 257 (§4.2).
    public static let contacts = 5
    /// A webhook body, in bytes: 3 MB (§1.2).
    public static let webhookBytes = 3 * 1_024 * 1_024
    /// Updates in one webhook (§1.2).
    public static let webhookUpdates = 1_000

    /// Direct Send (`whatsapp.md` §4.9).
    public enum Direct {
        /// The words, in Unicode scalars.
        public static let body = 1_024
        /// Buttons that answer and that open a page, together.
        public static let buttons = 10
        /// Those that open a page; they stand first.
        public static let linkButtons = 2
        /// After which a message that was not delivered is dropped.
        public static let seconds = 30...43_200
    }

    /// Interactive messages (§4.4).
    public enum Interactive {
        /// The text of a header.
        public static let header = 60
        /// The body.
        public static let body = 1_024
        /// The body of a list message.
        public static let listBody = 4_096
        /// The footer.
        public static let footer = 60
        /// Reply buttons.
        public static let buttons = 3
        /// Unique among the buttons.
        public static let buttonTitle = 20
        /// Unique among the buttons.
        public static let buttonID = 256
        /// The button that opens a list.
        public static let listButton = 20
        /// Sections of a list.
        public static let sections = 10
        /// Needed with more than one section.
        public static let sectionTitle = 24
        /// In all sections together.
        public static let rows = 10
        /// Of a list of products, in all sections together.
        public static let products = 30
        /// A list row's id.
        public static let rowID = 200
        /// A list row's title.
        public static let rowTitle = 24
        /// A list row's second line.
        public static let rowDescription = 72
        /// The button of a link, or of a call.
        public static let linkTitle = 20
        /// The button of a flow.
        public static let flowTitle = 30
        /// How long a call button works.
        public static let callMinutes = 1...43_200
    }

    /// Templates (§4.5, §6.2).
    public enum Template {
        /// Lower-case letters, digits and underscores.
        public static let name = 512
        /// The body with its parameters filled in.
        public static let body = 1_024
        /// The text of a header.
        public static let header = 60
        /// The footer.
        public static let footer = 60
        /// Buttons of all kinds together.
        public static let buttons = 10
        /// The text on a button.
        public static let buttonLabel = 25
        /// The address of a link button.
        public static let url = 2_000
        /// A coupon code; newer texts say 20.
        public static let couponCode = 15
        /// A one-time code.
        public static let authenticationCode = 15
        /// What comes back with a tap.
        public static let quickReplyPayload = 256
        /// The body of a carousel card.
        public static let cardBody = 160
        /// Line breaks in it.
        public static let cardBreaks = 2
        /// Cards of a carousel.
        public static let cards = 2...10
        /// A parameter may have this many spaces in a row, and no line break or tab.
        public static let spacesInParameter = 4
        /// Creations per hour.
        public static let creationsPerHour = 100
    }

    // MARK: Rate

    /// How fast messages may leave (§8).
    public enum Rate {
        /// Seconds between two messages of one number to one person, on average.
        public static let pairInterval: Int64 = 6
        /// Messages of one number to one person that may leave at once, borrowed from the time after.
        public static let pairBurst = 45
        /// Messages per second and number, in and out together.
        public static let perSecond = 80
        /// The same, after Meta's automatic upgrade.
        public static let perSecondUpgraded = 1_000
        /// The same, for a number that is also used in the Business app.
        public static let perSecondCoexistence = 20
        /// Graph calls per hour for an account with a registered number. Sending does not count.
        public static let callsPerHour = 5_000
        /// Graph calls per hour for an account without one.
        public static let callsPerHourUnregistered = 200
        /// The base of the wait between tries: 4^X seconds, X = 0, 1, 2 …
        public static let backOffBase: Int64 = 4
        /// Tries after which a retried send has failed.
        public static let tries = 5
        /// People that may be messaged outside the window in 24 hours, as an account grows; after the last: no limit.
        public static let messagingTiers = [250, 2_000, 10_000, 100_000]
    }

    // MARK: Media

    /// Bytes allowed by kind and MIME type (§5).
    public enum Media {
        /// 16 MB.
        public static let audio = 16 * 1_024 * 1_024
        /// 100 MB.
        public static let document = 100 * 1_024 * 1_024
        /// 5 MB.
        public static let image = 5 * 1_024 * 1_024
        /// 16 MB.
        public static let video = 16 * 1_024 * 1_024
        /// 100 KB for a still sticker.
        public static let sticker = 100 * 1_024
        /// 500 KB for a moving one.
        public static let animatedSticker = 500 * 1_024
        /// A voice note up to this size shows its play button at once.
        public static let voiceNote = 512 * 1_024
        /// The largest file a person can send us.
        public static let inbound = 100 * 1_024 * 1_024

        /// One MIME type that can be sent.
        public struct Format: Hashable, Sendable {
            /// Lower case, without parameters.
            public var mimeType: String
            /// As what it is sent.
            public var kind: MediaAttachment.Kind
            /// In bytes.
            public var size: Int
        }

        /// Every type that can be sent.
        public static let formats: [Format] =
            formats(
                .audio, audio, ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"])
            + formats(.image, image, ["image/jpeg", "image/png"])
            + formats(.sticker, animatedSticker, ["image/webp"])
            + formats(.video, video, ["video/mp4", "video/3gpp"])
            + formats(
                .document, document,
                [
                    "text/plain", "application/pdf", "application/msword", "application/vnd.ms-excel",
                    "application/vnd.ms-powerpoint",
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                ])

        /// The format of a MIME type, ignoring its parameters (`; codecs=opus`) and case; `nil` if it cannot be sent.
        public static func format(of mimeType: String) -> Format? {
            let bare = mimeType.prefix { $0 != ";" && $0 != " " }.lowercased()
            return formats.first { $0.mimeType == bare }
        }

        private static func formats(
            _ kind: MediaAttachment.Kind, _ size: Int, _ types: [String]
        ) -> [Format] {
            types.map { Format(mimeType: $0, kind: kind, size: size) }
        }
    }
}
