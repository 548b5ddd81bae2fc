import type { Description } from '../../description/index.ts'
import { curlLine } from './curl.ts'

/** Returns the start message of a mock: its URL, and a curl command for each operation. */
export function welcome(
  url: string,
  description: Description,
  options: { path?: Readonly<Record<string, string>>; key: string },
): string {
  const { title, version } = description.document.info
  return [
    `${description.api.padEnd(10)} ${url}  ${title} ${version}`,
    ...description.operations.flatMap((operation) => [
      `  ${operation.method} ${operation.path}`,
      `    ${curlLine(description, operation, url, options)}`,
    ]),
  ].join('\n')
}
