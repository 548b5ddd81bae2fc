/**
 * Text that CI does not take for commands of its own: GitHub's runner obeys `::name::` at the beginning of a line,
 * blanks (and here colours) before it aside, and `##[name]` anywhere in one (actions/runner, `ActionCommand`). What a server sent may
 * stand in a log, so it must not speak to the runner.
 *
 * @param escape how the format that is written escapes a character
 */
export function withoutCommands(text: string, escape: (character: ':' | '[') => string): string {
  return text
    .replace(/^((?:[^\S\n]|\u001b\[\d+m)*):(?=:)/gm, `$1${escape(':')}`)
    .replaceAll('##[', `##${escape('[')}`)
}
