import ArgumentParser
import Inbox
import Themes

/// The `--param` of `send`.
struct TemplateValues {
    private var values: [ParameterKey: String] = [:]

    /// - Throws: `ValidationError` for what is not `key=value`, and for a key given twice.
    init(_ arguments: [String]) throws {
        for argument in arguments {
            guard let equals = argument.firstIndex(of: "="), let key = ParameterKey(String(argument[..<equals])) else {
                throw ValidationError(
                    "--param '\(argument)' is not key=value\(Self.nearest(to: argument)), as in body.1=Ana, "
                        + "header.1=…, body.name=…, button.0.1=…")
            }
            guard values.updateValue(String(argument[argument.index(after: equals)...]), forKey: key) == nil else {
                throw ValidationError("--param \(key) is given twice: give it once")
            }
        }
    }

    /// `; did you mean body.1?` for `bdy.1=…`.
    private static func nearest(to argument: String) -> String {
        let key = argument.prefix { $0 != "=" }
        let place = String(key.prefix { $0 != "." })
        guard let meant = Spelling.nearest(to: place, among: ["header", "body", "button", "offer", "card", "tap"]),
            meant != place
        else {
            return ""
        }
        return "; did you mean \(meant)\(key.dropFirst(place.count))?"
    }

    /// The filled template, whether or not it may be sent: the gate decides.
    ///
    /// - Parameter file: puts the file of a path on the shelf, for `header.1=@PATH`.
    /// - Throws: `Failure` for a key the template does not have, with the nearest, and what `file` throws.
    func fill(_ template: Template, file: (String) throws -> MediaContent) throws -> FilledTemplate {
        var form = TemplateForm(template: template, values: values)
        let header = ParameterKey(.header, "1")
        if case .media = template.header, let value = values[header], value.hasPrefix("@") {
            let content = try file(String(value.dropFirst()))
            form.values[header] = ShelfFile(content).value
            if template.hasDocumentHeader {
                form.values[ParameterKey(.header, TemplateForm.fileName)] = content.fileName
            }
        }
        if let stranger = form.problems.first(where: { $0.kind == .unknown }) {
            let known = form.fields.map(\.key.description)
            let cure =
                Spelling.nearest(to: stranger.key.description, among: known).map { "did you mean \($0)?" }
                ?? (known.isEmpty ? "it takes no values" : "it takes \(known.joined(separator: ", "))")
            throw Failure(.badData, "the template “\(template.key.name)” has no \(stranger.key); \(cure)")
        }
        return form.content
    }
}
