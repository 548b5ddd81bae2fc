import { join, relative, resolve } from 'node:path'
import { bundleApi, describe, outputOf } from '../description/index.ts'
import type { Api, DescriptionProblem } from '../description/index.ts'
import type { Artefact } from './artefact.ts'
import type { GenerateOptions } from './options.ts'
import { makeClient } from './client/index.ts'
import { makeDocument, makeSourceMapFile } from './document.ts'
import type { SkippedOperation } from './problem.ts'
import { makeTypes } from './types.ts'
import { makeValidators } from './validators/index.ts'

/** Everything that is generated from one description, in memory. */
export interface MadeArtefacts {
  artefacts: Artefact[]
  /** All files that were read, relative to the root. */
  inputs: readonly string[]
  /** The names of the methods of the client. */
  operations: readonly string[]
  /** The operations without a method, and why. Their types are generated. */
  skipped: readonly SkippedOperation[]
  /** What the description says and generated code does not check or send. */
  warnings: DescriptionProblem[]
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
  const isValidating = options.validators !== false
  const validators = isValidating ? await makeValidators(api, description) : { artefacts: [], warnings: [] }
  const client = makeClient(api, description, isValidating)
  const artefacts = [
    document,
    makeSourceMapFile(root, api, bundled, document.text.length),
    makeTypes(api, description),
    ...validators.artefacts,
    withRuntimePath(root, api, client.artefact),
  ]
  const { operations, skipped } = client
  const warnings = [...bundled.warnings, ...validators.warnings, ...client.warnings]
  return { artefacts, inputs: bundled.files, operations, skipped, warnings }
}

/** Returns the client with the path of the runtime relative to the folder that it is written to. */
function withRuntimePath(root: string, api: Api, { name, text }: Artefact): Artefact {
  const runtime = join(import.meta.dirname, '../client')
  const path = relative(resolve(root, outputOf(api)), runtime).replaceAll('\\', '/')
  return { name, text: text.replaceAll(`'${RUNTIME}/`, `'${path}/`) }
}

/** The path in the text of the client generator. */
const RUNTIME = '../../src/client'
