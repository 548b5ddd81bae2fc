import { build } from 'esbuild'
import { runtime, runtimeFolder } from '../../schema/index.ts'

/**
 * Bundles the code with the functions of `runtime/` that it calls, and formats it.
 *
 * @throws Error if the result would still load a module or compile code at run time
 */
export async function assemble(code: string): Promise<string> {
  const used = Object.keys(runtime).filter((name) => new RegExp(`\\b${name}\\(`).test(code))
  const contents = `import { ${used.join(', ')} } from './index.ts'\n${code}`
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
  const text = result.outputFiles[0]?.text ?? ''
  const unresolved = /\brequire\(.*?\)|\bnew Function\b|\beval\(/.exec(text)?.[0]
  if (unresolved !== undefined) throw new Error(`A validator would still call \`${unresolved}\`.`)
  return text
}
