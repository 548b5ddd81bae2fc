import type { Answer } from '../../description/index.ts'
import { listed } from '../blocks/answers.ts'
import { durationInWords } from '../blocks/duration.ts'
import { describeSchema } from '../schema/schema-text.ts'
import { codes } from './aspect.ts'
import type { AspectGroup } from './aspect.ts'

export const idempotency: AspectGroup = {
  title: 'Idempotency',
  read: (_, operation) => {
    const { idempotency: facts, parameters } = operation
    if (facts === undefined) return []
    const parameter = parameters.find(({ object }) => object.name === facts.header)?.object
    const replay = Object.entries(facts.replay?.headers ?? {}).map(([name, value]) => `${name}: ${value}`)
    const need = parameter?.required === true ? 'required' : 'optional'
    return [
      { name: 'Header', says: `\`${facts.header}\`: ${describeSchema(parameter?.schema ?? {})}; ${need}` },
      { name: 'Kept for', says: durationInWords(facts.retention) },
      { name: 'Saved under a key', says: listed(facts.saves, 'and') },
      { name: 'Leaves the key free', says: listed(facts.leavesFree, 'or') },
      { name: 'A replay is marked by', says: replay.length === 0 ? 'nothing' : codes(replay) },
      { name: 'A reused key differs in', says: listed(facts.reused.differs, 'or') },
      { name: 'A reused key gets', says: statuses(facts.reused.answers) },
      { name: 'A key in use gets', says: `${statuses(facts.inProgress.answers)} or the saved answer` },
      {
        name: 'The server says whether to retry',
        says: facts.retry === undefined ? 'no' : `in \`${facts.retry.directive}\``,
      },
    ]
  },
}

const statuses = (answers: readonly Answer[]): string =>
  codes([...new Set(answers.map(({ status }) => status))])
