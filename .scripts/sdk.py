"""Plays public SDKs of the Cloud API against `orield simulate`, unchanged apart from the base URL.

Run by `.scripts/sdk`, which installs them. Each step either comes back as the SDK promises or is printed and makes the
end 1. The SDKs are read as a stranger's program would be: only what they document is used.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

import heyoo
import httpx
import pywa
import uvicorn
from fastapi import FastAPI
from pywa import types
from pywa.errors import WhatsAppError

ORIELD = sys.argv[1]
SECRET = "the secret of an invented app"
PATIENCE = 20  # seconds that anything may take
failures = []


def step(name, action):
    """One call of an SDK: what it gives back, or None with its failure noted."""
    try:
        answer = action()
    except Exception as error:  # every kind of failure is a finding
        failures.append(name)
        print(f"  ✘ {name}: {type(error).__name__}: {error}")
        return None
    print(f"  ✔ {name}")
    return answer


def refused(name, code, action):
    """A call that the platform refuses with that code."""
    try:
        action()
    except WhatsAppError as error:
        if error.code == code:
            print(f"  ✔ {name}: refused with {code}")
            return
        failures.append(name)
        print(f"  ✘ {name}: refused with {error.code}, not {code}: {error}")
        return
    failures.append(name)
    print(f"  ✘ {name}: not refused")


def wait(name, condition):
    """Waits for something that webhooks bring."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            print(f"  ✔ {name}")
            return
        time.sleep(0.05)
    failures.append(name)
    print(f"  ✘ {name}: not within {PATIENCE} s")


def expect(truth, what):
    if not truth:
        raise AssertionError(what)
    return truth


