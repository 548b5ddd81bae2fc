import type { Api, Description } from '../../description/index.ts'
import type { Artefact } from '../artefact.ts'
import { header } from '../header.ts'
import { checkSchemas } from './check.ts'
import { compile } from './compile.ts'
import { makeDeclarations, makeTables } from './declare.ts'
import { nameSchemas } from './named.ts'

/**
 * The validators of a description, as code that needs nothing at run time, and their types.
 *
 * @throws DescriptionError where a schema cannot be checked strictly
 */
export async function makeValidators(api: Api, description: Description): Promise<Artefact[]> {
  const named = nameSchemas(description)
  checkSchemas(description, named.schemas)
  const code = await compile(description.document, named.schemas)
  return [
    // A folder that is checked as a whole would check it as well; its types are in the other file.
    { name: 'validators.js', text: `${header(api)}// @ts-nocheck\n\n${code}${makeTables(named)}` },
    { name: 'validators.d.ts', text: `${header(api)}${makeDeclarations(named)}` },
  ]
}
