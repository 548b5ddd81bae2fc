import type { Api, Description, DescriptionProblem } from '../../description/index.ts'
import { compileFor, get, slowPatternReason } from '../../schema/index.ts'
import type { Artefact } from '../artefact.ts'
import { header } from '../header.ts'
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
      ...unchecked
        .filter((pointer) => !isReported(document, pointer))
        .map((pointer) => {
          const reason = slowPatternReason(document, pointer, 'native')
          const message = `The validators do not check \`${shown(document, pointer)}\``
          return {
            source: sourceOf(description, pointer),
            message: reason === undefined ? `${message}.` : `${message}: the pattern ${reason}.`,
          }
        }),
      ...limited.map((pointer) => ({
        source: sourceOf(description, pointer),
        message: `The validators check \`${shown(document, pointer)}\` only for texts of up to 20,000 characters: the pattern can take quadratic time.`,
      })),
      ...tooLarge.map((pointer) => ({
        source: sourceOf(description, pointer),
        message: 'The validators do not check this schema: it is too large.',
      })),
    ],
  }
}

/** Returns whether the reader of the description has said already that no engine can check a pattern. */
function isReported(document: object, pointer: string): boolean {
  const value: unknown = get(document, pointer)
  return (
    pointer.endsWith('/pattern') && typeof value === 'string' && compileFor('any', value).reason !== undefined
  )
}

function sourceOf(description: Description, pointer: string): string {
  const { file, line } = description.source(pointer)
  return `${file}:${line}`
}

/** Returns a keyword and its value, if that is a text. */
function shown(document: object, pointer: string): string {
  const keyword = pointer.slice(pointer.lastIndexOf('/') + 1)
  const value: unknown = get(document, pointer)
  if (typeof value !== 'string') return keyword
  return `${keyword}: ${value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value}`
}

const LONGEST_SHOWN = 200
