import { build } from 'esbuild'
import { runtime, runtimeFolder } from '../../schema/index.ts'

/**
 * Bundles the code with the functions of `runtime/` that it calls, and formats it.
 *
 * @throws Error if the result would still load a module or compile code at run time
 */
export async function assemble(code: string): Promise<string> {
  const used = Object.keys(runtime).filter((name) => new RegExp(`\\b${name}\\(`).test(code))
  const names = used.join(', ')
  const isLarge = code.length > LONGEST_FORMATTED
  const text = isLarge
    ? `${withoutExports(await bundle(`export { ${names} } from './index.ts'\n`))}\n${indented(code)}`
    : await bundle(`import { ${names} } from './index.ts'\n${code}`)
  const unresolved = /\brequire\(.*?\)|\bnew Function\b|\beval\(/.exec(text)?.[0]
  if (unresolved !== undefined) throw new Error(`A validator would still call \`${unresolved}\`.`)
  return text
}

/** Longer code is only indented, because parsing and printing it takes as long as writing it. */
const LONGEST_FORMATTED = 500_000

async function bundle(contents: string): Promise<string> {
  const result = await build({
    stdin: { contents, resolveDir: runtimeFolder, sourcefile: 'schemas' },
    // Paths in the output are relative to this folder, wherever the command was called.
    absWorkingDir: runtimeFolder,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    charset: 'utf8',
    treeShaking: true,
    write: false,
    logLevel: 'silent',
    // The compiler options of the user's project must not change the output.
    tsconfigRaw: {},
  })
  return result.outputFiles[0]?.text ?? ''
}

const withoutExports = (code: string): string => code.replace(/^export \{[^}]*\};\n/m, '')

/** Indents code with one statement on each line. */
function indented(code: string): string {
  const written: string[] = []
  let depth = 0
  for (const line of code.split('\n')) {
    if (line === '') continue
    if (line.startsWith('}')) depth -= 1
    const last = written.at(-1)
    if (line.startsWith('else') && last?.endsWith('}') === true)
      written[written.length - 1] = `${last} ${line}`
    else written.push('  '.repeat(depth) + line)
    if (line.endsWith('{')) depth += 1
  }
  return written.join('\n')
}
