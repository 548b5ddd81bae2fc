import { callOf } from '../command/index.ts'
import type { Api } from '../description/index.ts'

/** Returns the first line of a generated file. It has no date and no version, so it does not change between runs. */
export function header(api: Api): string {
  return `// Generated from ${api.file} by \`${callOf('generate')}\`. Do not edit: change the description instead.\n`
}
