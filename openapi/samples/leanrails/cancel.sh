# Needs LEANRAILS_KEY, a secret key, and PAYMENT_INTENT, an id.
# LEANRAILS_URL is https://api.leanrails.com, or the address of a sandbox.
curl --silent --show-error --retry 3 \
  "$LEANRAILS_URL/v1/payment_intents/$PAYMENT_INTENT/cancel" \
  --user "$LEANRAILS_KEY:" \
  --header "Idempotency-Key: cancel-$PAYMENT_INTENT" \
  --json '{"cancellation_reason": "Ordered twice"}'

# Prints:
# {…"status":"canceled"…}
