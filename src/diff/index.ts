/** Compares two versions of a description, and rates each change by the semver bump that it needs. */
export { diffVersions } from './diff.ts'
export type { ApiDiff, Change, Version } from './diff.ts'
