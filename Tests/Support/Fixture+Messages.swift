extension Fixture {
    /// One element of `messages` for every type of `whatsapp.md` §2.3 and §2.4, by name.
    public static let messageElements: [(name: String, element: String)] = [
        ("text", message("text", #""text":{"body":"Olá, já saiu?"}"#)),
        (
            "image",
            message(
                "image",
                #"""
                "image":{"id":"9001","mime_type":"image/jpeg","sha256":"aa1","caption":"a caixa",\#
                "url":"https://x.example/1"}
                """#
            )
        ),
        ("audio", message("audio", #""audio":{"id":"9002","mime_type":"audio/ogg; codecs=opus","voice":true}"#)),
        ("old voice", message("voice", #""voice":{"id":"9003","mime_type":"audio/ogg"}"#)),
        ("document", message("document", #""document":{"id":"9004","filename":"nota.pdf","caption":"Nota"}"#)),
        ("video", message("video", #""video":{"id":"9005","mime_type":"video/mp4"}"#)),
        ("sticker", message("sticker", #""sticker":{"id":"9006","mime_type":"image/webp","animated":true}"#)),
        (
            "location",
            message(
                "location",
                #"""
                "location":{"latitude":-23.5613,"longitude":-46.6565,"name":"Vão livre",\#
                "address":"Av. 1578"}
                """#)
        ),
        (
            "contacts",
            message(
                "contacts",
                #"""
                "contacts":[{"name":{"formatted_name":"Rui Prado","first_name":"Rui"},\#
                "phones":[{"phone":"+55 11 98765-0102","wa_id":"5511987650102","type":"CELL"}],\#
                "emails":[{"email":"rui@example.org"}],"org":{"company":"Prado ME"},"origin":"other"}]
                """#)
        ),
        ("reaction", message("reaction", #""reaction":{"message_id":"wamid.OUT1","emoji":"🎉"}"#)),
        ("reaction removed", message("reaction", #""reaction":{"message_id":"wamid.OUT1"}"#)),
        (
            "button",
            message(
                "button",
                #"""
                "context":{"from":"15550007788","id":"wamid.OUT2"},"button":{"payload":"NEW_TIME",\#
                "text":"Outro horário"}
                """#)
        ),
        (
            "button reply",
            message(
                "interactive",
                #"""
                "interactive":{"type":"button_reply","button_reply":{"id":"ok","title":"Pode ser"}}
                """#)
        ),
        (
            "list reply",
            message(
                "interactive",
                #""interactive":{"type":"list_reply","list_reply":{"id":"s3","title":"Noite","description":"18-20"}}"#)
        ),
        (
            "form reply",
            message(
                "interactive",
                #"""
                "interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent",\#
                "response_json":"{\"a\":1}"}}
                """#)
        ),
        (
            "call permission",
            message(
                "interactive",
                #"""
                "interactive":{"type":"call_permission_reply","call_permission_reply":{"response":"accept",\#
                "is_permanent":false,"expiration_timestamp":"1796100000","response_source":"user_action"}}
                """#)
        ),
        ("product question", message("interactive", #""interactive":{"type":"product","product":{"id":"K-2"}}"#)),
        ("broken interactive", message("interactive", #""errors":[{"code":131000,"title":"Something"}]"#)),
        (
            "order",
            message(
                "order",
                #"""
                "order":{"catalog_id":"33","text":"sem laço","product_items":[{"product_retailer_id":"K-1",\#
                "quantity":3,"item_price":19.9,"currency":"BRL"}]}
                """#)
        ),
        (
            "number changed",
            message(
                "system",
                #"""
                "system":{"type":"user_changed_number","body":"changed","wa_id":"5511987650909",\#
                "user_id":"BR.90","previous_user_id":"BR.30111222333444555"}
                """#)
        ),
        (
            "edit",
            message(
                "edit",
                #""edit":{"original_message_id":"wamid.Q0","message":{"type":"text","text":{"body":"Olá, saiu?"}}}"#)
        ),
        ("revoke", message("revoke", #""revoke":{"original_message_id":"wamid.Q0"}"#)),
        (
            "unsupported",
            message("unsupported", #""unsupported":{"type":"poll_creation"},"errors":[{"code":131051,"title":"no"}]"#)
        ),
        ("unknown", message("unknown", #""errors":[{"code":131051,"title":"no"}]"#)),
        ("request_welcome", message("request_welcome", "")),
        ("group", message("text", #""group_id":"R3J1cG8","text":{"body":"oi gente"}"#)),
        (
            "advertisement",
            message(
                "text",
                #"""
                "text":{"body":"vi o anúncio"},"referral":{"source_type":"ad","source_id":"71",\#
                "headline":"Inverno"}
                """#)
        ),
        (
            "forwarded",
            message("text", #""text":{"body":"repassando"},"context":{"forwarded":true,"frequently_forwarded":true}"#)
        ),
        (
            "product context",
            message(
                "text",
                #"""
                "text":{"body":"tem azul?"},"context":{"from":"15550007788","id":"wamid.OUT3",\#
                "referred_product":{"catalog_id":"33","product_retailer_id":"K-1"}}
                """#)
        ),
        ("location without a name", message("location", #""location":{"latitude":-23.5,"longitude":-46.6}"#)),
        (
            "number on request",
            message(
                "contacts", #""contacts":[{"phones":[{"phone":"+55 11 98765-0101"}],"origin":"contact_request"}]"#)
        ),
        ("reaction emptied", message("reaction", #""reaction":{"message_id":"wamid.OUT1","emoji":""}"#)),
        ("quick reply without context", message("button", #""button":{"payload":"OK","text":"Ok"}"#)),
        ("payment method", message("interactive", #""interactive":{"type":"payment_method","payment_method":{}}"#)),
        (
            "payment notification",
            message("interactive", #""interactive":{"type":"payment_notification","payment_notification":{"id":"9"}}"#)
        ),
        ("ad", message("ad", #""ad":{"id":"71"}"#)),
        ("contact request", message("contact_request", #""contact_request":{"id":"5"}"#)),
        ("id changed", message("system", #""system":{"type":"user_changed_user_id","user_id":"BR.91"}"#)),
        (
            "security code changed",
            message(
                "system",
                #"""
                "system":{"type":"customer_identity_changed","wa_id":"5511987650101"},\#
                "identity":{"acknowledged":false,"created_timestamp":"1795500000","hash":"Qz1"}
                """#)
        ),
        (
            "post",
            message(
                "text",
                #""text":{"body":"oi"},"referral":{"source_type":"post","source_id":"72","media_type":"video"}"#)
        ),
        ("forwarded once", message("text", #""text":{"body":"repassando"},"context":{"forwarded":true}"#)),
        (
            "reply",
            message("text", #""text":{"body":"isso"},"context":{"from":"15550007788","id":"wamid.OUT1"}"#)
        ),
        (
            "parent id",
            message("text", #""text":{"body":"oi"},"from_parent_user_id":"BR.ENT.90011""#)
        ),
        ("type of tomorrow", message("hologram", #""hologram":{"caption":"olhe"}"#)),
    ]
}
