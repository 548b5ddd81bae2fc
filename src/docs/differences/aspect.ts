import type { Description, Operation } from '../../description/index.ts'

/** One aspect to compare, in inline Markdown. */
export interface Aspect {
  /** Identifies the aspect across descriptions. */
  name: string
  /** Shown to the reader; default the name. */
  label?: string
  /** Its value in one description. */
  value: string
}

/** Aspects of one kind, such as those of the request. */
export interface AspectGroup {
  title: string
  read: (description: Description, operation: Operation) => Aspect[]
}

/** Formats words as inline code, separated by commas. */
export const codes = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ')
