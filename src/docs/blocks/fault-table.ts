import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { markdown } from '../markdown/markdown.ts'
import type { Site } from '../site.ts'

const FILE = 'docs/faults.md'

/** Renders the committed table of faults without its own heading. */
export function faultTable({ root }: Site): Html {
  const path = join(root, FILE)
  if (!existsSync(path))
    return html`<p><code>${FILE}</code> does not exist yet. Run <code>npm run faults</code>.</p>`
  return markdown(readFileSync(path, 'utf8').replace(/^# .*\n/, ''), { deeper: 1, anchorPrefix: 'faults-' })
}
