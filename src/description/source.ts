/** A line of a hand-written file. Lines count from 1. */
export interface Source {
  file: string
  line: number
}

/** Returns file and line of a part, as text: `openapi/example.yaml:42`. */
export function sourceText({ source }: { source: (pointer: string) => Source }, pointer: string): string {
  const { file, line } = source(pointer)
  return `${file}:${line}`
}

/** Maps a JSON Pointer into the bundled document to its source. */
export type SourceMap = Record<string, Source>
