import type { Api, Description, DescriptionProblem } from '../../description/index.ts'
import { shownKeyword, uncheckedMessage } from '../../schema/index.ts'
import type { Artefact } from '../artefact.ts'
import { header } from '../header.ts'
import { warningAt } from '../problem.ts'
import { compile } from './compile.ts'
import { makeDeclarations, makeIndex } from './declare.ts'
import { nameSchemas } from './named.ts'

/** Generated validators, with a warning for each keyword that they do not check. */
export interface MadeValidators {
  artefacts: Artefact[]
  warnings: DescriptionProblem[]
}

/** Marks the file for reviewers and tools. Its types are in another file, so `checkJs` must not check it. */
const COMPILED =
  '// @generated: compiled from the schemas. The types are in `compiled.d.ts`.\n/* eslint-disable */\n// @ts-nocheck\n'

/** Makes the validators of a description, as code without imports, and their types. */
export async function makeValidators(api: Api, description: Description): Promise<MadeValidators> {
  const { document } = description
  const named = nameSchemas(description)
  const { code, unchecked, limited, tooLarge } = await compile(document, named.schemas)
  return {
    artefacts: [
      { name: 'validators/index.ts', text: `${header(api)}${makeIndex(named)}` },
      { name: 'validators/compiled.js', text: `${header(api)}${COMPILED}\n${code}` },
      { name: 'validators/compiled.d.ts', text: `${header(api)}${makeDeclarations(named)}` },
    ],
    warnings: [
      ...unchecked.flatMap((pointer) => {
        const message = uncheckedMessage(document, pointer, 'The validators do', 'native')
        return message === undefined ? [] : [warningAt(description, pointer, message)]
      }),
      ...limited.map((pointer) => {
        const keyword = shownKeyword(document, pointer)
        const message = `The validators check \`${keyword}\` only for texts of up to 20,000 characters: the pattern can take quadratic time.`
        return warningAt(description, pointer, message)
      }),
      ...tooLarge.map((pointer) =>
        warningAt(description, pointer, 'The validators do not check this schema: it is too large.'),
      ),
    ],
  }
}
