import { LineCounter, parseDocument } from 'yaml'
import { DescriptionError } from './error.ts'

/**
 * Returns the content of a YAML file; null for an empty file.
 *
 * @param file the name of the file, for the message
 * @throws DescriptionError with the line of the first error
 */
export function readYaml(file: string, text: string): unknown {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [error] = document.errors
  if (error === undefined) return document.toJS() as unknown
  const source = `${file}:${lines.linePos(error.pos[0]).line}`
  throw new DescriptionError([
    { source, message: `Not valid YAML: ${error.message.replace(/ at line \d+[^]*$/, '.')}` },
  ])
}
