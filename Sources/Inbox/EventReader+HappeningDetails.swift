import WhatsApp

/// What a happening says, from the element it was told by.
extension EventReader {
    static func happening(_ event: InboundEvent, _ json: JSONValue) -> [MessageDetail] {
        switch event.type {
        case InboundEvent.passedType: [MessageDetail(.threadPassed, event.role ?? "")]
        case InboundEvent.takenType: [MessageDetail(.threadTaken, event.role ?? "")]
        case "conversation_context": [MessageDetail(.contextGiven)]
        case let type where type.hasPrefix("group_"): GroupEvent(json).map(details(of:)) ?? []
        // Also where only its end tells of it.
        case InboundEvent.callType: [MessageDetail(.callIn)]
        case let type where type.hasPrefix("call"): details(of: call(json))
        case let type where event.wamid.hasPrefix("handover:"): [MessageDetail(.threadOther, type)]
        case let type: [MessageDetail(.action, type)]
        }
    }

    private static func call(_ json: JSONValue) -> CallEvent {
        json["event"] == nil ? CallEvent(status: json, contacts: []) : CallEvent(call: json, contacts: [])
    }

    private static func details(of call: CallEvent) -> [MessageDetail] {
        became(of: call)
            + MessageDetail.listed(call.errors) { error in
                MessageDetail.sentence(of: error).map { [MessageDetail(.reason, $0)] } ?? []
            }
    }

    private static func became(of call: CallEvent) -> [MessageDetail] {
        switch call.kind {
        case .connect: [MessageDetail(call.isFromPerson == false ? .callOut : .callIn)]
        case .ringing: [MessageDetail(.callRinging)]
        case .accepted: [MessageDetail(.callAccepted)]
        case .rejected: [MessageDetail(.callRejected)]
        case .recording: [MessageDetail(.callRecorded)]
        case .transcript: [MessageDetail(.callTranscribed)]
        case .terminate where call.wasAnswered: [MessageDetail(.callEnded, minutes(call.duration ?? 0))]
        case .terminate where call.isFromPerson == false: [MessageDetail(.callFailed)]
        case .terminate: [MessageDetail(.callMissed)]
        case .other(let word): [MessageDetail(.callOther, word)]
        }
    }

    /// `2:05`
    private static func minutes(_ seconds: Int64) -> String {
        "\(seconds / 60):\(String(100 + seconds % 60).dropFirst())"
    }

    /// The platform's word for what happened to a group; where it happened to nobody, that it did not.
    static func type(of group: GroupEvent) -> String {
        let isOfGroup = ["group_create", "group_delete"].contains(group.type)
        let failed = isOfGroup ? !group.errors.isEmpty : group.people.isEmpty && !group.failed.isEmpty
        return failed ? group.type + "_failed" : group.type
    }

    private static func details(of group: GroupEvent) -> [MessageDetail] {
        var details = [MessageDetail(.group, type(of: group))]
        func named(_ people: [Aliases], _ kind: MessageDetail.Kind) -> [MessageDetail] {
            MessageDetail.listed(people) { person in
                let name = person.username ?? person.waID ?? person.bsuid ?? person.parentBSUID
                return name.map { [MessageDetail(kind, $0)] } ?? []
            }
        }
        details += named(group.people, .groupPeople) + named(group.failed, .groupFailed)
        if let name = group.name { details.append(MessageDetail(.groupName, name)) }
        if let link = group.inviteLink { details.append(MessageDetail(.groupLink, link)) }
        details += MessageDetail.listed(group.errors) { error in
            MessageDetail.sentence(of: error).map { [MessageDetail(.groupError, $0)] } ?? []
        }
        return details
    }
}