class Platform:
    """A running `orield simulate` that posts signed webhooks to a callback."""

    def __init__(self, folder, callback):
        secret = os.path.join(folder, "app-secret")
        with open(os.open(secret, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(SECRET)
        self.log = open(os.path.join(folder, "orield.log"), "w+")
        self.process = subprocess.Popen(
            [ORIELD, "simulate", "--port", "0", "--seed", "7", "--callback", callback, "--app-secret-file", secret],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.ready = json.loads(self.process.stdout.readline())
        self.url = self.ready["url"].rstrip("/")
        self.origin = self.url.split("/v")[0] if "/v" in self.url else self.url

    def steer(self, path, body):
        request = urllib.request.Request(
            f"{self.origin}/_sim/{path}", data=json.dumps(body).encode(), method="POST",
            headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    def person(self, state):
        return next(p["phone"] for p in self.ready["people"] if p["window"]["state"] == state and p.get("phone"))

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)


class Listener:
    """The webhook side of an SDK, served on loopback."""

    def __init__(self, app):
        self.server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        end = time.monotonic() + PATIENCE
        while not self.server.started and time.monotonic() < end:
            time.sleep(0.02)
        self.port = self.server.servers[0].sockets[0].getsockname()[1]

    def end(self):
        self.server.should_exit = True
        self.thread.join(PATIENCE)


def client_of_pywa(platform, app=None):
    """pywa's client, whose address is then the simulator's."""
    session = httpx.Client(timeout=PATIENCE)
    options = {"server": app, "verify_token": "v", "app_secret": SECRET} if app is not None else {}
    client = pywa.WhatsApp(
        phone_id=platform.ready["phone_number_id"], waba_id=platform.ready["waba_id"], token=platform.ready["token"],
        session=session, **options)
    # The version that this SDK speaks stays: only the host is another.
    session.base_url = str(session.base_url).replace("https://graph.facebook.com", platform.origin)
    return client


def play_pywa(platform, wa, heard):
    """The most complete of them: every kind it can send, templates, media, people, profile, and its webhooks."""
    print(f"pywa {pywa.__version__}")
    phone = platform.person("open")
    asked = platform.steer("inbound", {"from": phone, "text": "Is the blue one there?"})
    wait("a signed webhook with a customer's words", lambda: "Is the blue one there?" in heard["texts"])
    wamid = heard["ids"].get("Is the blue one there?") or asked.get("id", "")

    sent = step("text", lambda: wa.send_message(phone, "It is, *today*.", tracker="row-1"))
    step("quote", lambda: wa.send_message(phone, "And tomorrow.", reply_to_message_id=wamid, preview_url=True))
    step("reaction", lambda: wa.send_reaction(phone, "👍", wamid))
    step("reaction taken back", lambda: wa.remove_reaction(phone, wamid))
    step("buttons", lambda: wa.send_message(
        phone, "Does 13:00 suit you?", header="Delivery", footer="Harbour Goods",
        buttons=[types.Button("Yes", "yes"), types.Button("No", "no")]))
    step("list", lambda: wa.send_message(phone, "Choose a slot", buttons=types.SectionList(
        "Slots", [types.Section("Tomorrow", [types.SectionRow("Morning", "m", "09:00 to 12:00")])])))
    step("link", lambda: wa.send_message(
        phone, "Track it", buttons=types.URLButton("Track", "https://example.org/t/5512")))
    step("call button", lambda: wa.send_message(phone, "Call us", buttons=types.VoiceCallButton("Call now", 100)))
    step("call permission", lambda: wa.send_message(phone, "May we call?", buttons=types.CallPermissionRequestButton()))
    step("flow", lambda: wa.send_message(phone, "Book a visit", buttons=types.FlowButton(
        "Book", "600000000000001", flow_token="t", flow_action_type=types.FlowActionType.NAVIGATE,
        flow_action_screen="START")))
    step("location request", lambda: wa.request_location(phone, "Where to?"))
    step("contact request", lambda: wa.request_contact_info(phone, "Which number?"))
    step("place", lambda: wa.send_location(phone, 51.5, -0.08, "Depot", "8 Southwark St"))
    step("card", lambda: wa.send_contact(phone, types.Contact(
        name=types.Contact.Name(formatted_name="Nora Quill", first_name="Nora"),
        phones=[types.Contact.Phone(phone="+15550001111")])))
    step("product", lambda: wa.send_product(phone, "620000000000001", "SKU-1", "This one"))
    step("products", lambda: wa.send_products(
        phone, "620000000000001", [types.ProductsSection("Tea", ["SKU-1"])], "Offers", "Pick"))
    step("catalogue", lambda: wa.send_catalog(phone, "Our catalogue", thumbnail_product_sku="SKU-1"))

    media = step("upload", lambda: wa.upload_media(b"%PDF-1.4 of ours", "application/pdf", "label.pdf"))
    if media:
        step("document", lambda: wa.send_document(phone, media, filename="label.pdf", caption="Your label"))
        address = step("address of a file", lambda: wa.get_media_url(media.id))
        if address:
            step("download", lambda: expect(
                wa.get_media_bytes(address.url) == b"%PDF-1.4 of ours", "other bytes came back"))
        step("delete a file", lambda: wa.delete_media(media.id))

    listed = step("templates", lambda: list(wa.get_templates()))
    if listed:
        approved = [t for t in listed if t.status == types.templates.TemplateStatus.APPROVED]
        step("templates have names and parts", lambda: expect(approved and all(t.components for t in approved), "bare"))
        params = types.templates.BodyText.params
        step("template after the window", lambda: wa.send_template(
            platform.person("closed"), "retomar_contato", types.templates.TemplateLanguage.PORTUGUESE_BR,
            params=[params("Ana")]))
        refused("template without its value", 132000, lambda: wa.send_template(
            platform.person("closed"), "retomar_contato", types.templates.TemplateLanguage.PORTUGUESE_BR, params=[]))
    refused("words after the window", 131047, lambda: expect_late(platform, wa, heard))
    refused("template nobody has", 132001, lambda: wa.send_template(
        phone, "no_such_template", types.templates.TemplateLanguage.ENGLISH_US, params=[]))
    refused("words without an end", 100, lambda: wa.send_message(phone, "a" * 4097))

    step("typing", lambda: wa.indicate_typing(wamid))
    step("read mark", lambda: wa.mark_message_as_read(wamid))
    step("number", lambda: expect(wa.get_business_phone_number().display_phone_number, "no number"))
    step("numbers", lambda: expect(len(list(wa.get_business_phone_numbers())) > 0, "none"))
    step("profile", lambda: wa.get_business_profile())
    step("profile changed", lambda: wa.update_business_profile(about="Open until six"))
    step("block", lambda: wa.block_users([phone]))
    step("blocked", lambda: expect(len(list(wa.get_blocked_users())) > 0, "nobody"))
    step("unblock", lambda: wa.unblock_users([phone]))
    if sent:
        wait("statuses of the text, with its tracker", lambda: ("row-1", "delivered") in heard["statuses"])


def expect_late(platform, wa, heard):
    """Outside the window the platform takes the words and tells of the failure by webhook, or refuses at once."""
    closed = platform.person("closed")
    wa.send_message(closed, "Too late?", tracker="row-late")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if "row-late" in heard["errors"]:
            raise heard["errors"]["row-late"]
        time.sleep(0.05)


def listen_with_pywa():
    """An app whose handlers note what pywa understood of each webhook."""
    heard = {"texts": [], "ids": {}, "statuses": set(), "errors": {}}

    def install(wa):
        @wa.on_message
        def message(_, message):
            heard["texts"].append(message.text)
            heard["ids"][message.text] = message.id

        @wa.on_message_status
        def status(_, status):
            heard["statuses"].add((status.tracker, status.status.value))
            if status.error is not None:
                heard["errors"][status.tracker] = status.error

    return heard, install


def play_heyoo(platform):
    """An old one that many still use."""
    print("heyoo 0.1.2")
    client = heyoo.WhatsApp(platform.ready["token"], platform.ready["phone_number_id"])
    client.base_url = f"{platform.origin}/v14.0"
    client.v15_base_url = f"{platform.origin}/v15.0"
    client.url = f"{client.base_url}/{client.phone_number_id}/messages"
    phone = platform.person("open")

    def taken(answer):
        return expect(answer.get("messages") and answer["messages"][0]["id"], json.dumps(answer))

    step("text", lambda: taken(client.send_message("Good morning", phone)))
    step("place", lambda: taken(client.send_location("51.5", "-0.08", "Depot", "8 Southwark St", phone)))
    step("picture by link", lambda: taken(client.send_image("https://example.org/1.jpg", phone, caption="This one")))
    step("document by link", lambda: taken(client.send_document("https://example.org/a.pdf", phone, caption="Label")))
    step("buttons", lambda: taken(client.send_reply_button(
        recipient_id=phone, button={"type": "button", "body": {"text": "Well?"}, "action": {"buttons": [
            {"type": "reply", "reply": {"id": "y", "title": "Yes"}}]}})))
    step("list", lambda: taken(client.send_button(recipient_id=phone, button={
        "body": "Which day?", "action": {"button": "Days", "sections": [
            {"title": "Days", "rows": [{"id": "mo", "title": "Monday", "description": ""}]}]}})))


def main():
    app = FastAPI()
    listener = Listener(app)
    with tempfile.TemporaryDirectory() as folder:
        platform = Platform(folder, f"http://127.0.0.1:{listener.port}/")
        try:
            wa = client_of_pywa(platform, app)
            heard, install = listen_with_pywa()
            install(wa)
            play_pywa(platform, wa, heard)
            play_heyoo(platform)
        finally:
            platform.end()
            listener.end()
    if failures:
        print(f"sdk: {len(failures)} steps failed: {', '.join(failures)}")
        return 1
    print("sdk: every step came back as the SDK promises")
    return 0


sys.exit(main())
