# Needs STRIPE_KEY, a secret key, and PAYMENT_INTENT, an id.
# STRIPE_URL may name a sandbox.
import base64
import json
import os
import time
import urllib.error
import urllib.request
import urllib.parse

intent = os.environ["PAYMENT_INTENT"]
url = os.environ.get("STRIPE_URL", "https://api.stripe.com")
key = os.environ["STRIPE_KEY"]
credentials = base64.b64encode(f"{key}:".encode()).decode()


def cancel(idempotency_key, attempts=4):
    """Sends a cancellation. Each attempt has the same key."""
    request = urllib.request.Request(
        f"{url}/v1/payment_intents/{intent}/cancel",
        method="POST",
        data=urllib.parse.urlencode(
            {"cancellation_reason": "requested_by_customer"}
        ).encode(),
        headers={
            "Authorization": f"Basic {credentials}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Idempotency-Key": idempotency_key,
        },
    )
    for attempt in range(attempts):
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            last = attempt == attempts - 1
            if last or not (error.code in (409, 429) or error.code >= 500):
                return json.load(error)
            delay = float(error.headers.get("Retry-After") or 2**attempt)
        except (urllib.error.URLError, OSError):
            if attempt == attempts - 1:
                raise
            delay = 2**attempt
        time.sleep(delay)


def show(result):
    error = result.get("error")
    print(f"rejected: {error['code']}" if error else result["status"])


show(cancel(f"cancel-{intent}"))
show(cancel(f"cancel-{intent}"))  # as after a lost response
show(cancel(f"again-{intent}"))  # another cancellation

# Prints:
# canceled
# canceled
# rejected: payment_intent_unexpected_state
