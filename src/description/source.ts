/** A line of a hand-written file. Lines count from 1. */
export interface Source {
  file: string
  line: number
}

/** Maps a JSON Pointer into the bundled document to its source. */
export type SourceMap = Record<string, Source>
