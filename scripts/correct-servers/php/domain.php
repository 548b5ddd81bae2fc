<?php
// The description, its choices and its rejections, without HTTP. It shares no code with the servers in other languages.
declare(strict_types=1);

define('API', getenv('API'));
define('STRIPE', API === 'stripe');
define('CHOICES', json_decode(getenv('CHOICES'), true));

const ACCOUNTS = ['sk_test_CorrectServerOne' => 'one', 'sk_test_CorrectServerTwo' => 'two'];
const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned'];
const EXPANDABLE = '/^(application|customer|latest_charge|on_behalf_of|payment_method|review|source|transfer_data\.destination)(\.[a-z_]+){0,3}$/D';

/** Ends a request with the response of an example. */
class Rejection extends Exception
{
    public function __construct(
        public readonly string $example,
        public readonly ?int $status = null,
        public readonly array $changes = [],
    ) {
        parent::__construct($example);
    }
}

function unknown_route(): Rejection
{
    return new Rejection(STRIPE ? 'url_unrecognized' : 'route_unknown');
}

/** Returns the operation of the description. Objects stay objects, so that `{}` does not become `[]`. */
function operation(): object
{
    static $operation = null;
    $file = __DIR__ . '/../../../generated/' . API . '/openapi.json';
    $operation ??= current(get_object_vars(json_decode(file_get_contents($file))->paths))->post;
    return $operation;
}

/** Returns the examples of the responses: status and value, by name. */
function examples(): array
{
    $examples = [];
    foreach (operation()->responses as $status => $response) {
        foreach ($response->content as $content) {
            foreach ($content->examples as $name => $example) {
                $examples[$name] = [(int) $status, $example->value];
            }
        }
    }
    return $examples;
}

/** Returns status and body of a rejection. */
function rejected(Rejection $rejection): array
{
    [$status, $value] = examples()[$rejection->example];
    $error = [...(array) $value->error, ...$rejection->changes];
    if (CHOICES['optional'] === 'null') {
        $error += ['param' => null];
    }
    return [$rejection->status ?? $status, ['error' => $error]];
}

function headers_of(int $status, bool $replayed): array
{
    $headers = match ($status) {
        401 => ['WWW-Authenticate' => 'Basic realm="api"'],
        405 => ['Allow' => 'POST'],
        429 => ['Retry-After' => '0'],
        default => [],
    };
    if (!STRIPE) {
        return [...$headers, 'X-RateLimit-Limit' => '1500', 'X-RateLimit-Remaining' => '1499'];
    }
    $headers['Request-Id'] = 'req_' . bin2hex(random_bytes(7));
    if ($status >= 400) {
        $headers['Stripe-Should-Retry'] = in_array($status, [409, 429], true) ? 'true' : 'false';
    }
    return $replayed ? [...$headers, 'Idempotent-Replayed' => 'true'] : $headers;
}

/** Creates a resource from an example. Returns its id, or null for an unknown state. */
function create(string $account, string $state, ?int $next): ?string
{
    if (!property_exists(operation()->{'x-lifecycle'}->states, $state)) {
        return null;
    }
    $id = 'pi_3' . bin2hex(random_bytes(12));
    $successes = array_values(array_filter(examples(), fn ($example) => $example[0] === 200));
    $example = $successes[random_int(0, count($successes) - 1)][1];
    $body = json_decode(str_replace($example->id, $id, json_encode($example)));
    $body->created = time() - 60;
    $body->status = $state;
    $body->customer = 'cus_' . bin2hex(random_bytes(7));
    $body->client_secret = "{$id}_secret_" . bin2hex(random_bytes(12));
    $body->amount_received = $state === 'succeeded' ? $body->amount : 0;
    $body->canceled_at = $state === 'canceled' ? $body->created + 30 : null;
    $body->cancellation_reason = null;
    if (property_exists($body, 'amount_capturable')) {
        $body->amount_capturable = $state === 'requires_capture' ? $body->amount : 0;
    }
    if (is_object($body->payment_method)) {
        $body->payment_method = $body->payment_method->id;
    }
    if (CHOICES['optional'] === 'left out') {
        unset($body->amount_details, $body->transfer_data, $body->charges);
    }
    Store::of('resource', $id)->update(fn () => (object) ['account' => $account, 'next' => $next, 'body' => $body]);
    return $id;
}

/** Cancels a resource. Returns status and body. */
function execute(string $account, string $id, array $wanted): array
{
    usleep(10_000);
    $response = null;
    Store::of('resource', $id)->update(function (?object $resource) use ($account, $wanted, &$response) {
        if ($resource === null || $resource->account !== $account) {
            throw new Rejection('intent_missing');
        }
        if ($resource->next !== null) {
            $example = array_key_first(array_filter(examples(), fn ($one) => $one[0] === $resource->next));
            $response = rejected(new Rejection($example));
            $resource->next = null;
            return $resource;
        }
        $body = $resource->body;
        $responses = operation()->{'x-lifecycle'}->states->{$body->status}->responses;
        $names = array_column($responses, 'example');
        $succeeds = in_array('200', array_column($responses, 'status'), true);
        if ($names !== [] && !($succeeds && CHOICES['processing'] === 200)) {
            throw new Rejection($names[0], null, STRIPE ? ['payment_intent' => $body] : []);
        }
        $body->status = 'canceled';
        $body->canceled_at = time();
        $body->cancellation_reason = $wanted['reason'];
        if (property_exists($body, 'amount_capturable')) {
            $body->amount_capturable = 0;
        }
        $response = [200, (array) $body];
        return $resource;
    });
    foreach ($wanted['expand'] as $path) {
        $name = explode('.', $path)[0];
        if (is_string($response[1][$name] ?? null)) {
            $response[1][$name] = ['id' => $response[1][$name], 'object' => $name];
        }
    }
    return $response;
}
