import type { Api } from '../description/index.ts'

/** The first lines of every generated file that can hold a comment: no date and no version, so they never change. */
export function header(api: Api): string {
  return `// Generated from ${api.file} by \`npm run generate\`. Do not edit: change the description instead.\n`
}
