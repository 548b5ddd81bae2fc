import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseOptions } from '../src/command/index.ts'
import { command } from './command.ts'
import { EXAMPLE, extensionPages, FOLDER } from './extensions/pages.ts'

const help = `Usage: npm run extensions -- [--check]

Writes a page for each extension to ${FOLDER}, from its JSON Schema and from ${EXAMPLE}.

  --check  write nothing, and fail if a page differs`

/** @returns 1 if a page differs and `--check` is given */
async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseOptions(argv, { check: { type: 'boolean', default: false } })
  const pages = await extensionPages()
  mkdirSync(FOLDER, { recursive: true })
  if (!values.check) for (const [file, text] of pages) writeFileSync(file, text)
  const different = [...pages].filter(([file, text]) => readFileSync(file, 'utf8') !== text)
  for (const [file] of different) console.error(`${file} is not up to date. Run \`npm run extensions\`.`)
  return different.length === 0 ? 0 : 1
}

await command(help, main)
