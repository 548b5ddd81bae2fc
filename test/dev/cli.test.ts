import { expect, test } from 'vitest'
import { devCommand } from '../../src/dev/cli.ts'
import { makeProject } from '../codegen/project.ts'

test('names the command that writes redocly.yaml if it does not exist', async () => {
  const before = process.cwd()
  process.chdir(makeProject({ 'openapi.yaml': 'openapi: 3.1.0\n' }))
  try {
    await expect(devCommand([], () => undefined)).rejects.toThrow(
      /^`dev` follows the APIs of redocly\.yaml, which was not found\. `.*init.*` writes it\.$/,
    )
  } finally {
    process.chdir(before)
  }
})
