/// Words for emoji, between colons: people's own short names for the common ones, Unicode's name for the others.
enum EmojiName {
    /// The name in ASCII bytes, colons included. Names of characters never change between Unicode versions.
    static func of(_ emoji: Unicode.Scalar) -> [UInt8] {
        let name = common[emoji.value] ?? emoji.properties.name ?? ""
        let word = name.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 0x20
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "_"): UInt8(ascii: "_")
            default: nil
            }
        }
        let colon = UInt8(ascii: ":")
        return [colon] + (word.isEmpty ? Array("emoji".utf8) : word) + [colon]
    }

    private static let common: [UInt32: String] = [
        0x2764: "heart", 0x1F44D: "thumbs_up", 0x1F44E: "thumbs_down", 0x1F64F: "folded_hands", 0x1F602: "joy",
        0x1F923: "rofl", 0x1F60A: "smile", 0x1F600: "grin", 0x1F603: "grin", 0x1F604: "grin", 0x1F606: "laughing",
        0x1F609: "wink", 0x1F60D: "heart_eyes", 0x1F618: "kiss", 0x1F62D: "sob", 0x1F622: "cry", 0x1F621: "rage",
        0x1F620: "angry", 0x1F914: "thinking", 0x1F64C: "raised_hands", 0x1F44F: "clap", 0x1F44B: "wave",
        0x1F44C: "ok_hand", 0x1F4AA: "strong", 0x1F525: "fire", 0x1F389: "tada", 0x2705: "check", 0x274C: "cross",
        0x26A0: "warning", 0x1F680: "rocket", 0x1F440: "eyes", 0x1F494: "broken_heart", 0x1F495: "hearts",
        0x263A: "smile", 0x2B50: "star", 0x1F605: "sweat_smile", 0x1F970: "in_love", 0x1F92F: "mind_blown",
        0x1F643: "upside_down", 0x1F644: "rolling_eyes", 0x1F4E6: "package", 0x1F69A: "truck", 0x1F6D2: "cart",
        0x1F4DE: "phone", 0x1F4F7: "camera", 0x1F4B0: "money", 0x1F382: "cake", 0x1F381: "gift", 0x1F339: "rose",
    ]
}
