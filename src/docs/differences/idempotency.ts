import type { ExpectedResponse } from '../../description/index.ts'
import { listed } from '../blocks/response-examples.ts'
import { durationInWords } from '../blocks/duration.ts'
import { describeSchema } from '../schema/schema-text.ts'
import { codes } from './aspect.ts'
import type { AspectGroup } from './aspect.ts'

export const idempotency: AspectGroup = {
  title: 'Idempotency',
  read: (_, operation) => {
    const { idempotency: details, parameters } = operation
    if (details === undefined) return []
    const parameter = parameters.find(({ object }) => object.name === details.header)?.object
    const replay = Object.entries(details.replay?.headers ?? {}).map(([name, value]) => `${name}: ${value}`)
    const need = parameter?.required === true ? 'required' : 'optional'
    return [
      { name: 'Header', says: `\`${details.header}\`: ${describeSchema(parameter?.schema ?? {})}; ${need}` },
      { name: 'Kept for', says: durationInWords(details.retention) },
      { name: 'Saved under a key', says: listed(details.stores, 'and') },
      { name: 'Leaves the key free', says: listed(details.releases, 'or') },
      { name: 'A replay is marked by', says: replay.length === 0 ? 'nothing' : codes(replay) },
      { name: 'A reused key differs in', says: listed(details.mismatch.differs, 'or') },
      { name: 'A reused key gets', says: statuses(details.mismatch.responses) },
      { name: 'A key in use gets', says: `${statuses(details.inProgress.responses)} or the saved answer` },
      {
        name: 'The server says whether to retry',
        says: details.retry === undefined ? 'no' : `in \`${details.retry.directive}\``,
      },
    ]
  },
}

const statuses = (responses: readonly ExpectedResponse[]): string =>
  codes([...new Set(responses.map(({ status }) => status))])
