import type { Db } from '@tallystick/db'
import { countRecoveryCodes } from '../../db/recovery-codes.ts'
import { findTotp } from '../../db/totp-factors.ts'
import type { Factors } from '../rules/mfa-challenge.ts'

/** What a person shows beside their password. */
export async function factorsOf(db: Db, userId: string): Promise<Factors> {
  const totp = await findTotp(db, userId, 'CONFIRMED')
  const recoveryCodesLeft = await countRecoveryCodes(db, userId)
  return { totpSince: totp?.confirmedAt ?? null, recoveryCodesLeft, passkeys: 0 }
}
