import { readFileSync } from 'node:fs'

/**
 * A room of `src/`, and the rooms that it may import.
 *
 * @typedef {{ readonly room: string, readonly mayImport: readonly string[] }} Room
 */

/**
 * Reads the rooms of `src/` from the table in CONTRIBUTING.md, where people read the same. A room that may import all
 * is left out.
 *
 * @param {string} [text] the page
 * @returns {Room[]}
 * @throws {Error} where the table is missing
 */
export function readRooms(text = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8')) {
  const rows = text.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim())
    const names = [...(cells[1] ?? '').matchAll(/`src\/(\w+)\/`/g)].map(([, name = '']) => name)
    return names.map((room) => ({ room, cell: cells[3] ?? '' }))
  })
  if (rows.length === 0) throw new Error('CONTRIBUTING.md has no table of the rooms of src/.')
  return rows
    .filter(({ cell }) => cell !== 'all')
    .map(({ room, cell }) => ({
      room,
      mayImport: cell === 'nothing' ? [] : cell.split(',').map((name) => name.trim().replaceAll('`', '')),
    }))
}
