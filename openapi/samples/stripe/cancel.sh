# Needs STRIPE_KEY, a secret key, and PAYMENT_INTENT, an id.
# STRIPE_URL is https://api.stripe.com, or the address of a sandbox.
curl --silent --show-error --retry 3 \
  "$STRIPE_URL/v1/payment_intents/$PAYMENT_INTENT/cancel" \
  --user "$STRIPE_KEY:" \
  --header "Idempotency-Key: cancel-$PAYMENT_INTENT" \
  --data cancellation_reason=requested_by_customer

# Prints:
# {…"status":"canceled"…}
