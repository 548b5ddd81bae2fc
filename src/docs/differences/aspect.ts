import type { Description, Operation } from '../../description/index.ts'

/** One thing to compare, in inline Markdown. */
export interface Aspect {
  /** The same in every description that speaks of the same thing. */
  name: string
  /** How a reader is told of it; default the name. */
  label?: string
  /** What a description says about it. */
  says: string
}

/** All aspects of one kind, such as everything about the request. */
export interface AspectGroup {
  title: string
  read: (description: Description, operation: Operation) => Aspect[]
}

/** Words as code, in a list. */
export const codes = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ')
