import { FixtureError } from './fixture-error.ts'
import { firstLine } from './first-line.ts'

/**
 * Does some work, and ends it where a fixture module fails behind its back: by a promise that nobody awaits, or in a
 * timer. After such a failure the others that follow it are not told.
 *
 * @throws FixtureError for what was thrown there
 */
export async function withoutStrays<T>(work: () => Promise<T>): Promise<T> {
  const strayed: unknown[] = []
  let fail: (error: unknown) => void = () => undefined
  const strays = new Promise<never>((_, reject) => {
    fail = (error) => {
      strayed.push(error)
      reject(new FixtureError(`${firstLine(error)} (thrown where nobody awaits it)`))
    }
  })
  process.on('unhandledRejection', fail)
  process.on('uncaughtException', fail)
  try {
    return await Promise.race([work(), strays])
  } finally {
    if (strayed.length === 0) {
      process.off('unhandledRejection', fail)
      process.off('uncaughtException', fail)
    }
  }
}
