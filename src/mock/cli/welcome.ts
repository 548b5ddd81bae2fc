import type { Description } from '../../description/index.ts'
import { curlLine } from './curl.ts'

/** What a mock says when it is ready: where it is, and a line to paste for each operation. */
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
