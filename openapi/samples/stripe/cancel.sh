#!/usr/bin/env bash
# Needs STRIPE_KEY, a secret key, and PAYMENT_INTENT, an id. STRIPE_URL may name a sandbox.
set -euo pipefail
url=${STRIPE_URL:-https://api.stripe.com}

# One key for the cancellation that is meant: every retry carries it, so nothing happens twice.
# curl waits and tries again after 408, 429 and 5xx, as long as Retry-After says.
cancel() {
  answer=$(curl --silent --show-error --retry 3 --write-out '\n%{http_code}' \
    --request POST "$url/v1/payment_intents/$PAYMENT_INTENT/cancel" \
    --user "$STRIPE_KEY:" \
    --header "Idempotency-Key: $1" \
    --data cancellation_reason=requested_by_customer)
  status=${answer##*$'\n'}
  code=$(grep --only-matching '"code": *"[^"]*"' <<< "$answer" | cut -d '"' -f 4 || true)
  case $status in
    200) echo 'canceled' ;;
    409) echo 'still running: send it again, with the same key' ;;
    *) echo "refused: $status $code" ;;
  esac
}

cancel "cancel-$PAYMENT_INTENT"
cancel "cancel-$PAYMENT_INTENT" # as after a lost answer: the saved one comes back
cancel "again-$PAYMENT_INTENT"  # another cancellation: it is canceled already

# Prints:
# canceled
# canceled
# refused: 400 payment_intent_unexpected_state
