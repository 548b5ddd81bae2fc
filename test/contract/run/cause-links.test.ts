import { expect, test } from 'vitest'
import { causes } from '../../../src/contract/checks/causes.ts'
import { CauseLinks } from '../../../src/contract/run/cause-links.ts'

/** Returns whether a cause that a check found explains why a case failed. */
function explains(ofCheck: string, ofCase: string): boolean {
  const links = new CauseLinks()
  links.count([ofCheck])
  links.add(ofCase, [ofCheck])
  return links.pairs(['/error/type', '/error/code']).length > 0
}

const noType = causes.body('/error', 'the property `type`')

test('a body without what identifies an error explains that the error is another one', () => {
  expect(explains(noType, causes.error('/error/type', 'missing'))).toBe(true)
  expect(explains(noType, causes.error('/error/param', 'missing'))).toBe(true)
})

test('no body explains another status code than a case expects', () => {
  expect(explains(noType, causes.rejected('close/examples/full', '400'))).toBe(false)
  expect(explains(noType, causes.otherError('close/route', '400'))).toBe(false)
  expect(explains(causes.notJson(), causes.otherError('close/route', '400'))).toBe(false)
  expect(explains(causes.mediaType('text/html'), causes.rejected('close/body', '400'))).toBe(false)
})

test('an error that is sent as a success explains what its body lacks', () => {
  const asSuccess = causes.errorAsSuccess(200)
  expect(explains(noType, asSuccess)).toBe(true)
  expect(explains(causes.criterion('$response.body#/id == $request.path.id'), asSuccess)).toBe(true)
  expect(explains(causes.missingHeader('Request-Id'), asSuccess)).toBe(false)
})

test('a status code that is not documented explains whatever a case expects', () => {
  const status = causes.status(422)
  expect(explains(status, causes.rejected('close/body', '422'))).toBe(true)
  expect(explains(status, causes.otherError('close/route', '422'))).toBe(true)
})
