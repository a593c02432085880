import { constraintOf } from '@tallystick/db'
import { accepted, type Result, refused } from '@tallystick/result'
import { lockUser, updatePhone } from '../../db/users.ts'
import type { Means } from '../means.ts'
import { isPhone, tidyPhone } from '../rules/phone.ts'
import type { User } from '../rules/user.ts'
import { issueCode } from './issue-code.ts'
import { type InvalidCode, useDigits } from './use-code.ts'

const purpose = 'PHONE_VERIFICATION'

/** Why a phone is not verified. That another person has it is told only to who has just read the code on it. */
export type VerifyPhoneRefused = InvalidCode | Readonly<{ code: 'PHONE_TAKEN' }>

/**
 * Sends six digits to a phone that a person says is theirs. Until they show them, a phone that they have verified stays.
 *
 * @returns how many minutes the digits live
 */
export async function requestPhoneVerification(
  means: Means,
  { userId, phone }: { userId: string; phone: string },
): Promise<Result<number, Readonly<{ code: 'MALFORMED_PHONE' }>>> {
  const number = tidyPhone(phone)
  if (!isPhone(number)) return refused({ code: 'MALFORMED_PHONE' })
  const { phoneMinutes: minutes } = means.settings.verification
  await means.outbox.transaction(async (tx, publish) => {
    const user = await lockUser(tx, userId)
    const isActive = user.status === 'ACTIVE'
    const to = { phone: number }
    const request = {
      purpose,
      by: { digits: true, link: false },
      to,
      minutes,
      compose: ({ digits }: { digits: string }) =>
        ({ to, template: 'OTP', values: { code: digits, minutes } }) as const,
    } as const
    await issueCode({ tx, publish }, isActive ? user : undefined, { request, facts: means })
    if (isActive && !user.phoneVerified)
      await updatePhone(tx, { id: userId, phone: number, phoneVerified: false })
  })
  means.post.sendSoon()
  return accepted(minutes)
}

/** Marks the phone that the last code was sent to as the person's own. */
export async function verifyPhone(
  means: Means,
  { userId, digits }: { userId: string; digits: string },
): Promise<Result<User, VerifyPhoneRefused>> {
  try {
    const user = await means.outbox.transaction(async (tx, publish) => {
      const before = await lockUser(tx, userId)
      if (before.status !== 'ACTIVE') return undefined
      const code = await useDigits(tx, { userId, purpose, digits }, means)
      if (!code?.target) return undefined
      const phone = { phone: code.target, phoneVerified: true }
      await updatePhone(tx, { id: userId, ...phone })
      await publish({
        type: 'auth:phone:verified',
        body: { userId },
        aggregate: { type: 'user', id: userId },
        cause: means.cause,
      })
      return { ...before, ...phone }
    })
    return user ? accepted(user) : refused({ code: 'INVALID_CODE' })
  } catch (fault) {
    // Only the index can tell: two people may verify one phone at the same moment.
    if (constraintOf(fault) === 'users_phone_unique') return refused({ code: 'PHONE_TAKEN' })
    throw fault
  }
}
