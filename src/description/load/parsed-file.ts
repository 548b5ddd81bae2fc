import type { ParsedFile } from './types.ts'
import { parseJson } from './parse-json.ts'
import { parseYaml } from './parse-yaml.ts'
import { wellFormed } from './well-formed.ts'

/**
 * Parses JSON or YAML, leniently: a duplicate key is a warning, and the last value wins.
 *
 * @param file the name of the file, for messages
 * @throws DescriptionError at file:line if the text is neither, or if it is nested or expanded beyond all measure
 */
export function parseFile(file: string, text: string): ParsedFile {
  const content = text.replace(/^\uFEFF/, '')
  return wellFormed(file, content, parseJson(file, content) ?? parseYaml(file, content))
}
