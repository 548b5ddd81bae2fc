"""One API, without HTTP.

It shares no code with the servers in JavaScript: it reads the description, the examples and the choices by itself.
"""

import base64
import binascii
import json
import re
import secrets
import sys
import threading
import time
from urllib.parse import parse_qsl

API = sys.argv[2]
CHOICES = json.loads(sys.argv[3])
STRIPE = API == "stripe"
STRICT = CHOICES["repeated"] == "rejected"

with open(f"generated/{API}/openapi.json", encoding="utf-8") as file:
    OPERATION = next(iter(json.load(file)["paths"].values()))["post"]

EXAMPLES = {
    name: (int(status), example["value"])
    for status, response in OPERATION["responses"].items()
    for content in response["content"].values()
    for name, example in content["examples"].items()
}
SUCCESSES = [value for status, value in EXAMPLES.values() if status == 200]
STATES = OPERATION["x-lifecycle"]["states"]

ACCOUNTS = {"sk_test_CorrectServerOne": "one", "sk_test_CorrectServerTwo": "two"}
REASONS = ["duplicate", "fraudulent", "requested_by_customer", "abandoned"]
EXPANDABLE = re.compile(
    r"(application|customer|latest_charge|on_behalf_of|payment_method|review|source|transfer_data\.destination)"
    r"(\.[a-z_]+){0,3}"
)
EXECUTION = 0.01

LOCK = threading.Lock()
RESOURCES = {}
KEYS = {}


class Rejection(Exception):
    """Ends a request with the response of an example."""

    def __init__(self, example, status=None, **changes):
        super().__init__(example)
        self.example, self.status, self.changes = example, status, changes


def create(account, status, next_status):
    """Creates a resource from an example. Returns its id, or None for an unknown state."""
    if status not in STATES:
        return None
    identifier = "pi_3" + secrets.token_hex(12)
    example = SUCCESSES[len(RESOURCES) % len(SUCCESSES)]
    body = json.loads(json.dumps(example).replace(example["id"], identifier))
    created = int(time.time()) - 60
    body.update(
        created=created,
        status=status,
        customer="cus_" + secrets.token_hex(7),
        client_secret=f"{identifier}_secret_{secrets.token_hex(12)}",
        amount_received=body["amount"] if status == "succeeded" else 0,
        canceled_at=created + 30 if status == "canceled" else None,
        cancellation_reason=None,
    )
    if "amount_capturable" in body:
        body["amount_capturable"] = body["amount"] if status == "requires_capture" else 0
    if isinstance(body["payment_method"], dict):
        body["payment_method"] = body["payment_method"]["id"]
    if CHOICES["optional"] == "left out":
        for name in ("amount_details", "transfer_data", "charges"):
            body.pop(name, None)
    RESOURCES[identifier] = {"account": account, "next": next_status, "body": body}
    return identifier


def account_of(authorization):
    """Returns the account of an Authorization header."""
    if not authorization:
        raise Rejection("credentials_missing")
    scheme, _, value = authorization.strip().partition(" ")
    key = None
    if scheme.lower() == "bearer" and STRIPE:
        key = value.strip()
    elif scheme.lower() == "basic":
        try:
            key, colon, password = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, ValueError):
            raise Rejection("credentials_wrong") from None
        if not colon or password:
            raise Rejection("credentials_wrong")
    if key and key.startswith("pk_"):
        is_forbidden = STRIPE and CHOICES["publishable"] == 403
        raise Rejection("key_publishable_forbidden" if is_forbidden else "key_publishable")
    if key not in ACCOUNTS:
        raise Rejection("credentials_wrong")
    return ACCOUNTS[key]


def is_date(text):
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII)) and bool(time.strptime(text, "%Y-%m-%d"))
    except ValueError:
        return False


def is_version(text):
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}(\.[a-z]+)?", text, re.ASCII))


def parse_json(content):
    """Parses a JSON body. `json` accepts NaN, which is not JSON."""

    def reject(_):
        raise ValueError

    return json.loads(content.decode("utf-8"), parse_constant=reject)


def parse_form(content):
    """Parses a form body into names and values, with brackets in names."""
    return parse_qsl(content.decode("utf-8"), keep_blank_values=True, strict_parsing=STRICT, errors="strict")


