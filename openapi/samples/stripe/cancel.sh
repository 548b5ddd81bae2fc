# Needs STRIPE_KEY, a secret key, and PAYMENT_INTENT, an id.
# STRIPE_URL may name a sandbox. A retry with the same key is safe.
curl --silent --show-error --retry 3 \
  "${STRIPE_URL:-https://api.stripe.com}/v1/payment_intents/$PAYMENT_INTENT/cancel" \
  --user "$STRIPE_KEY:" \
  --header "Idempotency-Key: cancel-$PAYMENT_INTENT" \
  --data cancellation_reason=requested_by_customer

# Prints:
# {…"status":"canceled"…}
