import { raw } from '../../serialization/index.ts'
import type { Payload } from '../../serialization/index.ts'
import type { Case } from './case.ts'
import { CaseSkipped } from './case-skipped.ts'

/** Returns a case that is skipped if the server accepts an element with the end of another one: it may store texts. */
export function ifReadsXml(testCase: Case, valid: Payload): Case {
  const body = raw(valid.contentType ?? '', withOtherEnd(Buffer.from(valid.bytes).toString()))
  return {
    ...testCase,
    run: async (context) => {
      const exchange = await context.send({ resource: await context.resource(), body })
      if (context.succeeded(exchange))
        throw new CaseSkipped(
          'the target accepts an element that ends with another name: it does not read XML',
        )
      await testCase.run(context)
    },
  }
}

export function withOtherEnd(text: string): string {
  return text.replace(/<\/[^>]*>\s*$/, '</other>')
}
