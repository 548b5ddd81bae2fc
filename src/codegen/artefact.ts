/** One generated file, in memory: nothing is written before everything is made. */
export interface Artefact {
  /** Its name in `generated/<api>/`. */
  name: string
  text: string
}
