import type { Api, Description, DescriptionProblem } from '../../description/index.ts'
import { get } from '../../schema/index.ts'
import type { Artefact } from '../artefact.ts'
import { header } from '../header.ts'
import { compile } from './compile.ts'
import { makeDeclarations, makeTables } from './declare.ts'
import { nameSchemas } from './named.ts'

/** Generated validators, with a warning for each keyword that they do not check. */
export interface MadeValidators {
  artefacts: Artefact[]
  warnings: DescriptionProblem[]
}

/** Makes the validators of a description, as code without imports, and their types. */
export async function makeValidators(api: Api, description: Description): Promise<MadeValidators> {
  const { document } = description
  const named = nameSchemas(description)
  const { code, unchecked } = await compile(document, named.schemas)
  return {
    artefacts: [
      // The types are in the other file, so a compiler with `checkJs` must not check this one.
      { name: 'validators.js', text: `${header(api)}// @ts-nocheck\n\n${code}${makeTables(named)}` },
      { name: 'validators.d.ts', text: `${header(api)}${makeDeclarations(named)}` },
    ],
    warnings: unchecked.map((pointer) => {
      const { file, line } = description.source(pointer)
      const keyword = pointer.slice(pointer.lastIndexOf('/') + 1)
      const value: unknown = get(document, pointer)
      const shown = typeof value === 'string' ? `${keyword}: ${value}` : keyword
      return { source: `${file}:${line}`, message: `The validators do not check \`${shown}\`.` }
    }),
  }
}
