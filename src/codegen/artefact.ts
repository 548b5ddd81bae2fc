/** One generated file, in memory. Files are written only after all of them were generated. */
export interface Artefact {
  /** Its name in `generated/<api>/`. */
  name: string
  text: string
}
