#!/usr/bin/env bash
# Needs LEANRAILS_KEY, a secret key, and PAYMENT_INTENT, an id. LEANRAILS_URL may name a sandbox.
set -euo pipefail
url=${LEANRAILS_URL:-https://api.leanrails.com}

# One key for this cancellation. Every retry carries it, so nothing is executed twice.
# curl retries after 408, 429 and 5xx, and waits as long as Retry-After requests.
cancel() {
  response=$(curl --silent --show-error --retry 3 --write-out '\n%{http_code}' \
    --request POST "$url/v1/payment_intents/$PAYMENT_INTENT/cancel" \
    --user "$LEANRAILS_KEY:" \
    --header "Idempotency-Key: $1" \
    --json '{"cancellation_reason": "Ordered twice"}')
  status=${response##*$'\n'}
  code=$(grep --only-matching '"code": *"[^"]*"' <<< "$response" | cut -d '"' -f 4 || true)
  case $status in
    200) echo 'canceled' ;;
    409) echo 'in progress: send it again with the same key' ;;
    *) echo "rejected: $status $code" ;;
  esac
}

cancel "cancel-$PAYMENT_INTENT"
cancel "cancel-$PAYMENT_INTENT" # as after a lost response: the API returns the stored one
cancel "again-$PAYMENT_INTENT"  # another cancellation: it is already canceled

# Prints:
# canceled
# canceled
# rejected: 400 payment_intent_unexpected_state
