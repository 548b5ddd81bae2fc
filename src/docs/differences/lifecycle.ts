import type { AspectGroup } from './aspect.ts'

export const lifecycle: AspectGroup = {
  title: 'Life cycle',
  read: (_, operation) => {
    const { lifecycle: facts } = operation
    if (facts === undefined) return []
    const states = Object.entries(facts.states).map(([state, { answers }]) => ({
      name: `In \`${state}\``,
      says: [...new Set(answers.map(({ status }) => `\`${status}\``))].join(' or '),
    }))
    return [...states, { name: 'The state that follows', says: `\`${facts.to}\`` }]
  },
}
