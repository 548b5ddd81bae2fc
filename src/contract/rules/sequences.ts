import { isSuccess, joinPointer, resourcesOf } from '../../description/index.ts'
import type { Operation, Resource } from '../../description/index.ts'
import { sequencesOf } from './sequence-requirements.ts'
import type { Requirement } from './sequence-requirements.ts'
import type { AddRules } from './add.ts'
import { ruleIds } from './ids.ts'
import type { RuleId } from './ids.ts'

/** Adds the rules for operations on the same resource: one shows the effect of another. */
export const sequenceRules: AddRules = (add, operation, description) => {
  const added = new Set<RuleId>()
  for (const resource of resourcesOf(description).resources) {
    for (const requirement of sequencesOf(description, resource, operation)) {
      const { id, text, pointer } = ruleOf(operation, resource, requirement)
      // Two requirements, such as not to be found and not to be listed, can have one rule.
      if (added.has(id)) continue
      added.add(id)
      const needs =
        requirement.kind === 'isolation' ? 'needs --other-api-key' : `needs ${resource.create.id} to succeed`
      add(id, text, pointer, needs)
    }
  }
}

interface RuleText {
  readonly id: RuleId
  readonly text: string
  readonly pointer: string
}

function ruleOf(operation: Operation, { create }: Resource, requirement: Requirement): RuleText {
  const { pointer } = operation
  const success = operation.responses.find(({ status }) => isSuccess(status))?.pointer ?? pointer
  const rule = (demand: Parameters<typeof ruleIds.sequence>[1], text: string, at = success): RuleText => ({
    id: ruleIds.sequence(operation, demand),
    text,
    pointer: at,
  })
  switch (requirement.kind) {
    case 'created':
      return rule('created', `What it creates can be read with ${requirement.read.id}, as it was sent.`)
    case 'location':
      return rule('location', '`Location` leads to what it created.', locationPointer(operation) ?? success)
    case 'link': {
      const { link } = requirement
      const at = joinPointer(link.response.pointer, 'links', link.name)
      const text = `The link \`${link.name}\` leads to what was created.`
      return { id: ruleIds.link(operation, link.response.status, link.name), text, pointer: at }
    }
    case 'rejected creation':
      return rule('rejected', 'A rejected request creates nothing.', `${pointer}/responses`)
    case 'rejected update':
      return rule('rejected', 'A rejected request changes nothing.', `${pointer}/responses`)
    case 'listed':
      return rule('listed', `It lists what ${create.id} creates.`)
    case 'limit': {
      const { object, pointer: at } = requirement.parameter
      const text = `It lists at most as many items as \`${object.name}\` says.`
      return { id: ruleIds.limit(operation, object), text, pointer: at }
    }
    case 'pages': {
      const { object, pointer: at } = requirement.page
      return {
        id: ruleIds.pages(operation, object),
        text: `\`${object.name}\` selects other items.`,
        pointer: at,
      }
    }
    case 'cursor': {
      const { object, pointer: at } = requirement.cursor.parameter
      return {
        id: ruleIds.pages(operation, object),
        text: `\`${object.name}\` leads through the list: each item is on one page.`,
        pointer: at,
      }
    }
    case 'filter': {
      const { object, pointer: at } = requirement.parameter
      const text = `\`${object.name}\` selects the items with this value.`
      return { id: ruleIds.filter(operation, object), text, pointer: at }
    }
    case 'updated':
      return rule('updated', `What it changes can be read with ${requirement.read.id}.`)
    case 'kept':
      return rule('kept', 'What it does not name keeps its value.')
    case 'precondition':
      return rule(
        'precondition',
        'An outdated entity tag in `If-Match` is rejected.',
        preconditionPointer(operation),
      )
    case 'gone':
    case 'unlisted':
      return rule('gone', 'What it deletes is gone.')
    case 'gone for':
      return rule('gone', `It does not find what ${requirement.remove.id} deleted.`, `${pointer}/responses`)
    case 'isolation':
      return rule('isolation', 'What belongs to another account is rejected.', `${pointer}/responses`)
  }
}

function locationPointer({ responses }: Operation): string | undefined {
  return responses
    .filter(({ status }) => status === '201')
    .flatMap(({ headers }) => headers)
    .find(({ name }) => name.toLowerCase() === 'location')?.pointer
}

function preconditionPointer({ parameters, responses, pointer }: Operation): string {
  const header = parameters.find(({ object }) => /^if-match$/i.test(object.name))
  const response = responses.find(({ status }) => status === '412' || status === '428')
  return header?.pointer ?? response?.pointer ?? pointer
}