def check_json(body):
    """Returns what a JSON body asks for, and the whole body."""
    if not isinstance(body, dict):
        raise Rejection("body_malformed")
    if "__proto__" in body and CHOICES["prototype"] == "rejected":
        raise Rejection("body_malformed")
    reason = body.get("cancellation_reason")
    if "cancellation_reason" in body and not isinstance(reason, str):
        raise Rejection("reason_wrong_type")
    return {"reason": reason, "expand": []}, body


def check_form(pairs):
    """Returns what a form asks for, twice: nothing else may be in it."""
    reason, expand = None, []
    for name, value in pairs:
        if name == "cancellation_reason":
            if reason is not None and STRICT:
                raise Rejection("reason_invalid")
            reason = value
        elif name.startswith("cancellation_reason["):
            raise Rejection("reason_invalid")
        elif re.fullmatch(r"expand\[\d*\]", name, re.ASCII):
            expand.append(value)
        elif name == "expand" or name.startswith("expand["):
            raise Rejection("expand_not_an_array")
        elif not (name.startswith("__proto__") and CHOICES["prototype"] == "ignored"):
            raise Rejection("parameter_unknown")
    if reason is not None and reason not in REASONS:
        raise Rejection("reason_invalid")
    if not all(EXPANDABLE.fullmatch(one) for one in expand):
        raise Rejection("expand_invalid")
    return {"reason": reason, "expand": expand}, {"reason": reason, "expand": expand}


def execute(account, identifier, wanted):
    """Cancels a resource. Returns status and body."""
    time.sleep(EXECUTION)
    with LOCK:
        resource = RESOURCES.get(identifier)
        if resource is None or resource["account"] != account:
            raise Rejection("intent_missing")
        next_status, resource["next"] = resource["next"], None
        if next_status is not None:
            raise Rejection(next(name for name, (status, _) in EXAMPLES.items() if status == next_status))
        body = resource["body"]
        responses = STATES[body["status"]]["responses"]
        examples = [one["example"] for one in responses if "example" in one]
        succeeds = any(one["status"] == "200" for one in responses)
        if examples and not (succeeds and CHOICES["processing"] == 200):
            raise Rejection(examples[0], **({"payment_intent": dict(body)} if STRIPE else {}))
        body.update(
            status="canceled",
            canceled_at=max(body["created"], int(time.time())),
            cancellation_reason=wanted["reason"],
        )
        if "amount_capturable" in body:
            body["amount_capturable"] = 0
        shown = dict(body)
    for path in wanted["expand"]:
        name = path.split(".")[0]
        if isinstance(shown.get(name), str):
            shown[name] = {"id": shown[name], "object": name}
    return 200, shown


def stores(status):
    return status != 429 and (STRIPE or status < 500)


