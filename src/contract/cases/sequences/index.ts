import { resourcesOf } from '../../../description/index.ts'
import type { Operation, Resource } from '../../../description/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput, MakeCases } from '../case-factory.ts'
import { createdCase, linkCase, locationCase } from './created.ts'
import { cursorCase } from './cursor.ts'
import { filterCase } from './filters.ts'
import { goneCase, goneForCase } from './gone.ts'
import { isolationCase } from './isolation.ts'
import { keptCase } from './kept.ts'
import { limitCase, listedCase, pagesCase } from './listed.ts'
import { longTextsCase } from './long-texts.ts'
import { preconditionCase } from './precondition.ts'
import { rejectedCreationCase } from './rejected-creation.ts'
import { sequencesOf } from '../../rules/sequence-requirements.ts'
import type { Requirement } from '../../rules/sequence-requirements.ts'
import { unlistedCase } from './unlisted.ts'
import { rejectedUpdateCase, updatedCase } from './updated.ts'

/** Makes the cases in which one operation shows the effect of another: create, read, update, list, delete. */
export const sequences: MakeCases = ({ description, operation, book }: CaseInput) =>
  resourcesOf(description).resources.flatMap((resource) =>
    sequencesOf(description, resource, operation).flatMap((requirement) => {
      const made = casesOf(resource, operation, requirement)
      return made.filter(({ rules }) => rules.every((rule) => book.has(rule)))
    }),
  )

function casesOf(resource: Resource, operation: Operation, requirement: Requirement): Case[] {
  switch (requirement.kind) {
    case 'created':
      return [createdCase(resource, requirement.read), longTextsCase(resource, requirement.read)]
    case 'location':
      return [locationCase(resource, requirement.read)]
    case 'link':
      return [linkCase(resource, requirement.link)]
    case 'rejected creation':
      return [rejectedCreationCase(resource, requirement.list)]
    case 'listed':
      return [listedCase(resource, requirement.list)]
    case 'limit':
      return [limitCase(resource, requirement.list, requirement.parameter)]
    case 'pages':
      return [pagesCase(resource, requirement.list, requirement)]
    case 'cursor':
      return [cursorCase(resource, requirement.list, requirement)]
    case 'filter':
      return [filterCase(resource, requirement.list, requirement.parameter)]
    case 'updated':
      return [updatedCase(resource, operation, requirement.read)]
    case 'kept':
      return [keptCase(resource, operation, requirement.read)]
    case 'rejected update':
      return [rejectedUpdateCase(resource, operation, requirement.read)]
    case 'precondition':
      return [preconditionCase(resource, operation, requirement)]
    case 'gone':
      return [goneCase(resource, operation, requirement.read)]
    case 'unlisted':
      return [unlistedCase(resource, operation, requirement)]
    case 'gone for':
      return [goneForCase(resource, operation, requirement)]
    case 'isolation':
      return [isolationCase(resource, operation)]
  }
}
