/// A place to send, on the Earth and with a name when it has an address: the address shows only beside a name
/// (`whatsapp.md` §4.2). Checked as it was made.
public struct OutgoingLocation: Hashable, Sendable {
    /// Degrees north.
    public let latitude: Double
    /// Degrees east.
    public let longitude: Double
    /// The place's name.
    public let name: String?
    /// The place's address.
    public let address: String?

    /// - Throws: `FieldError` for degrees no place has, for blank words, and for an address without a name.
    public init(
        latitude: Double, longitude: Double, name: String? = nil, address: String? = nil
    ) throws(FieldError) {
        guard (-90...90).contains(latitude) else { throw FieldError(.latitude, .outside(least: -90, most: 90)) }
        guard (-180...180).contains(longitude) else {
            throw FieldError(.longitude, .outside(least: -180, most: 180))
        }
        if let name, VisibleText.isBlank(name) { throw FieldError(.placeName, .missing) }
        if let address, VisibleText.isBlank(address) { throw FieldError(.placeAddress, .missing) }
        if address != nil, name == nil { throw FieldError(.placeName, .missing) }
        self.latitude = latitude
        self.longitude = longitude
        self.name = name
        self.address = address
    }

    /// Degrees as a person writes them: a sign, digits, a point. Nil for anything else that a computer would take for a number.
    public static func degrees(_ text: some StringProtocol) -> Double? {
        let digits = text.first.map { "+-".contains($0) } ?? false ? text.dropFirst() : text.dropFirst(0)
        guard digits.first?.isNumber ?? false, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == 0x2E }) else {
            return nil
        }
        return Double(text)
    }

    /// Reads the member `location`, or a whole request that has one.
    /// - Throws: `FieldError`, as the other initialiser, and for a coordinate that is missing or no number.
    public init(json whole: JSONValue) throws(FieldError) {
        let json = whole["location"].flatMap { $0.object == nil ? nil : $0 } ?? whole
        try FieldCheck.strangers(json, allowed: ["latitude", "longitude", "name", "address"], at: "location")
        guard let latitude = json["latitude"]?.double else { throw FieldError(.latitude, .missing) }
        guard let longitude = json["longitude"]?.double else { throw FieldError(.longitude, .missing) }
        try self.init(
            latitude: latitude, longitude: longitude, name: json["name"]?.string, address: json["address"]?.string)
    }

    /// The member `location`.
    public var json: JSONValue {
        var object: JSONObject = ["latitude": .double(latitude), "longitude": .double(longitude)]
        object["name"] = name.map(JSONValue.string)
        object["address"] = address.map(JSONValue.string)
        return .object(object)
    }

    /// The same place, as it is read when a person sends it.
    public var read: SharedLocation {
        SharedLocation(latitude: latitude, longitude: longitude, name: name, address: address, url: nil)
    }
}
