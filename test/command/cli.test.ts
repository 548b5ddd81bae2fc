import { describe, expect, it } from 'vitest'
import { makeProject, runCommand } from '../codegen/project.ts'

const root = makeProject({ 'package.json': '{}' })

describe('the command line', () => {
  it('lists its commands with --help', async () => {
    const { code, stdout, stderr } = await runCommand(root, ['--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const command of ['generate', 'contract', 'mock', 'sandbox', 'docs']) {
      expect(stdout).toMatch(new RegExp(`^ {2}${command} +\\S`, 'm'))
    }
  })

  it.each<[string, string[], string]>([
    ['an unknown command', ['genrate'], 'Unknown command `genrate`. Did you mean `generate`?\n'],
    [
      'a folder without a project',
      ['generate'],
      'redocly.yaml: File not found. Run the command in the root folder of the project, or give the path of a description.\n',
    ],
  ])('reports the error in one message and exits with 2: %s', async (_, words, stderr) => {
    expect(await runCommand(root, words)).toEqual({ code: 2, stdout: '', stderr })
  })

  it('exits with 2 without a command', async () => {
    const { code, stdout } = await runCommand(root, [])
    expect(code).toBe(2)
    expect(stdout).toContain('Usage: npm run <command>')
  })
})
