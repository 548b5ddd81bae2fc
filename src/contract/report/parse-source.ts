/** The file and the line of a place such as `openapi/example.yaml:42`; a place without a line is a file alone. */
export function parseSource(source: string): { readonly file: string; readonly line: string | undefined } {
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(source) ?? []
  return file === undefined ? { file: source, line: undefined } : { file, line }
}
