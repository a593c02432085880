import type { Db } from '@tallystick/db'
import { countPasskeys } from '../../db/passkeys.ts'
import { countRecoveryCodes } from '../../db/recovery-codes.ts'
import { findTotp } from '../../db/totp-factors.ts'
import { findHashOfUser } from '../../db/users.ts'
import type { Factors } from '../rules/mfa-challenge.ts'

/** What a person shows beside their password. */
export async function factorsOf(db: Db, userId: string): Promise<Factors> {
  const totp = await findTotp(db, userId, 'CONFIRMED')
  const recoveryCodesLeft = await countRecoveryCodes(db, userId)
  const passkeys = await countPasskeys(db, userId)
  const hasPassword = (await findHashOfUser(db, userId)) !== undefined
  return { totpSince: totp?.confirmedAt ?? null, recoveryCodesLeft, passkeys, hasPassword }
}
