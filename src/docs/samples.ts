import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { DescriptionError } from '../description/index.ts'

/** A program that a reader can copy: it calls an operation, and says in its last comment what it prints. */
export interface Sample {
  api: string
  operation: string
  /** The language as code highlighters name it: `Shell`, `TypeScript`. */
  lang: string
  /** What the reader chooses by: `curl`. */
  label: string
  /** Where it was written, from the root. */
  file: string
  /** As shown: it runs from the root of the repository. */
  text: string
}

interface Listed {
  lang?: string
  label?: string
  file?: string
}

const INDEX = 'openapi/samples/index.yaml'

/**
 * The samples that `openapi/samples/index.yaml` lists: API → operationId → [{ lang, label, file }].
 *
 * @throws DescriptionError for one that is not there
 */
export function readSamples(root: string): Sample[] {
  const path = join(root, INDEX)
  if (!existsSync(path)) return []
  const index = parse(readFileSync(path, 'utf8')) as Record<string, Record<string, Listed[]>>
  return Object.entries(index).flatMap(([api, operations]) =>
    Object.entries(operations).flatMap(([operation, list]) =>
      list.map((listed) => readSample(root, api, operation, listed)),
    ),
  )
}

function readSample(root: string, api: string, operation: string, { lang, label, file }: Listed): Sample {
  if (lang === undefined || label === undefined || file === undefined) {
    throw new DescriptionError([
      {
        place: INDEX,
        message: `A sample of \`${api}\` \`${operation}\` lacks \`lang\`, \`label\` or \`file\`.`,
      },
    ])
  }
  const source = `openapi/samples/${file}`
  if (!existsSync(join(root, source))) {
    throw new DescriptionError([
      { place: INDEX, message: `It names \`${file}\`, which is not in openapi/samples/.` },
    ])
  }
  const text = readFileSync(join(root, source), 'utf8')
  const up = '../'.repeat(source.split('/').length - 1)
  return {
    api,
    operation,
    lang,
    label,
    file: source,
    text: text.replaceAll(`'${up}`, "'./"),
  }
}
