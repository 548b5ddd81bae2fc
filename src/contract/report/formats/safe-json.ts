import { withoutCommands } from './ci-commands.ts'

/** Writes data as JSON. Escapes what a terminal would obey or hide, and the commands of CI. The parsed data is the same. */
export function safeJson(data: unknown): string {
  const json = escapeUnseen(JSON.stringify(data, undefined, 2))
  return `${withoutCommands(json, escapeUnit)}\n`
}

/** Escapes DEL, C1 and invisible or reordering characters. `JSON.stringify` escapes C0 and lone surrogates. */
function escapeUnseen(json: string): string {
  return json.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character.split('').map(escapeUnit).join(''),
  )
}

/** Escapes one UTF-16 code unit (RFC 8259 §7). */
function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
