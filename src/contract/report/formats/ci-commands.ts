/**
 * Escapes the workflow commands in a text. GitHub's runner executes `::name::` at the start of a line, after blanks (and
 * here colours), and `##[name]` anywhere in a line (actions/runner, `ActionCommand`). A log may contain text from a
 * server, which must not control the runner.
 *
 * @param escape escapes a character in the format of the report
 */
export function withoutCommands(text: string, escape: (character: ':' | '[') => string): string {
  return text
    .replace(/^((?:[^\S\n]|\u001b\[\d+m)*):(?=:)/gm, `$1${escape(':')}`)
    .replaceAll('##[', `##${escape('[')}`)
}
