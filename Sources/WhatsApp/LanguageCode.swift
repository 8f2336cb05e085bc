/// Template language codes, which payloads write as `en_US`, `en-US` or in other cases.
public enum LanguageCode {
    /// The list's spelling: language in lower case, region in upper case, joined by an underscore.
    public static func normalised(_ code: String) -> String {
        code.split(whereSeparator: { $0 == "-" || $0 == "_" }).enumerated().map { index, part in
            if index == 0 { return part.lowercased() }
            if part.count == 4 { return part.prefix(1).uppercased() + part.dropFirst().lowercased() }
            return part.uppercased()
        }.joined(separator: "_")
    }
}
