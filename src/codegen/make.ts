import { describe, bundleApi } from '../description/index.ts'
import type { Api } from '../description/index.ts'
import type { Artefact } from './artefact.ts'
import { makeClient } from './client/index.ts'
import { makeDocument, makeSourceMapFile } from './document.ts'
import { makeTypes } from './types.ts'
import { makeValidators } from './validators/index.ts'

/**
 * Generates all files of one API, in memory.
 *
 * @throws DescriptionError if the description is invalid or not supported
 */
export async function makeArtefacts(root: string, api: Api): Promise<Artefact[]> {
  const bundled = await bundleApi(root, api)
  const description = describe(api.name, bundled.document, bundled.sourceMap)
  return [
    makeDocument(bundled),
    makeSourceMapFile(root, bundled),
    await makeTypes(api, bundled.document),
    ...(await makeValidators(api, description)),
    makeClient(api, description),
  ]
}
