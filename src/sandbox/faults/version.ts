import { header, withHeader } from '../request.ts'
import type { Fault } from './fault.ts'
import { editRequest, ofKind, onlyAt } from './tools.ts'

/** Rejects some valid versions. */
function rejectsVersion(name: string, matches: (version: string) => boolean): Fault['install'] {
  return (rules) => {
    const { checkHeaders } = rules
    rules.checkHeaders = (request, caller) => {
      checkHeaders(request, caller)
      if (header(request, name.toLowerCase()).some(matches))
        throw rules.rejections.invalidHeader(name, `The header ${name} is not valid.`)
    }
  }
}

const rejectsDate = (matches: (date: string) => boolean): Fault['install'] =>
  rejectsVersion('X-API-Version', matches)

/** Accepts some invalid versions. */
const acceptsDate = (matches: (text: string) => boolean): Fault['install'] =>
  editRequest((request) =>
    header(request, 'x-api-version').some(matches) ? withHeader(request, 'x-api-version', []) : request,
  )

const leanrails = onlyAt(
  'leanrails',
  ofKind('validation', [
    {
      name: 'version-example-only',
      description: 'Every `X-API-Version` but that of the example is rejected.',
      install: rejectsDate((date) => date !== '2026-03-09'),
    },
    {
      name: 'version-leap-day-accepted',
      description: 'The 29th of February is accepted as an `X-API-Version` in every year.',
      install: acceptsDate((text) => /^\d{4}-02-29$/.test(text)),
    },
    {
      name: 'version-zero-accepted',
      description: 'An `X-API-Version` with a month or a day of zero is accepted.',
      install: acceptsDate((text) => /^\d{4}-(?:00-\d\d|\d\d-00)$/.test(text)),
    },
    {
      name: 'version-end-accepted',
      description: 'An `X-API-Version` that only ends with a date is accepted.',
      install: acceptsDate((text) => /\d{4}-\d\d-\d\d$/.test(text) && !/^\d/.test(text)),
    },
    {
      name: 'version-latest-accepted',
      description: 'The word `latest` is accepted as an `X-API-Version`.',
      install: acceptsDate((text) => text === 'latest'),
    },
    {
      name: 'version-leap-day-rejected',
      description: 'An `X-API-Version` on the 29th of February is rejected.',
      install: rejectsDate((date) => date.endsWith('-02-29')),
    },
    {
      name: 'version-31-rejected',
      description: 'An `X-API-Version` on the 31st of a month is rejected.',
      install: rejectsDate((date) => date.endsWith('-31')),
    },
    {
      name: 'version-day-as-month',
      description:
        'The day of an `X-API-Version` is read as the month: the 13th and later days are rejected.',
      install: rejectsDate((date) => Number(date.slice(-2)) > 12),
    },
    {
      name: 'version-december-rejected',
      description: 'An `X-API-Version` in December is rejected, because months count from 0.',
      install: rejectsDate((date) => date.slice(5, 7) === '12'),
    },
    {
      name: 'version-of-the-year-only',
      description: 'An `X-API-Version` of an earlier year is rejected.',
      install: rejectsDate((date) => Number(date.slice(0, 4)) < 2026),
    },
  ]),
)

const rejectsName = (matches: (version: string) => boolean): Fault['install'] =>
  rejectsVersion('Stripe-Version', matches)

const stripe = onlyAt(
  'stripe',
  ofKind('validation', [
    {
      name: 'version-example-only',
      description: 'Every `Stripe-Version` but the latest is rejected.',
      install: rejectsName((version) => version !== '2026-10-28.endive'),
    },
    {
      name: 'version-without-name-rejected',
      description: 'A `Stripe-Version` without the name of a release is rejected.',
      install: rejectsName((version) => !version.includes('.')),
    },
    {
      name: 'version-of-other-release-rejected',
      description: 'A `Stripe-Version` of an earlier release with a name is rejected.',
      install: rejectsName((version) => version.includes('.') && !version.endsWith('.endive')),
    },
  ]),
)

/** Faults that reject valid versions. */
export const versionFaults: readonly Fault[] = [...leanrails, ...stripe]
