import type { AspectGroup } from './aspect.ts'

export const lifecycle: AspectGroup = {
  title: 'Life cycle',
  read: (_, operation) => {
    const { lifecycle: details } = operation
    if (details === undefined) return []
    const states = Object.entries(details.states).map(([state, { responses }]) => ({
      name: `In \`${state}\``,
      value: [...new Set(responses.map(({ status }) => `\`${status}\``))].join(' or '),
    }))
    return [...states, { name: 'State after success', value: `\`${details.to}\`` }]
  },
}
