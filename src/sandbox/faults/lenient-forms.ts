import { reasons } from '../stripe/parameters.ts'
import type { Fault } from './fault.ts'
import { ofKind, onlyAt } from './tools.ts'
import { rejectsBody, rewritesBody } from './validation-tools.ts'

/** Changes the fields of a form before they are parsed. Undefined drops a field. */
export function rewritesFields(
  rewrite: (name: string, value: string) => string | undefined,
): Fault['install'] {
  return rewritesBody((body) =>
    body
      .split('&')
      .flatMap((field) => {
        const [, name, value] = /^([^=]+)=(.*)$/.exec(field) ?? []
        return name === undefined || value === undefined ? field : (rewrite(name, value) ?? [])
      })
      .join('&'),
  )
}

const dropsFields = (
  name: string,
  which: string,
  matches: (name: string, value: string) => boolean,
): Omit<Fault, 'kind'> => ({
  name,
  description: `An unknown parameter ${which} is ignored.`,
  install: rewritesFields((field, value) => (matches(field, value) ? undefined : `${field}=${value}`)),
})

export const takesReasons = (
  name: string,
  which: string,
  read: (value: string) => string | undefined,
): Omit<Fault, 'kind'> => ({
  name,
  description: `A \`cancellation_reason\` ${which} is accepted.`,
  install: rewritesFields((field, value) =>
    field === 'cancellation_reason' ? `${field}=${read(value) ?? value}` : `${field}=${value}`,
  ),
})

const takesExpansions = (
  name: string,
  which: string,
  read: (value: string) => string,
): Omit<Fault, 'kind'> => ({
  name,
  description: `A property to expand ${which} is accepted.`,
  install: rewritesFields((field, value) =>
    field.startsWith('expand') ? `${field}=${read(value)}` : `${field}=${value}`,
  ),
})

/** Faults of forms: what a lenient server takes for something else. */
export const lenientFormFaults = onlyAt(
  'stripe',
  ofKind('validation', [
    {
      name: 'expand-checked-by-first-item',
      description: 'Only the first item of `expand` is checked, and invalid ones after it are ignored.',
      install: rewritesBody((body) => {
        const fields = body.split('&')
        const first = fields.findIndex((field) => field.startsWith('expand'))
        const isKept = (field: string): boolean =>
          !field.startsWith('expand') ||
          /=(?:customer|latest_charge|payment_method|transfer_data)\b/.test(field)
        return fields.filter((field, index) => index === first || isKept(field)).join('&')
      }),
    },
    dropsFields(
      'unknown-empty-ignored',
      'without a value',
      (name, value) => value === '' && !/^(?:cancellation_reason|expand)/.test(name),
    ),
    dropsFields('unknown-metadata-ignored', 'whose name begins with `metadata`', (name) =>
      name.startsWith('metadata'),
    ),
    dropsFields('unknown-utf8-ignored', '`utf8` of a framework', (name) => name === 'utf8'),
    dropsFields('unknown-underscore-ignored', 'whose name begins with `_`', (name) => name.startsWith('_')),
    {
      name: 'reason-empty-accepted',
      description: 'An empty `cancellation_reason` counts as none.',
      install: rewritesFields((field, value) =>
        field === 'cancellation_reason' && value === '' ? undefined : `${field}=${value}`,
      ),
    },
    takesReasons('reason-abbreviated-accepted', 'that is the start of a valid one', (value) =>
      value === '' ? undefined : reasons.find((reason) => reason.startsWith(value)),
    ),
    takesReasons('reason-index-accepted', 'that is the number of a valid one', (value) =>
      /^\d$/.test(value) ? reasons[Number(value)] : undefined,
    ),
    takesReasons('reason-with-line-break-accepted', 'with a line break after it', (value) =>
      value.replace(/%0A$/i, ''),
    ),
    takesReasons('reason-with-hyphens-accepted', 'with hyphens in place of underscores', (value) =>
      value.replaceAll('-', '_'),
    ),
    takesReasons('reason-other-accepted', '`other`', (value) =>
      value === 'other' ? 'abandoned' : undefined,
    ),
    takesReasons('reason-inherited-accepted', 'that every object of JavaScript has', (value) =>
      value in {} ? 'abandoned' : undefined,
    ),
    {
      name: 'reason-list-accepted',
      description: 'The parameter `cancellation_reason[]` is taken for `cancellation_reason`.',
      install: rewritesFields(
        (field, value) => `${field.replace(/^(cancellation_reason)(?:\[\]|%5B%5D)$/i, '$1')}=${value}`,
      ),
    },
    {
      name: 'expand-case-insensitive',
      description: 'A property to expand is accepted in upper case.',
      install: rewritesFields((field, value) => {
        return `${field}=${field.startsWith('expand') ? value.toLowerCase() : value}`
      }),
    },
    takesExpansions('expand-object-accepted', 'that is an object, and has no id', (value) =>
      value.replace(/^(?:metadata|amount_details|shipping|payment_method_options)$/, 'customer'),
    ),
    takesExpansions('expand-deep-accepted', 'with more than four levels', (value) =>
      value.replace(/^((?:[a-z_]+\.){3}[a-z_]+)(?:\.[a-z_]+)+$/, '$1'),
    ),
    takesExpansions('expand-with-line-break-accepted', 'with a line break after it', (value) =>
      value.replace(/%0A$/i, ''),
    ),
    takesExpansions('expand-empty-parts-accepted', 'with dots at its end', (value) =>
      value.replace(/\.+$/, ''),
    ),
    takesExpansions('expand-inherited-accepted', 'that every object of JavaScript has', (value) =>
      value in {} ? 'customer' : value,
    ),
    takesExpansions('expand-any-path-accepted', 'with any text after its first dot', (value) =>
      value.replace(/\..*/, ''),
    ),
    {
      name: 'form-names-not-decoded',
      description: 'A name with a percent-encoded letter is unknown.',
      install: rejectsBody((body) => /(?:^|&)[^=&]*%[67]/.test(body), 'cancellation_reason'),
    },
    {
      name: 'expand-empty-brackets-rejected',
      description: '`expand[]` is rejected, and only `expand[0]` accepted.',
      install: rejectsBody((body) => /(?:^|&)expand(?:\[\]|%5B%5D)=/i.test(body), 'expand'),
    },
  ]),
)
