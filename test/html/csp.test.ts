import { expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../src/html/csp.ts'

test('allows no script or style on a page without any', () => {
  expect(contentSecurityPolicy({})).toBe(
    "default-src 'none'; script-src 'none'; style-src 'none'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'",
  )
})

test('lists each script once, by its hash', () => {
  // echo -n 'alert(1)' | openssl dgst -sha256 -binary | base64
  const hash = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
  expect(contentSecurityPolicy({ scripts: ['alert(1)', 'alert(1)'] })).toContain(`script-src ${hash};`)
})
