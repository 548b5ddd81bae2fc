import type { ExpectedResponse } from '../../description/index.ts'
import { listed } from '../blocks/response-examples.ts'
import { durationInWords } from '../../description/index.ts'
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
      { name: 'Header', value: `\`${details.header}\`: ${describeSchema(parameter?.schema ?? {})}; ${need}` },
      { name: 'Retention', value: durationInWords(details.retention) },
      { name: 'Stored responses', value: listed(details.stores, 'and') },
      { name: 'Key released after', value: listed(details.releases, 'or') },
      { name: 'Replay marked by', value: replay.length === 0 ? '–' : codes(replay) },
      { name: 'Key mismatch: other', value: listed(details.mismatch.differs, 'or') },
      { name: 'Key mismatch: response', value: statuses(details.mismatch.responses) },
      {
        name: 'Key in use: response',
        value: `${statuses(details.inProgress.responses)} or the stored response`,
      },
      {
        name: 'Retry directive',
        value: details.retry === undefined ? '–' : `\`${details.retry.directive}\``,
      },
    ]
  },
}

const statuses = (responses: readonly ExpectedResponse[]): string =>
  codes([...new Set(responses.map(({ status }) => status))])
