<?php
// Reads and checks a request, and executes it once for each key.
declare(strict_types=1);

/** Returns a header as PHP has it. An empty header can be none. */
function header_value(string $name): ?string
{
    $value = $_SERVER['HTTP_' . strtoupper(strtr($name, '-', '_'))] ?? null;
    return trim($value ?? '') === '' && CHOICES['emptyHeader'] === 'none' ? null : $value;
}

function account(): string
{
    $authorization = header_value('Authorization');
    if ($authorization === null || $authorization === '') {
        throw new Rejection('credentials_missing');
    }
    // PHP has decoded Basic credentials, and has no variable for an empty password.
    $key = ($_SERVER['PHP_AUTH_PW'] ?? '') === '' ? $_SERVER['PHP_AUTH_USER'] ?? null : null;
    if (STRIPE && preg_match('/^Bearer +(\S+)$/iD', $authorization, $match)) {
        $key = $match[1];
    }
    if (str_starts_with($key ?? '', 'pk_')) {
        throw new Rejection(STRIPE && CHOICES['publishable'] === 403 ? 'key_publishable_forbidden' : 'key_publishable');
    }
    return ACCOUNTS[$key] ?? throw new Rejection('credentials_wrong');
}

/** Returns what a request asks for, and its whole body. */
function parameters(): array
{
    $content = file_get_contents('php://input');
    $type = strtolower(trim(explode(';', $_SERVER['CONTENT_TYPE'] ?? '')[0]));
    // PHP parses multipart bodies by itself, and keeps no bytes of them.
    if ($type === 'multipart/form-data' && ($_POST !== [] || CHOICES['emptyMultipart'] !== 'none')) {
        throw media_type_unsupported();
    }
    if ($content === '') {
        return [['reason' => null, 'expand' => []], new stdClass()];
    }
    if ($type !== (STRIPE ? 'application/x-www-form-urlencoded' : 'application/json')) {
        throw media_type_unsupported();
    }
    if (strlen($content) > 512 * 1024) {
        throw new Rejection('body_malformed', CHOICES['largeBody']);
    }
    return STRIPE ? form($content) : json($content);
}

function media_type_unsupported(): Rejection
{
    return new Rejection(!STRIPE && CHOICES['mediaType'] === 400 ? 'body_malformed' : 'media_type_unsupported');
}

function json(string $content): array
{
    try {
        $body = json_decode($content, false, 512, JSON_THROW_ON_ERROR);
    } catch (JsonException) {
        throw new Rejection('body_malformed');
    }
    if (!is_object($body) || (property_exists($body, '__proto__') && CHOICES['prototype'] === 'rejected')) {
        throw new Rejection('body_malformed');
    }
    $reason = $body->cancellation_reason ?? null;
    if (property_exists($body, 'cancellation_reason') && !is_string($reason)) {
        throw new Rejection('reason_wrong_type');
    }
    return [['reason' => $reason, 'expand' => []], $body];
}

/** Checks a form as PHP parsed it. */
function form(string $content): array
{
    if (!preg_match('//u', $content) || !preg_match('//u', urldecode($content))) {
        throw new Rejection('body_malformed');
    }
    [$reason, $expand] = [null, []];
    foreach ($_POST as $name => $value) {
        if ($name === 'cancellation_reason') {
            if (!is_string($value) || !in_array($value, REASONS, true)) {
                throw new Rejection('reason_invalid');
            }
            $reason = $value;
        } elseif ($name === 'expand') {
            if (!is_array($value) || array_filter(array_keys($value), is_string(...)) !== []) {
                throw new Rejection('expand_not_an_array');
            }
            $expand = array_values($value);
        } elseif ($name !== '__proto__' || CHOICES['prototype'] === 'rejected') {
            throw new Rejection('parameter_unknown');
        }
    }
    foreach ($expand as $path) {
        if (!is_string($path) || !preg_match(EXPANDABLE, $path)) {
            throw new Rejection('expand_invalid');
        }
    }
    $wanted = ['reason' => $reason, 'expand' => $expand];
    return [$wanted, $wanted];
}

function is_version(string $text): bool
{
    if (!preg_match(STRIPE ? '/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/D' : '/^(\d{4})-(\d{2})-(\d{2})$/D', $text, $match)) {
        return false;
    }
    return STRIPE || checkdate((int) $match[2], (int) $match[3], (int) $match[1]);
}

/** Returns status and body, and whether they were stored. */
function cancel(string $id): array
{
    if (CHOICES['first'] === 'body') {
        [[$wanted, $whole], $account] = [parameters(), account()];
    } else {
        [$account, [$wanted, $whole]] = [account(), parameters()];
    }
    $key = header_value('Idempotency-Key');
    if ($key === null && !STRIPE) {
        throw new Rejection('key_missing');
    }
    if ($key !== null && ($key === '' || strlen($key) > 255)) {
        throw new Rejection('key_invalid');
    }
    $version = header_value(STRIPE ? 'Stripe-Version' : 'X-API-Version');
    if ($version !== null && !is_version($version)) {
        throw new Rejection('version_invalid');
    }
    if (STRIPE && header_value('Stripe-Account') !== null) {
        throw new Rejection('account_inaccessible');
    }
    if (strlen($id) > 500) {
        throw new Rejection('intent_missing', CHOICES['longId']);
    }
    if ($key === null) {
        return [...execute($account, $id, $wanted), false];
    }
    $fingerprint = json_encode([$id, sorted(CHOICES['fingerprint'] === 'whole' ? $whole : $wanted)], JSON_PARTIAL_OUTPUT_ON_ERROR);
    return once(Store::of('key', "$account $key"), $fingerprint, fn () => execute($account, $id, $wanted));
}

function sorted(mixed $value): mixed
{
    if (is_object($value)) {
        $value = get_object_vars($value);
        ksort($value, SORT_STRING);
        return (object) array_map(sorted(...), $value);
    }
    return is_array($value) ? array_map(sorted(...), $value) : $value;
}

/** Executes a request once for each key. */
function once(Store $store, string $fingerprint, callable $execute): array
{
    $known = null;
    $store->update(function (?array $use) use ($fingerprint, &$known) {
        $known = $use;
        return $use ?? ['fingerprint' => $fingerprint, 'response' => null];
    });
    if ($known !== null && $known['fingerprint'] !== $fingerprint) {
        throw new Rejection('key_reused');
    }
    while ($known !== null && $known['response'] === null) {
        if (CHOICES['inProgress'] === 'rejected') {
            throw new Rejection('key_in_use');
        }
        usleep(2_000);
        $known = $store->read();
        if ($known === null) {
            return once($store, $fingerprint, $execute);
        }
    }
    if ($known !== null) {
        return [...$known['response'], STRIPE];
    }
    try {
        $response = $execute();
    } catch (Rejection $rejection) {
        $response = rejected($rejection);
    }
    $stores = $response[0] !== 429 && (STRIPE || $response[0] < 500);
    $store->update(fn () => $stores ? ['fingerprint' => $fingerprint, 'response' => $response] : null);
    return [...$response, false];
}
