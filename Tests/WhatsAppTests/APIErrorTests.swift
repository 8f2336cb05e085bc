import Testing
import WhatsApp

@Suite struct APIErrorTests {
    @Test func readsTheSynchronousShape() throws {
        let error = try #require(
            APIError(
                try JSONValue(
                    text: #"""
                        {"error":{"message":"(#131047) closed","type":"OAuthException","code":131047,\#
                        "error_data":{"messaging_product":"whatsapp","details":"Too late."},"error_subcode":2494073,\#
                        "fbtrace_id":"Xy9","is_transient":false,"error_user_title":"T","error_user_msg":"M"}}
                        """#)))
        #expect(
            error
                == APIError(
                    code: 131047, message: "(#131047) closed", details: "Too late.", type: "OAuthException",
                    subcode: 2_494_073, traceID: "Xy9", isTransient: false, userTitle: "T", userMessage: "M"))
        #expect(error.sentence == "Too late.")
    }

    @Test(arguments: [
        (#"{"code":"131056","title":"Slow"}"#, APIError(code: 131056, title: "Slow")),
        (#"{"code":131056,"error_data":"plain words"}"#, APIError(code: 131056, details: "plain words")),
        (#"{"code":131056,"error_data":{"details":7}}"#, APIError(code: 131056, details: "7")),
        (#"{"title":"No code"}"#, APIError(code: nil, title: "No code")),
        (#"{"code":131056.0,"href":"https://x.example"}"#, APIError(code: 131056, href: "https://x.example")),
        (#"{"error_code":141006}"#, APIError(code: 141006)),
        (#"{"code":99999999999999999999}"#, APIError(code: nil)),
        (#"{"error":"just words"}"#, APIError(code: nil, message: "just words")),
        (#""just words""#, APIError(code: nil, message: "just words")),
        ("131000", APIError(code: 131000)),
    ])
    func readsEveryShape(_ text: String, _ error: APIError) throws {
        #expect(APIError(try JSONValue(text: text)) == error)
    }

    @Test(arguments: ["null", "{}", "[]", "true", #""""#])
    func nothingIsNoError(_ text: String) throws { #expect(APIError(try JSONValue(text: text)) == nil) }
}

@Suite struct ErrorCatalogueTests {
    /// Every code `whatsapp.md` §9.2 names.
    private static let codes: [Int] =
        [0, 1, 2, 3, 4, 10, 33, 100, 190, 368, 506, 613, 80007, 130429, 130472, 130497, 130501, 131000, 131005, 131008]
        + [131009, 131016, 131020, 131041, 131021, 131026, 131030, 131031, 131036, 131037, 131042, 131044, 131045]
        + [131047, 131048, 131049, 131050, 131051, 131052, 131053, 131055, 131056, 131057, 131059, 131061, 131062]
        + [131063, 131064, 131065, 131070, 131201, 131202, 131204, 131207, 131208, 131209, 131210]
        + Array(131211...131215) + Array(200...299)
        + [132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 132021, 132068, 132069, 133000]
        + [133004, 133005, 133006, 133008, 133009, 133010, 133015, 133016, 134011, 134100, 134101, 134102, 135000]
        + [137000] + Array(138000...138007) + [138009, 138012, 138013, 138014, 138015, 138017, 138018]
        + Array(138019...138023) + [138024, 138025, 138038] + Array(139000...139004) + Array(139100...139103)
        + [139200, 141002, 141006] + Array(147001...147005) + [200005, 200006, 200007, 1752041]
        + [2388001, 2388012, 2388091, 2388093, 2388103, 2388019, 2388040, 2388047, 2388072, 2388073, 2388293]
        + [2388299, 2388318, 2388330, 2494055, 2494100] + Array(2494164...2494179)
        + [2494191, 2593079, 2593085, 2593107, 2593108, 2593109]

    @Test(arguments: codes)
    func knowsEveryCode(_ code: Int) {
        let entry = ErrorCatalogue.entry(for: code)
        #expect(entry.codes.contains(code) && ErrorCatalogue.all.contains(entry), "\(code) has a row of its own")
    }

    @Test func exactRowsDoNotOverlap() {
        let single = ErrorCatalogue.all.filter { $0.codes.count == 1 }.map(\.codes.lowerBound)
        #expect(Set(single).count == single.count)
    }

    @Test(arguments: [
        (131047, ErrorCatalogue.RetryClass.no), (131056, .backOff), (130429, .backOff), (2, .backOff),
        (1, .backOffOnce),
        (4, .backOffMinutes), (80007, .backOffMinutes), (131057, .backOffMinutes),
        (131016, .backOff), (131000, .backOff),
        (133004, .backOff), (131208, .backOff), (190, .fix), (250, .fix), (131042, .fix),
        (131049, .later), (132015, .later),
        (368, .later), (132016, .no), (131026, .no), (131050, .no), (131070, .fix), (131059, .restart),
        (139102, .restart), (130501, .notApplicable), (131201, .notApplicable), (141002, .fix), (613, .backOff),
    ])
    func knowsWhetherToRetry(_ code: Int, _ retry: ErrorCatalogue.RetryClass) {
        #expect(ErrorCatalogue.entry(for: code).retry == retry)
        #expect(APIError(code: code).entry.retry == retry)
    }

    /// The retry column of `whatsapp.md` §9.2, every code of it under its class.
    static let retries: [(retry: ErrorCatalogue.RetryClass, codes: [Int])] = [
        (
            .fix,
            [0, 3, 10, 33, 100, 190] + Array(200...299)
                + [131005, 131008, 131009, 131030, 131037, 131042, 131044, 131045, 131053, 131055, 131061, 131062]
                + [131063, 131065, 131070, 131209, 131210, 132000, 132001, 132005, 132007, 132008, 132012, 132018]
                + [132021, 132068, 133000, 133005, 133006, 133008, 133009, 133010, 134011, 134100, 134102, 135000]
                + [137000, 138000, 138006, 138015, 138018, 138024, 138025, 138038] + Array(139000...139004)
                + [141002, 141006] + Array(147001...147005) + [200007, 2388001, 2388012, 2388091, 2388093, 2388103]
                + [2388019, 2388040, 2388047, 2388072, 2388073, 2388293, 2388299] + Array(2494164...2494179)
        ),
        (
            .no,
            [506, 130472, 130497, 131020, 131021, 131026, 131036, 131041, 131047, 131050, 131051, 131052, 131202]
                + [131204] + Array(131211...131215) + [132016, 138001, 138013, 139101, 1752041, 2388318, 2388330]
                + [2494191]
        ),
        (
            .backOff,
            [2, 613, 130429, 131000, 131016, 131056, 131208, 133004, 138002, 138004, 138005, 138007]
                + Array(138019...138023) + [139103]
        ),
        (.backOffOnce, [1]), (.backOffMinutes, [4, 80007, 131057, 2494100]),
        (
            .later,
            [368, 131031, 131048, 131049, 131064, 131207, 132015, 132069, 133015, 133016, 134101, 138003, 138009]
                + [138012, 138014, 139200]
        ),
        (.restart, [131059, 139102]),
        (
            .notApplicable,
            [130501, 131201, 138017, 139100, 200005, 200006, 2494055, 2593079, 2593085, 2593107, 2593108, 2593109]
        ),
    ]

    @Test func everyCodeHasItsRetryClass() {
        for (retry, codes) in Self.retries {
            for code in codes { #expect(ErrorCatalogue.entry(for: code).retry == retry, "\(code)") }
        }
        let listed = Self.retries.flatMap { $0.codes }
        #expect(listed.count == Set(listed).count)
        #expect(Set(listed) == Set(Self.codes), "each code is in one class")
    }

    @Test func onlyBackOffIsAutomatic() {
        let automatic = ErrorCatalogue.RetryClass.allCases.filter(\.isAutomatic)
        #expect(automatic == [.backOff, .backOffOnce, .backOffMinutes])
    }

    @Test(arguments: [987_654, -7, Int.max, 300, 199])
    func neverRetriesTheUnknown(_ code: Int) {
        let entry = ErrorCatalogue.entry(for: code)
        #expect(entry.retry == .no && entry.codes == code...code)
    }

    @Test func anErrorWithoutACodeHasAnEntry() {
        #expect(ErrorCatalogue.entry(for: nil).retry == .no)
    }
}
