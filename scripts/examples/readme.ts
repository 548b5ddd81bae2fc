/** A block of a README: commands for a shell, or lines that their output must contain. */
export interface Block {
  readonly kind: 'sh' | 'text'
  readonly lines: readonly string[]
}

/** Returns the blocks of commands and of expected output, in their order. */
export function blocksOf(readme: string): Block[] {
  return [...readme.matchAll(/```(sh|text)\n([^]*?)```/g)].map(([, kind, text = '']) => ({
    kind: kind === 'text' ? 'text' : 'sh',
    lines: text
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((line) => line.trim() !== ''),
  }))
}

/** A command with `# fails` behind it must exit with 1: it has findings, or a test that fails. */
const mustFail = (command: string): boolean => /\s# fails\b/.test(command)

/**
 * Writes the commands as a script for bash. A program in the background is awaited until its log has an address, as a
 * reader waits who starts it in another terminal, and ends with the script.
 *
 * @param tarball is installed in place of the package in the registry
 */
export function scriptOf(commands: readonly string[], tarball: string): string {
  const lines = commands.map((command) => {
    const local = command.replace(/^(npm install(?: .*)?) openapi-contracts(?=\s|$)/, `$1 ${tarball}`)
    const program = /^(.*\S)\s*&$/.exec(local)?.[1]
    if (program !== undefined) return `start ${quoted(program)}`
    return mustFail(local) ? `fails ${quoted(local)}` : local
  })
  return [PRELUDE, ...lines].join('\n')
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const PRELUDE = `set -euo pipefail
children=()
trap 'for child in "\${children[@]:-}"; do if [ -n "$child" ]; then kill -- "-$child" 2>/dev/null || true; fi; done' EXIT
set -m
start() {
  local log
  log=$(mktemp)
  bash -c "$1" > "$log" 2>&1 &
  children+=($!)
  for _ in $(seq 600); do
    if grep -q 'http://' "$log"; then return 0; fi
    sleep 0.2
  done
  cat "$log"
  echo "does not start: $1"
  return 1
}
fails() {
  local code=0
  bash -c "$1" || code=$?
  if [ "$code" != 1 ]; then echo "exit code $code instead of 1: $1"; return 1; fi
}
set -x
`
