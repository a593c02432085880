import { readFileSync } from 'node:fs'

/** The passwords that attackers try first, in lower case, each long enough to pass the rule about length. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== ''),
)
