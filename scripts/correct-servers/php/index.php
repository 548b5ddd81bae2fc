<?php
// The front controller: one request of the API, or of the fixtures.
declare(strict_types=1);

// The files of the fixtures belong to another user than the workers.
umask(0);

require __DIR__ . '/domain.php';
require __DIR__ . '/store.php';
require __DIR__ . '/request.php';

function respond(int $status, ?array $body, array $headers = []): void
{
    http_response_code($status);
    header('Content-Type: application/json');
    foreach ($headers as $name => $value) {
        header("$name: $value");
    }
    if ($body !== null) {
        echo json_encode($body, JSON_UNESCAPED_SLASHES);
    }
}

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (getenv('ADMIN') === 'yes') {
    $wanted = json_decode(file_get_contents('php://input'), true);
    $id = create(ACCOUNTS[$wanted['key']], $wanted['state'], $wanted['next'] ?? null);
    http_response_code($id === null ? 404 : 200);
    echo $id ?? '';
    return;
}

$replayed = false;
try {
    if (!is_string($path) || !preg_match('#^/v1/payment_intents/([^/]*)/cancel$#D', $path, $match)) {
        throw unknown_route();
    }
    if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
        throw CHOICES['wrongMethod'] === 405 ? new Rejection('method_not_allowed') : unknown_route();
    }
    [$status, $body, $replayed] = cancel(rawurldecode($match[1]));
} catch (Rejection $rejection) {
    [$status, $body] = rejected($rejection);
}
respond($status, $body, headers_of($status, $replayed));
