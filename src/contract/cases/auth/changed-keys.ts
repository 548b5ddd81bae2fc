import { isCaseless } from '../../generate/letter-case.ts'
import { CaseSkipped } from '../case-skipped.ts'

/** A wrong key that is made of the right one. */
interface ChangedKey {
  readonly label: string
  readonly change: (key: string) => string
  /** Returns the shell expression that makes the same change to the key in a variable. */
  readonly inShell: (variable: string, key: string) => string
}

export const CHANGED_KEYS: readonly ChangedKey[] = [
  {
    label: 'never issued key',
    change: (key) => key.slice(0, -1) + otherEnd(key),
    inShell: (variable, key) => `\${${variable}%?}${otherEnd(key)}`,
  },
  {
    label: 'key in another letter case',
    change: otherCase,
    inShell: (variable, key) =>
      key === key.toUpperCase()
        ? `$(printf %s "$${variable}" | tr A-Z a-z)`
        : `$(printf %s "$${variable}" | tr a-z A-Z)`,
  },
  {
    label: 'truncated key',
    change: withoutEnd,
    inShell: (variable) => `\${${variable}%????}`,
  },
  {
    label: 'key with a suffix',
    change: (key) => `${key}extra`,
    inShell: (variable) => `\${${variable}}extra`,
  },
  {
    label: 'key with a prefix',
    change: (key) => `extra${key}`,
    inShell: (variable) => `extra\${${variable}}`,
  },
  {
    label: 'never issued key of the other mode',
    change: (key) => otherMode(key).slice(0, -1) + otherEnd(key),
    inShell: (variable, key) => {
      const modes = key.includes('_test_') ? '_test_/_live_' : '_live_/_test_'
      return `$(printf %s "\${${variable}%?}${otherEnd(key)}" | sed s/${modes}/)`
    },
  },
  {
    // `%` stands for any text, if a server looks up keys by a pattern of SQL.
    label: 'key with a wildcard of SQL',
    change: (key) => `${withoutEnd(key)}%`,
    inShell: (variable) => `\${${variable}%????}%`,
  },
]

function otherMode(key: string): string {
  const other = key.includes('_test_') ? key.replace('_test_', '_live_') : key.replace('_live_', '_test_')
  if (other === key) throw new CaseSkipped('the key names no mode')
  return other
}

/** Returns another last character. The two differ in the first two bits, which the last character of Base64 always has. */
function otherEnd(key: string): string {
  return /[\dW-Zw-z+/_-]$/.test(key) ? 'A' : 'x'
}

function withoutEnd(key: string): string {
  if (key.length <= 4) throw new CaseSkipped('the key is too short to be truncated')
  return key.slice(0, -4)
}

function otherCase(key: string): string {
  if (isCaseless(key)) throw new CaseSkipped('the key is the same in upper and lower case')
  const upper = key.toUpperCase()
  return upper === key ? key.toLowerCase() : upper
}
