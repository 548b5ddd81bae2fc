/**
 * Reads docs/vocabulary.md and reports every word that its column "not" bans: `identifiers` in code, and "phrases" in
 * comments, strings and prose. Exit code 1 where it finds one.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { bannedWords, findBanned } from './banned-words.ts'

const PAGE = 'docs/vocabulary.md'

/** Files that hold the words because they are about them, or that a tool writes. */
const EXCLUDED = /^(?:docs\/vocabulary\.md|generated\/|test\/schema\/official-suite\/|test\/scripts\/lint\/)/

const banned = bannedWords(readFileSync(PAGE, 'utf8'))
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(?:ts|js|mjs|md|yaml)$/.test(file) && !EXCLUDED.test(file) && existsSync(file))

const found = files.flatMap((file) => findBanned(file, readFileSync(file, 'utf8'), banned))
for (const { file, line, word, instead } of found)
  console.error(`${file}:${line}: "${word}" is banned. ${PAGE} says: ${instead}`)
if (found.length > 0) {
  console.error(`\n${found.length} banned words.`)
  process.exitCode = 1
}
