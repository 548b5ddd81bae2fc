/** Splits a source such as `openapi/example.yaml:42` into file and line. The line may be missing. */
export function parseSource(source: string): { readonly file: string; readonly line: string | undefined } {
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(source) ?? []
  return file === undefined ? { file: source, line: undefined } : { file, line }
}
