import type { Db } from '@tallystick/db'
import { findAccessToken } from '../../db/oauth-artifacts.ts'
import { touchGrant } from '../../db/oauth-grants.ts'
import { type OAuthTokenGrant, toTokenGrant } from '../rules/oauth-grant.ts'
import { scopesToGive } from './scopes-to-give.ts'

/** How coarse the note of a grant's last use is, in milliseconds: each note is a write. */
const TOUCH_MS = 60_000

/**
 * Says what an access token of this hash grants to who holds it; undefined for any reason that it grants nothing.
 *
 * Takes note of the use, at most once a minute.
 */
export async function grantToken(
  { db, now }: Readonly<{ db: Db; now: Date }>,
  tokenHash: string,
): Promise<OAuthTokenGrant | undefined> {
  if (!/^[0-9a-f]{64}$/.test(tokenHash)) return undefined
  const { grant, stored } = await judge(db, tokenHash, now)
  const last = stored?.lastUsedAt
  if (grant && stored && (!last || now.getTime() - last.getTime() >= TOUCH_MS))
    await touchGrant(db, stored.id, now)
  return grant
}

/** The scopes that a token has now, for whoever asks on behalf of its program; none when it grants nothing. */
export async function scopesNow(
  { db, now }: Readonly<{ db: Db; now: Date }>,
  tokenHash: string,
): Promise<readonly string[]> {
  const { grant } = await judge(db, tokenHash, now)
  return grant?.scopes ?? []
}

async function judge(db: Db, tokenHash: string, now: Date) {
  const found = await findAccessToken(db, tokenHash, now)
  if (!found) return { grant: undefined, stored: null }
  const scopes = scopesIn(found.payload)
  const held = { ...found, scopes, may: scopesToGive(found.user.roles) }
  return { grant: toTokenGrant(held, now), stored: found.grant }
}

const scopesIn = ({ scope }: Readonly<Record<string, unknown>>): string[] =>
  typeof scope === 'string' ? scope.split(' ').filter(Boolean) : []