class Call:
    """One request. An unknown path has no `identifier`. `header` returns the value of a header, if there is one.

    `parse` is the parser of a framework: from content to a JSON value, or to the names and values of a form.
    """

    def __init__(self, method, identifier, header, content, parse=parse_form if STRIPE else parse_json):
        self.method, self.identifier, self.header, self.content = method, identifier, header, content
        self.parse = parse
        self.replayed = False

    def run(self):
        """Returns status, headers and content of the response."""
        return self.finish(self.respond)

    def fail(self, code):
        """Returns the response in place of an error page of a framework."""

        def reject():
            raise self.rejection(code)

        return self.finish(reject)

    def rejection(self, code):
        if code == 404 or (code == 405 and CHOICES["wrongMethod"] == 404):
            return Rejection("url_unrecognized" if STRIPE else "route_unknown")
        if code == 405:
            return Rejection("method_not_allowed")
        if code == 413:
            return Rejection("body_malformed", status=CHOICES["largeBody"])
        if code == 415:
            return Rejection("media_type_unsupported")
        return Rejection("body_malformed" if code < 500 else "internal_error")

    def finish(self, respond):
        try:
            status, body = respond()
        except Rejection as rejection:
            status, body = self.response(rejection)
        return status, self.headers(status), json.dumps(body).encode()

    def headers(self, status):
        headers = {"Content-Type": "application/json"}
        if status == 405:
            headers["Allow"] = "POST"
        if status == 401:
            headers["WWW-Authenticate"] = 'Basic realm="api"'
        if status == 429:
            headers["Retry-After"] = "0"
        if not STRIPE:
            return {**headers, "X-RateLimit-Limit": "1500", "X-RateLimit-Remaining": "1499"}
        headers["Request-Id"] = "req_" + secrets.token_hex(7)
        if status >= 400:
            headers["Stripe-Should-Retry"] = "true" if status in (409, 429) else "false"
        if self.replayed:
            headers["Idempotent-Replayed"] = "true"
        return headers

    def value(self, name):
        """Returns a header. The first value of a repeated one counts."""
        value = self.header(name)
        if value is not None and value.strip() == "" and CHOICES["emptyHeader"] == "none":
            return None
        return value

    def respond(self):
        if self.identifier is None:
            raise self.rejection(404)
        if self.method != "POST":
            raise self.rejection(405)
        checks = [lambda: account_of(self.value("Authorization")), lambda: self.parameters()]
        if CHOICES["first"] == "body":
            (wanted, whole), account = checks[1](), checks[0]()
        else:
            account, (wanted, whole) = checks[0](), checks[1]()
        key = self.value("Idempotency-Key")
        if key is None and not STRIPE:
            raise Rejection("key_missing")
        if key is not None and not 1 <= len(key) <= 255:
            raise Rejection("key_invalid")
        version = self.value("Stripe-Version" if STRIPE else "X-API-Version")
        if version is not None and not (is_version if STRIPE else is_date)(version):
            raise Rejection("version_invalid")
        if STRIPE and self.value("Stripe-Account") is not None:
            raise Rejection("account_inaccessible")
        if len(self.identifier) > 500:
            raise Rejection("intent_missing", status=CHOICES["longId"])
        if key is None:
            return execute(account, self.identifier, wanted)
        belongs_to = json.dumps([self.identifier, whole if CHOICES["fingerprint"] == "whole" else wanted], sort_keys=True)
        return self.once((account, key), belongs_to, lambda: execute(account, self.identifier, wanted))

    def once(self, scope, belongs_to, run):
        """Executes a request once for each key."""
        with LOCK:
            known = KEYS.get(scope)
            if known is None:
                use = KEYS[scope] = {"belongs_to": belongs_to, "done": threading.Event(), "response": None}
        if known is not None:
            if known["belongs_to"] != belongs_to:
                raise Rejection("key_reused")
            if not known["done"].is_set() and CHOICES["inProgress"] == "rejected":
                raise Rejection("key_in_use")
            known["done"].wait()
            if known["response"] is None:
                return self.once(scope, belongs_to, run)
            self.replayed = STRIPE
            return known["response"]
        try:
            response = run()
        except Rejection as rejection:
            response = self.response(rejection)
        if stores(response[0]):
            use["response"] = response
        else:
            del KEYS[scope]
        use["done"].set()
        return response

    def parameters(self):
        content = self.content
        if not content:
            return {"reason": None, "expand": []}, {}
        media_type = (self.header("Content-Type") or "").partition(";")[0].strip().lower()
        if media_type != ("application/x-www-form-urlencoded" if STRIPE else "application/json"):
            if media_type == "multipart/form-data" and len(content) < 20 and CHOICES["emptyMultipart"] == "none":
                return {"reason": None, "expand": []}, {}
            is_same = CHOICES["mediaType"] == 400 and not STRIPE
            raise Rejection("body_malformed" if is_same else "media_type_unsupported")
        if len(content) > 512 * 1024:
            raise self.rejection(413)
        try:
            parsed = self.parse(content)
        except (ValueError, RecursionError):
            raise Rejection("body_malformed") from None
        return (check_form if STRIPE else check_json)(parsed)

    def response(self, rejection):
        """Returns the response of a rejection: status, body."""
        status, value = EXAMPLES[rejection.example]
        error = {**value["error"], **rejection.changes}
        if CHOICES["optional"] == "null":
            error.setdefault("param", None)
        return rejection.status or status, {"error": error}
