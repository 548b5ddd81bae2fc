import { join } from 'node:path'
import ts from 'typescript'

const repository = join(import.meta.dirname, '../..')

/** Compiles the generated code under the strictest settings. @returns the errors, one line each */
export function compilerErrors(folder: string): string[] {
  const program = ts.createProgram([join(folder, 'client.ts'), join(folder, 'types.ts')], {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
    types: [],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    noEmit: true,
    allowImportingTsExtensions: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    allowUnreachableCode: false,
    skipLibCheck: true,
    typeRoots: [join(repository, 'node_modules/@types')],
  })
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const place =
      file === undefined
        ? ''
        : `${file.fileName.split('/').at(-1) ?? ''}:${file.getLineAndCharacterOfPosition(start).line + 1}: `
    return place + ts.flattenDiagnosticMessageText(messageText, ' ')
  })
}
