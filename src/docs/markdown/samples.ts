import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DescriptionError, readYaml } from '../../description/index.ts'
import { isRecord } from '../../schema/index.ts'

/** A program for readers to copy. It calls an operation; its last comment lists what it prints. */
export interface Sample {
  api: string
  operation: string
  /** The language as code highlighters name it: `Shell`, `TypeScript`. */
  lang: string
  /** Name of the tab: `curl`. */
  label: string
  /** Path of the file, relative to the root. */
  file: string
  /** The program as shown; its imports start at the root of the repository. */
  text: string
}

interface SampleEntry {
  lang?: string
  label?: string
  file?: string
}

const INDEX = 'openapi/samples/index.yaml'

/**
 * Reads the samples that `openapi/samples/index.yaml` lists: API → operationId → [{ lang, label, file }].
 *
 * @throws DescriptionError for an invalid list or a missing file
 */
export function readSamples(root: string): Sample[] {
  const path = join(root, INDEX)
  if (!existsSync(path)) return []
  const index = readIndex(readFileSync(path, 'utf8'))
  return Object.entries(index).flatMap(([api, operations]) =>
    Object.entries(operations).flatMap(([operation, list]) =>
      list.map((entry) => readSample(root, api, operation, entry)),
    ),
  )
}

function readIndex(text: string): Record<string, Record<string, SampleEntry[]>> {
  const index = readYaml(INDEX, text) ?? {}
  const isList = (list: unknown): boolean => Array.isArray(list) && list.every(isRecord)
  const isIndex =
    isRecord(index) && Object.values(index).every((api) => isRecord(api) && Object.values(api).every(isList))
  if (!isIndex) {
    const message = 'Invalid list of samples: expected API → operationId → [{ lang, label, file }].'
    throw new DescriptionError([{ source: `${INDEX}:1`, message }])
  }
  return index as Record<string, Record<string, SampleEntry[]>>
}

function readSample(
  root: string,
  api: string,
  operation: string,
  { lang, label, file }: SampleEntry,
): Sample {
  if (lang === undefined || label === undefined || file === undefined) {
    throw new DescriptionError([
      {
        source: INDEX,
        message: `A sample of \`${api}\` \`${operation}\` lacks \`lang\`, \`label\` or \`file\`.`,
      },
    ])
  }
  const source = `openapi/samples/${file}`
  if (!existsSync(join(root, source))) {
    throw new DescriptionError([
      { source: INDEX, message: `The sample \`${file}\` does not exist in openapi/samples/.` },
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
