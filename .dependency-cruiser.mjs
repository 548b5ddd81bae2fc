/**
 * Which room may import which, read from the table in CONTRIBUTING.md, and no import cycles, type imports included.
 *
 * @import { IConfiguration } from 'dependency-cruiser'
 */
import { readRooms } from './scripts/lint/rooms.js'

const rooms = readRooms()

/** @type {IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Move what both need into a third file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'only-through-the-index',
      comment: 'Import another room through its index.ts, and export there what others may use.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    ...rooms.map(({ room, mayImport }) => ({
      name: `room-${room}`,
      comment: `CONTRIBUTING.md says what src/${room}/ may import: ${mayImport.join(', ') || 'nothing'}.`,
      severity: /** @type {const} */ ('error'),
      from: { path: `^src/${room}/` },
      to: {
        path: '^(?:src/[^/]+|generated|scripts|test)/',
        pathNot: [room, ...mayImport].map((name) => `^src/${name}/`),
      },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:node_modules|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs'] },
  },
}
