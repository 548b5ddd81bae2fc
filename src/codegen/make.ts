import { bundleApi, describe, sourceDigests, storeSourceMap } from '../description/index.ts'
import type { Api, Description, DescriptionProblem } from '../description/index.ts'
import type { Artefact } from './artefact.ts'
import { makeClient } from './client/index.ts'
import { format } from './format.ts'
import { makeDocument, makePackage } from './document.ts'
import { makeIndexFile } from './index-file.ts'
import { toJavaScript } from './language.ts'
import { styleOf } from './options.ts'
import type { CodeStyle, GenerateOptions } from './options.ts'
import { warningAt } from './problem.ts'
import type { SkippedOperation } from './problem.ts'
import { makeRuntime } from './runtime/index.ts'
import { withExtension } from './specifiers.ts'
import { makeTypes } from './types.ts'
import { makeValidators } from './validators/index.ts'

/** The code that is generated from one description, in memory. */
export interface MadeCode {
  artefacts: Artefact[]
  /** The names of the methods of the client. */
  operations: readonly string[]
  /** The operations without a method, and why. Their types are generated. */
  skipped: readonly SkippedOperation[]
  /** What the description says and generated code does not check or send. */
  warnings: DescriptionProblem[]
}

/** Everything that is generated from one description, in memory. */
export interface MadeArtefacts extends MadeCode {
  /** All files that were read, relative to the root. */
  inputs: readonly string[]
  /** Stores the lines of the description for the next command, once the files are written. */
  storeSourceMap: () => void
}

/** @throws DescriptionError where the description is broken */
export async function makeArtefacts(
  root: string,
  api: Api,
  options: GenerateOptions,
): Promise<MadeArtefacts> {
  const bundled = await bundleApi(root, api, options)
  const description = describe(api.name, bundled.document, bundled.sourceMap, bundled)
  const document = makeDocument(bundled)
  const { artefacts, warnings, ...client } = await makeCode(api, description, options)
  return {
    artefacts: [document, ...artefacts, makePackage(sourceDigests(root, bundled.files))],
    storeSourceMap: () => {
      storeSourceMap(root, api, bundled, document.text.length)
    },
    inputs: bundled.files,
    ...client,
    warnings: [...bundled.warnings, ...warnings],
  }
}

/**
 * Makes the code of a description: types, validators, the client and its runtime.
 *
 * @throws DescriptionError if there is no type or validator for a part
 */
export async function makeCode(
  api: Api,
  description: Description,
  options: GenerateOptions = {},
): Promise<MadeCode> {
  const tooMany = options.validators === false ? [] : tooManySchemas(description)
  const isValidating = options.validators !== false && tooMany.length === 0
  const validators = isValidating
    ? await makeValidators(api, description)
    : { artefacts: [], warnings: tooMany }
  const { artefact, runtimeNames, operations, skipped, warnings } = makeClient(api, description, isValidating)
  const style = styleOf(api, options)
  const types = makeTypes(api, description)
  const index = makeIndexFile(api, description, artefact.text, types.schemaNames)
  const made = [index, artefact, types.artefact, ...validators.artefacts]
  return {
    artefacts: [...(await write(made, style)), ...(await writeRuntime(runtimeNames, style))],
    operations,
    skipped,
    warnings: [...validators.warnings, ...warnings],
  }
}

/** The most schemas that are compiled into validators. The code of more takes minutes, and is larger than anyone loads. */
const MOST_SCHEMAS = 5000

/** Returns a warning if a description has so many schemas that it gets no validators. */
function tooManySchemas(description: Description): DescriptionProblem[] {
  const count = Object.keys(description.document.components?.schemas ?? {}).length
  if (count <= MOST_SCHEMAS) return []
  const found = `${count.toLocaleString('en')} schemas`
  const message = `No validators are generated for ${found}. The most are ${MOST_SCHEMAS.toLocaleString('en')}.`
  return [warningAt(description, '/components/schemas', message)]
}

/** Writes files of TypeScript with `.ts` in their imports as the style has them, and formats them. */
async function write(
  artefacts: readonly Artefact[],
  { language, importExtension }: CodeStyle,
): Promise<Artefact[]> {
  const written = artefacts
    .map(({ name, text }) => ({
      name,
      text: name.endsWith('.ts') ? withExtension(text, importExtension) : text,
    }))
    .flatMap((artefact) => (language === 'js' ? toJavaScript(artefact) : [artefact]))
  return Promise.all(written.map(format))
}

/** The sources of the runtime are formatted already, unless their text changes. */
async function writeRuntime(names: readonly string[], style: CodeStyle): Promise<Artefact[]> {
  const sources = makeRuntime(names)
  if (style.language === 'js' || style.importExtension === 'none') return write(sources, style)
  return sources.map(({ name, text }) => ({ name, text: withExtension(text, style.importExtension) }))
}
