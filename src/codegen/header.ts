import type { Api } from '../description/index.ts'

/** Returns the first line of a generated file. It has no date and no version, so it does not change between runs. */
export function header(api: Api): string {
  return `// Generated from ${api.file} by \`npm run generate\`. Do not edit: change the description instead.\n`
}
