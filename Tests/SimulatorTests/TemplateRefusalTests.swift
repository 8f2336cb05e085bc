import Simulator
import Testing
import WhatsApp

/// What a template send is refused for, by code (`whatsapp.md` §4.5, §9.2).
struct TemplateRefusalTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var template: String
        var code: Int
        var http = 400
        var to = #""to":"15557770102""#
        var testDescription: String { name }
    }

    private static func slot(
        header: String = #"{"type":"text","text":"5512"}"#, body: [String] = ["Dana", "13:00"],
        button: String = #",{"type":"button","sub_type":"url","index":"1","parameters":[{"type":"text","text":"55"}]}"#
    ) -> String {
        let words = body.map { #"{"type":"text","text":"\#($0)"}"# }.joined(separator: ",")
        return #"{"name":"delivery_slot","language":{"code":"en_US"},"components":["#
            + #"{"type":"header","parameters":[\#(header)]},{"type":"body","parameters":[\#(words)]}\#(button)]}"#
    }

    private static func named(_ parameters: String) -> String {
        #"{"name":"visit","language":{"code":"en_US"},"components":[{"type":"body","parameters":[\#(parameters)]}]}"#
    }

    private static func code(_ code: String) -> String {
        #"{"name":"code","language":{"code":"en_US"},"components":["#
            + #"{"type":"body","parameters":[{"type":"text","text":"\#(code)"}]},"#
            + #"{"type":"button","sub_type":"url","index":0,"parameters":[{"type":"text","text":"\#(code)"}]}]}"#
    }

    private static func bare(_ name: String, _ language: String = "en_US", _ components: String = "[]") -> String {
        #"{"name":"\#(name)","language":{"code":"\#(language)"},"components":\#(components)}"#
    }

    private static let who = #"{"type":"text","parameter_name":"who","text":"Dana"}"#
    private static let day = #"{"type":"text","parameter_name":"day","text":"Monday"}"#
    private static let sale = bare("sale", "en_US", #"[{"type":"body","parameters":[{"type":"text","text":"Ben"}]}]"#)

    @Test(arguments: [
        Case(name: "no name", template: #"{"language":{"code":"en_US"}}"#, code: 131008),
        Case(name: "no language", template: #"{"name":"plain"}"#, code: 131008),
        Case(name: "unknown name", template: bare("nothing"), code: 132001, http: 404),
        Case(name: "unknown language", template: bare("plain", "pt_BR"), code: 132001, http: 404),
        Case(name: "rejected", template: bare("refused"), code: 132001, http: 404),
        Case(name: "paused", template: bare("slow"), code: 132015),
        Case(name: "disabled", template: bare("dead"), code: 132016),
        Case(name: "too few", template: slot(body: ["Dana"]), code: 132000),
        Case(name: "too many", template: slot(body: ["Dana", "13:00", "x"]), code: 132000),
        Case(
            name: "parameters for none",
            template: bare(
                "plain", "en_US",
                #"[{"type":"body","parameters":[{"type":"text","text":"x"}]}]"#), code: 132000),
        Case(name: "no components", template: bare("delivery_slot"), code: 132000),
        Case(name: "line break", template: slot(body: [#"a\nb"#, "13:00"]), code: 132018),
        Case(name: "tab", template: slot(body: [#"a\tb"#, "13:00"]), code: 132018),
        Case(name: "five spaces", template: slot(body: ["a     b", "13:00"]), code: 132018),
        Case(name: "empty", template: slot(body: ["", "13:00"]), code: 132008),
        Case(name: "blank", template: slot(body: ["  ", "13:00"]), code: 132008),
        Case(name: "long body", template: slot(body: [String(repeating: "a", count: 1_001), "13:00"]), code: 132005),
        Case(
            name: "long header",
            template: slot(
                header: #"{"type":"text","text":"\#(String(repeating: "5", count: 55))"}"#), code: 132005),
        Case(name: "image as text", template: slot(header: #"{"type":"image","image":{"id":"1"}}"#), code: 132012),
        Case(name: "no button value", template: slot(button: ""), code: 131008),
        Case(
            name: "blank in URL",
            template: slot(
                button: #",{"type":"button","sub_type":"url","index":1,"parameters":[{"type":"text","text":"a b"}]}"#),
            code: 132018),
        Case(
            name: "no such button",
            template: slot(
                button: #",{"type":"button","sub_type":"url","index":"1","parameters":[{"type":"text","text":"5"}]},"#
                    + #"{"type":"button","sub_type":"url","index":"7","parameters":[{"type":"text","text":"5"}]}"#),
            code: 132018),
        Case(name: "unknown component", template: bare("plain", "en_US", #"[{"type":"tail"}]"#), code: 100),
        Case(
            name: "unknown member", template: bare("plain").replacing(#""name""#, with: #""colour":"red","name""#),
            code: 100),
        Case(name: "number for name", template: named(#"{"type":"text","text":"Dana"},\#(day)"#), code: 132012),
        Case(name: "wrong name", template: named(who.replacing("who", with: "whom") + "," + day), code: 132012),
        Case(name: "name twice", template: named("\(who),\(who)"), code: 132012),
        Case(
            name: "name for number", template: slot(header: #"{"type":"text","parameter_name":"n","text":"5"}"#),
            code: 132012),
        Case(name: "no image", template: bare("photo"), code: 132012),
        Case(
            name: "video for image",
            template: bare(
                "photo", "en_US",
                #"[{"type":"header","parameters":[{"type":"video","video":{"id":"1"}}]}]"#), code: 132012),
        Case(name: "code by BSUID", template: code("402911"), code: 131062, to: #""recipient":"\#(Cloud.ivy)""#),
        Case(name: "long code", template: code("1234567890123456"), code: 132005),
        Case(name: "stopped marketing", template: sale, code: 131050),
    ])
    func refuses(_ sample: Case) {
        var cloud = Cloud()
        let answer = cloud.send(#"\#(sample.to),"type":"template","template":\#(sample.template)"#)
        #expect(answer.code == sample.code, "\(answer.json.canonicalText)")
        #expect(answer.status == sample.http)
    }

    @Test(arguments: [
        slot(), slot(body: ["a    b", "13:00"]), bare("plain"), named("\(day),\(who)"), code("402911"),
        bare("photo", "en_US", #"[{"type":"header","parameters":[{"type":"image","image":{"link":"https://a.b"}}]}]"#),
        #"{"name":"plain","language":{"code":"en_US","policy":"deterministic"}}"#,
        slot(
            button: #",{"type":"BUTTON","sub_type":"URL","index":1,"parameters":[{"type":"text","text":"5"}]},"#
                + #"{"type":"button","sub_type":"quick_reply","index":0,"parameters":[{"type":"payload","payload":"P"}]}"#
        ),
    ])
    func letsThroughAClosedWindow(_ template: String) {
        var cloud = Cloud()
        let answer = cloud.send(#""to":"15557770102","type":"template","template":\#(template)"#)
        #expect(answer.status == 200, "\(answer.json.canonicalText)")
    }

    @Test func marketingReachesWhoDidNotStopIt() {
        var cloud = Cloud()
        #expect(cloud.send(#""to":"15557770101","type":"template","template":\#(Self.sale)"#).status == 200)
    }
}
