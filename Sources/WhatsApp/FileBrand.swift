/// What kind of file stands in the boxes of the ISO base media format, which begin MP4 films, pictures of phones and raw
/// pictures of cameras alike: their `ftyp` box names a brand, and those it is compatible with.
enum FileBrand {
    /// The MIME type; nil for a brand that says nothing.
    ///
    /// - Parameter head: the beginning of a file whose bytes 4 to 7 are `ftyp`.
    static func type(of head: [UInt8]) -> String? {
        let brands = brands(in: head)
        // Files of phones are `mif1` with what they really are among the others.
        if brands.first == "mif1" || brands.first == "msf1" {
            return brands.dropFirst().lazy.compactMap(type(ofBrand:)).first { $0.hasPrefix("image/") } ?? "image/heif"
        }
        return brands.lazy.compactMap(type(ofBrand:)).first
    }

    private static func type(ofBrand brand: String) -> String? {
        switch brand {
        case "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs": "image/heic"
        case "avif", "avis": "image/avif"
        case "crx ": "image/x-canon-cr3"
        case "qt  ": "video/quicktime"
        case "M4A ", "M4B ": "audio/mp4"
        case "mp41", "mp42", "isom", "avc1", "dash", "mmp4", "MSNV", "M4V ", "M4VH", "M4VP", "F4V ", "XAVC": "video/mp4"
        case _ where brand.hasPrefix("iso"): "video/mp4"
        case _ where brand.hasPrefix("3g2"): "video/3gpp2"
        case _ where brand.hasPrefix("3g"): "video/3gpp"
        default: nil
        }
    }

    /// The major brand, then the compatible ones as far as the beginning shows them.
    private static func brands(in head: [UInt8]) -> [String] {
        func text(at offset: Int) -> String? {
            offset + 4 <= head.count ? String(decoding: head[offset..<offset + 4], as: UTF8.self) : nil
        }
        let size = head.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        let others = size > 16 ? stride(from: 16, to: min(size, head.count), by: 4).compactMap(text) : []
        return [text(at: 8)].compactMap(\.self) + others
    }
}
