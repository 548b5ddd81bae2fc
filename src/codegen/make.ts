import { describe, bundleApi } from '../description/index.ts'
import type { Api, DescriptionProblem } from '../description/index.ts'
import type { Artefact } from './artefact.ts'
import { makeClient } from './client/index.ts'
import { makeDocument, makeSourceMapFile } from './document.ts'
import { makeTypes } from './types.ts'
import { makeValidators } from './validators/index.ts'

/** Everything that is generated from one description, in memory. */
export interface MadeArtefacts {
  artefacts: Artefact[]
  /** What the description says and generated code does not check. */
  warnings: DescriptionProblem[]
}

/** @throws DescriptionError where the description is broken */
export async function makeArtefacts(root: string, api: Api): Promise<MadeArtefacts> {
  const bundled = await bundleApi(root, api)
  const description = describe(api.name, bundled.document, bundled.sourceMap)
  const validators = await makeValidators(api, description)
  const artefacts = [
    makeDocument(bundled),
    makeSourceMapFile(root, bundled),
    await makeTypes(api, bundled.document),
    ...validators.artefacts,
    makeClient(api, description),
  ]
  return { artefacts, warnings: validators.warnings }
}
