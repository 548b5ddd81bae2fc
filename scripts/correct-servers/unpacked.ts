import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const PROGRAMS = ['usr/sbin', 'usr/bin', 'sbin', 'bin', '.']
const LIBRARIES = ['usr/lib/x86_64-linux-gnu', 'lib/x86_64-linux-gnu', 'usr/lib', 'lib']

/** Returns the path of a program: in a folder of unpacked packages, or on PATH. Undefined if it is not there. */
export function findProgram(name: string, folder: string | undefined): string | undefined {
  const inside = folder === undefined ? [] : PROGRAMS.map((one) => join(folder, one))
  return [...inside, ...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin']
    .map((one) => join(one, name))
    .find((file) => existsSync(file) && starts(file, folder))
}

/** Lets an unpacked program find the libraries and Python modules that were unpacked beside it. */
export function environment(folder: string | undefined): NodeJS.ProcessEnv {
  if (folder === undefined) return process.env
  return {
    ...process.env,
    LD_LIBRARY_PATH: LIBRARIES.map((one) => join(folder, one)).join(delimiter),
    PYTHONPATH: join(folder, 'usr/lib/python3/dist-packages'),
  }
}

function starts(file: string, folder: string | undefined): boolean {
  // Varnish has another option, and Caddy has a subcommand.
  return ['-v', '-V', 'version'].some((argument) => {
    const { status } = spawnSync(file, [argument], { env: environment(folder), stdio: 'ignore' })
    return status === 0
  })
}

/** Returns whether Python has a module. */
export function hasModule(name: string, folder: string | undefined): boolean {
  const { status } = spawnSync('python3', ['-c', `import ${name}`], {
    env: environment(folder),
    stdio: 'ignore',
  })
  return status === 0
}
