import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { stringify } from 'yaml'
import { firstLine, UsageError } from '../../command/index.ts'
import type { Description } from '../../description/index.ts'
import { exportArazzo, NOT_IN_ARAZZO } from '../arazzo/index.ts'

/**
 * Writes the workflows of descriptions to a file, and prints what they do not test.
 *
 * @throws UsageError if no workflow can be made, or if the file cannot be written
 */
export function writeArazzo(
  descriptions: readonly Description[],
  file: string,
  options: { readonly hasOtherAccount: boolean },
): void {
  const { document, omitted } = exportArazzo(descriptions, file, options)
  const count = document.workflows.length
  // The list must have an entry (Arazzo 1.0.1, section 4.6.1).
  if (count === 0) throw new UsageError(`No workflow can be made of ${document.info.title.toLowerCase()}.`)
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(
      file,
      file.endsWith('.json')
        ? `${JSON.stringify(document, null, 2)}\n`
        : stringify(document, { lineWidth: 0 }),
    )
  } catch (error) {
    throw new UsageError(`\`${file}\` cannot be written: ${firstLine(error)}`)
  }
  console.log(
    [
      `${file}: ${count} ${count === 1 ? 'workflow' : 'workflows'}`,
      ...omitted.map(({ id, reason }) => `  without ${id}: ${reason}`),
      'Arazzo cannot say, and so the file does not test:',
      ...NOT_IN_ARAZZO.map((each) => `  ${each}`),
    ].join('\n'),
  )
}
