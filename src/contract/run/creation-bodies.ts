import type { Content, Description, Operation } from '../../description/index.ts'
import { validBody } from '../../serialization/index.ts'
import type { Payload } from '../../serialization/index.ts'
import { chosenIdOf } from '../generate/chosen-id.ts'
import { variedBody } from '../generate/varied-body.ts'

/** Makes the bodies of creations, and knows which kinds of them the target rejects. */
export class CreationBodies {
  /** The id of an operation → how many of the first bodies to try it rejects. */
  private readonly rejected = new Map<string, number>()

  /**
   * Returns the bodies to try: with a unique id and unique names, with unique names only, with other texts too, then the
   * plain one. Undefined is the default of a plan.
   *
   * @returns each body with its number
   */
  toTry(
    description: Description,
    create: Operation,
  ): (readonly [number: number, body: Payload | undefined])[] {
    const [content] = (create.body?.content ?? []).filter((one: Content) => one.schema !== undefined)
    const choices = chosenIdOf(description, create) === undefined ? [true] : [false, true]
    const varied =
      content === undefined
        ? []
        : [
            ...choices.map((keepsId) => variedBody(description, create, content, { keepsId })),
            variedBody(description, create, content, { all: true }),
          ]
    const bodies = [...varied.filter((body) => body !== undefined), undefined]
    const first = Math.min(this.rejected.get(create.id) ?? 0, bodies.length - 1)
    return [...bodies.entries()].slice(first)
  }

  /** Records that the target takes a body, and rejects those before it. */
  accept({ id }: Operation, number: number): void {
    this.rejected.set(id, Math.max(this.rejected.get(id) ?? 0, number))
  }
}

/** Returns the plain body of an operation. Undefined if it requires none, or if none can be made. */
export function plainBody({ document }: Description, { body }: Operation): Payload | undefined {
  if (body?.required !== true) return undefined
  return body.content.map((content) => validBody(document, content)).find((made) => made !== undefined)
}
