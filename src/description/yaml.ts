import { LineCounter, parseDocument } from 'yaml'
import { DescriptionError } from './error.ts'

/**
 * The content of a YAML file, null where it is empty.
 *
 * @param file its name, for the message
 * @throws DescriptionError with the line of the first mistake
 */
export function readYaml(file: string, text: string): unknown {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [error] = document.errors
  if (error === undefined) return document.toJS() as unknown
  const source = `${file}:${lines.linePos(error.pos[0]).line}`
  throw new DescriptionError([
    { source, message: `It is no YAML: ${error.message.replace(/ at line \d+[^]*$/, '.')}` },
  ])
}
