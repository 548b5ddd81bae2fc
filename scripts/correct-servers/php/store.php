<?php
declare(strict_types=1);

/** A value in a file, which requests lock: PHP shares no memory between requests. */
class Store
{
    private function __construct(private readonly string $file)
    {
    }

    public static function of(string $kind, string $name): self
    {
        return new self(getenv('STATE') . "/$kind-" . sha1($name));
    }

    /** Changes the value while no other request reads it. Nothing changes if the function throws. */
    public function update(callable $change): void
    {
        $file = fopen($this->file, 'c+');
        flock($file, LOCK_EX);
        try {
            $old = stream_get_contents($file);
            $new = serialize($change($old === '' ? null : unserialize($old)));
            rewind($file);
            ftruncate($file, 0);
            fwrite($file, $new);
            fflush($file);
        } finally {
            flock($file, LOCK_UN);
            fclose($file);
        }
    }

    public function read(): mixed
    {
        $value = null;
        $this->update(function ($stored) use (&$value) {
            return $value = $stored;
        });
        return $value;
    }
}
