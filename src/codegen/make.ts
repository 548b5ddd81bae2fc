import { bundleApi, describe } from '../description/index.ts'
import type { Api, Description, DescriptionProblem } from '../description/index.ts'
import type { Artefact } from './artefact.ts'
import { makeClient } from './client/index.ts'
import { format } from './format.ts'
import { makeDocument, makePackage, makeSourceMapFile } from './document.ts'
import type { GenerateOptions } from './options.ts'
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
    artefacts: [document, makeSourceMapFile(root, api, bundled, document.text.length), ...artefacts],
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
  const isValidating = options.validators !== false
  const validators = isValidating ? await makeValidators(api, description) : { artefacts: [], warnings: [] }
  const { artefact, runtimeNames, operations, skipped, warnings } = makeClient(api, description, isValidating)
  const made = [artefact, makeTypes(api, description), ...validators.artefacts]
  const formatted = await Promise.all(made.map((each) => format(withExtensions(each, options))))
  const runtime = makeRuntime(runtimeNames).map((each) => withExtensions(each, options))
  return {
    artefacts: [...formatted, ...runtime, makePackage()],
    operations,
    skipped,
    warnings: [...validators.warnings, ...warnings],
  }
}

function withExtensions({ name, text }: Artefact, { importExtension = 'js' }: GenerateOptions): Artefact {
  return { name, text: name.endsWith('.ts') ? withExtension(text, importExtension) : text }
}
