import { accepted, type Result, refused } from '@tallystick/result'

/** What a person says about themselves when signing up, tidied by `checkIdentity`. */
export type Identity = Readonly<{ email: string; name: string; username: string | null }>

/** Which part of an identity is not of the form that the schema describes. */
export type MalformedIdentity = Readonly<{ code: 'MALFORMED'; field: keyof Identity }>

/** Longest address (RFC 5321 §4.5.3.1.3, less the angle brackets), its local part, and a name, in characters. */
const EMAIL_MAX = 254
const LOCAL_PART_MAX = 64
const NAME_MAX = 100

/** Whether `text` looks like an e-mail address. Only a message sent to it can prove that it is one. */
export function isEmail(text: string): boolean {
  if (text.length > EMAIL_MAX) return false
  const [local = '', domain = '', ...rest] = text.split('@')
  return (
    rest.length === 0 &&
    local.length <= LOCAL_PART_MAX &&
    /^[^\s\p{C}]+$/u.test(local) &&
    /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+$/u.test(domain)
  )
}

/** An address as it is stored and looked up: without spaces around it, in one Unicode spelling. Case is kept. */
export const tidyEmail = (text: string): string => text.trim().normalize('NFC')

/** Tidies and checks an identity. Spaces around the address and the name are dropped; case is kept. */
export function checkIdentity(given: {
  email: string
  name: string
  username?: string | null | undefined
}): Result<Identity, MalformedIdentity> {
  const email = tidyEmail(given.email)
  const name = given.name.trim().normalize('NFC')
  const username = given.username ?? null
  if (!isEmail(email)) return malformed('email')
  if (!isName(name)) return malformed('name')
  if (username !== null && !/^[a-z0-9._-]{3,30}$/.test(username)) return malformed('username')
  return accepted({ email, name, username })
}

const malformed = (field: keyof Identity) => refused({ code: 'MALFORMED', field } as const)

// Control and unassigned characters would let one person's name draw over another's.
const isName = (name: string): boolean =>
  name !== '' && [...name].length <= NAME_MAX && !/[\p{Cc}\p{Cn}\p{Cs}]/u.test(name)
