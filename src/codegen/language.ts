import ts from 'typescript'
import type { Artefact } from './artefact.ts'

/** Nothing depends on other files, so that each is compiled on its own. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  isolatedDeclarations: true,
  declaration: true,
  removeComments: false,
}

/**
 * Compiles a file of TypeScript to JavaScript and its declarations. A file that only declares types becomes the latter
 * alone.
 *
 * @throws Error if a type cannot be declared without the other files
 */
export function toJavaScript({ name, text }: Artefact): Artefact[] {
  if (!name.endsWith('.ts') || name.endsWith('.d.ts')) return [{ name, text }]
  // It has types only, and may be too large to be parsed once more.
  if (name === 'types.ts') return [{ name: 'types.d.ts', text }]
  const { outputText, diagnostics } = ts.transpileDeclaration(text, {
    fileName: name,
    compilerOptions: OPTIONS,
  })
  const [fault] = diagnostics ?? []
  if (fault !== undefined)
    throw new Error(`No declaration of ${name}: ${ts.flattenDiagnosticMessageText(fault.messageText, ' ')}`)
  const declaration = { name: name.replace(/ts$/, 'd.ts'), text: spaced(outputText) }
  const code = ts.transpileModule(text, { fileName: name, compilerOptions: OPTIONS }).outputText
  const isEmpty = code.replace(/\/\*[^]*?\*\/|\/\/.*|export \{\};|\s/g, '') === ''
  return isEmpty ? [declaration] : [{ name: name.replace(/ts$/, 'js'), text: spaced(code) }, declaration]
}

/** TypeScript leaves out empty lines: this adds one above each comment, and below each block. */
function spaced(text: string): string {
  return text
    .replace(/(?<=\n[^/*\n][^\n]*\n)(?=\/\*\*)/g, '\n')
    .replace(/(?<=\n[)}\]]*[;,]?\n)(?=[^\s/)}\]])/g, '\n')
}
