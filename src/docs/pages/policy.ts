/** The place of the policy in a page that is not complete. */
export const POLICY = '@policy@'

/** Returns the texts of a page's scripts, as the browser hashes them. Data is no script. */
export function inlineScripts(page: string): string[] {
  return [...page.matchAll(/<script([^>]*)>(.*?)<\/script>/gs)]
    .filter(([, attributes = '']) => !attributes.includes('application/json'))
    .map(([, , text = '']) => text)
}
