import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AUTH_SETTINGS } from '../src/server.ts'
import { actorOf, newMailbox, proofsOf, quickHasher, tokenOf } from './mailbox.ts'
import { raceOf } from './race.ts'
import { codesOf, only, openRoom, PASSWORD, type Room, userActor } from './room.ts'

const MINUTE = 60_000
const EMAIL = 'ada@demo.test'

const mail = newMailbox()
let room: Room
let proofs: ReturnType<typeof proofsOf>
beforeAll(async () => {
  const verification = { ...AUTH_SETTINGS.verification, email: 'required' } as const
  room = await openRoom({
    notifier: mail.notifier,
    hasher: quickHasher(),
    settings: { verification },
  })
  proofs = proofsOf(room)
})
beforeEach(async () => {
  await mail.all(room)
  await room.sql`truncate auth.users, auth.sign_in_tallies cascade`
})
afterAll(() => room.close())

const nameOf = async (answer: ReturnType<typeof room.send>) => only(await answer)['__typename']
const signUp = async (over: object = {}) => {
  expect(await nameOf(room.signUp(over))).toBe('VerificationRequired')
  return mail.next('EMAIL_VERIFICATION')
}
/** Six digits that are not `code`. */
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('signing up where addresses are to be verified', () => {
  it('lets in with the link, and not before // AUT-15 C9', async () => {
    const message = await signUp({ username: 'ada' })
    expect(message).toMatchObject({
      to: { email: EMAIL },
      values: { name: 'Ada', minutes: 60, code: expect.stringMatching(/^\d{6}$/) },
    })
    expect(message.values.link).toMatch(/^http:\/\/localhost:4000\/verify-email#token=[\w-]{43}$/)
    expect(await nameOf(room.signIn())).toBe('VerificationRequired')
    expect(await nameOf(room.signIn({ password: 'wrong-password' }))).toBe('InvalidCredentials')
    const token = tokenOf(message)
    expect(only(await proofs.verifyEmail({ token }))).toEqual({
      __typename: 'VerifyEmailSuccess',
      user: { id: expect.stringMatching(/^usr_/), name: 'Ada', email: null, emailVerified: null },
    })
    expect(await nameOf(proofs.verifyEmail({ token }))).toBe('InvalidCode')
    expect((await mail.next('WELCOME')).to).toEqual({ email: EMAIL })
    expect(await nameOf(room.signIn())).toBe('SignInSuccess')
    expect(await room.sql`select username, email_verified from auth.users`).toEqual([
      { username: 'ada', email_verified: true },
    ])
    expect(
      await room.sql`select body ->> 'username' as username from auth.outbox
        where type = 'auth:email:verified' order by sequence desc limit 1`,
    ).toEqual([{ username: 'ada' }])
  })

  it('lets in with the six digits, however they are spaced // AUT-15 MFA-4 C9', async () => {
    const { code } = (await signUp()).values
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
    expect(await nameOf(proofs.verifyEmail({ email: ` ADA@demo.test`, code: spaced }))).toBe(
      'VerifyEmailSuccess',
    )
    expect(await nameOf(proofs.verifyEmail({ email: EMAIL, code }))).toBe('InvalidCode')
    expect(await nameOf(room.signIn())).toBe('SignInSuccess')
  })

  it('answers a taken address as a new one, and tells its owner // AUT-15', async () => {
    const fresh = only(await room.signUp())
    await proofs.verifyEmail({ token: tokenOf(await mail.next('EMAIL_VERIFICATION')) })
    await mail.all(room)
    const taken = only(
      await room.signUp({ email: 'Ada@demo.test', name: 'Eve', password: 'eves-own-phrase' }),
    )
    expect(taken).toEqual(fresh)
    const notice = await mail.next('SECURITY_NOTICE')
    expect(notice).toMatchObject({
      to: { email: EMAIL },
      values: { name: 'Ada', what: 'EMAIL_TAKEN' },
    })
    expect(await nameOf(room.signIn())).toBe('SignInSuccess')
    expect(await nameOf(room.signIn({ password: 'eves-own-phrase' }))).toBe('InvalidCredentials')
    expect(await room.sql`select name from auth.users`).toEqual([{ name: 'Ada' }])
  })

  it('gives an address that was never verified to who signed up last // AUT-15', async () => {
    const early = await signUp({ name: 'Eve', password: 'eves-own-phrase', username: 'eve' })
    const late = await signUp()
    expect(late.values.name).toBe('Ada')
    expect(await nameOf(proofs.verifyEmail({ token: tokenOf(early) }))).toBe('InvalidCode')
    expect(await nameOf(proofs.verifyEmail({ token: tokenOf(late) }))).toBe('VerifyEmailSuccess')
    expect(await nameOf(room.signIn({ password: 'eves-own-phrase' }))).toBe('InvalidCredentials')
    expect(await nameOf(room.signIn())).toBe('SignInSuccess')
    expect(await room.sql`select name, username from auth.users`).toEqual([
      { name: 'Ada', username: null },
    ])
  })

  it('takes no choice that no message told of: the code that is good is of the one before // AUT-15', async () => {
    for (let time = 1; time < 5; time++) await signUp({ password: `my-phrase-number-${time}` })
    const last = await signUp({ password: 'my-phrase-number-5' })
    expect(await nameOf(room.signUp({ password: 'eves-own-phrase' }))).toBe('VerificationRequired')
    expect(await mail.all(room)).toEqual([])
    expect(await nameOf(proofs.verifyEmail({ token: tokenOf(last) }))).toBe('VerifyEmailSuccess')
    expect(await nameOf(room.signIn({ password: 'eves-own-phrase' }))).toBe('InvalidCredentials')
    expect(await nameOf(room.signIn({ password: 'my-phrase-number-5' }))).toBe('SignInSuccess')
  })

  it('leaves an account that is in use to its owner, verified or not // AUT-15', async () => {
    const off = await room.another({ settings: {}, hasher: quickHasher() })
    try {
      await off.signUp()
    } finally {
      await off.close()
    }
    expect(await nameOf(room.signUp({ password: 'eves-own-phrase' }))).toBe('VerificationRequired')
    expect((await mail.next('SECURITY_NOTICE')).values.what).toBe('EMAIL_TAKEN')
    expect(await nameOf(room.signIn())).toBe('VerificationRequired')
    expect(await nameOf(room.signIn({ password: 'eves-own-phrase' }))).toBe('InvalidCredentials')
  })

  it('says of a handle only what everybody sees // AUT-15', async () => {
    await proofs.verifyEmail({ token: tokenOf(await signUp({ username: 'ada' })) })
    await mail.all(room)
    expect(await nameOf(room.signUp({ email: 'b@demo.test', username: 'ada' }))).toBe(
      'UsernameTaken',
    )
    // Whether the first address was free must not show in what the second one is told.
    for (const first of [EMAIL, 'new@demo.test']) {
      await nameOf(room.signUp({ email: first, username: 'probe' }))
      expect(await nameOf(room.signUp({ email: 'c@demo.test', username: 'probe' }))).toBe(
        'VerificationRequired',
      )
    }
  })

  it('gives a handle to one of two who verify at once // AUT-15', async () => {
    const one = await signUp({ email: 'b@demo.test', username: 'ben' })
    const other = await signUp({ email: 'c@demo.test', username: 'ben' })
    const names = await Promise.all(
      [one, other].map((each) => nameOf(proofs.verifyEmail({ token: tokenOf(each) }))),
    )
    expect(names).toEqual(['VerifyEmailSuccess', 'VerifyEmailSuccess'])
    const handles = await room.sql`select username from auth.users order by username nulls last`
    expect(handles).toEqual([{ username: 'ben' }, { username: null }])
  })
})

describe('a code to an address', () => {
  it('counts until its last millisecond and not in the one after // MFA-4', async () => {
    const late = await signUp()
    room.later(60 * MINUTE)
    expect(await nameOf(proofs.verifyEmail({ token: tokenOf(late) }))).toBe('InvalidCode')
    await proofs.resendVerification({ email: EMAIL })
    const soon = await mail.next('EMAIL_VERIFICATION')
    room.later(60 * MINUTE - 1)
    expect(await nameOf(proofs.verifyEmail({ email: EMAIL, code: soon.values.code }))).toBe(
      'VerifyEmailSuccess',
    )
  })

  it('ends with the fifth wrong try and not with the fourth; the link beside it goes on // MFA-4', async () => {
    const first = await signUp({ email: 'b@demo.test' })
    const second = await signUp()
    const guess = async (email: string, code: string, times: number) => {
      for (let time = 0; time < times; time++)
        expect(await nameOf(proofs.verifyEmail({ email, code: wrong(code) }))).toBe('InvalidCode')
    }
    await guess('b@demo.test', first.values.code, 4)
    const fifth = { email: 'b@demo.test', code: first.values.code }
    expect(await nameOf(proofs.verifyEmail(fifth))).toBe('VerifyEmailSuccess')
    await guess(EMAIL, second.values.code, 5)
    const sixth = { email: EMAIL, code: second.values.code }
    expect(await nameOf(proofs.verifyEmail(sixth))).toBe('InvalidCode')
    expect(await nameOf(proofs.verifyEmail({ token: tokenOf(second) }))).toBe('VerifyEmailSuccess')
  })

  it('is used once of 50 uses at once, in each of 20 rounds, by link and by digits // AUT-15 MFA-4', async () => {
    const rounds = await raceOf(50, 20, async (round) => {
      const email = `round-${round}@demo.test`
      const message = await signUp({ email })
      const byLink = { token: tokenOf(message) }
      const byCode = { email, code: message.values.code }
      return (index) => nameOf(proofs.verifyEmail(index % 2 === 0 ? byLink : byCode))
    })
    for (const round of rounds)
      expect(round.filter((name) => name === 'VerifyEmailSuccess')).toHaveLength(1)
  }, 60_000)

  it('is counted exactly: of 50 wrong tries at once five end it // MFA-4', async () => {
    const { code } = (await signUp()).values
    const tries = Array.from({ length: 50 }, () => wrong(code))
    await Promise.all(tries.map((each) => proofs.verifyEmail({ email: EMAIL, code: each })))
    expect(await room.sql`select tries from auth.one_time_codes where user_id is not null`).toEqual(
      [{ tries: 5 }],
    )
    expect(await nameOf(proofs.verifyEmail({ email: EMAIL, code }))).toBe('InvalidCode')
  })

  it('is sealed for its row: in another row it opens nothing // MFA-4', async () => {
    const { code } = (await signUp()).values
    await signUp({ email: 'b@demo.test' })
    await room.sql`update auth.one_time_codes as one set sealed_digits = other.sealed_digits
      from auth.one_time_codes as other where one.target = 'b@demo.test' and other.target = ${EMAIL}`
    const answer = await proofs.verifyEmail({ email: 'b@demo.test', code })
    expect(answer.errors?.[0]?.extensions['code']).toBe('INTERNAL')
    expect(JSON.stringify(await room.sql`select * from auth.one_time_codes`)).not.toContain(
      `"${code}"`,
    )
  })

  it('is no good to who may not sign in, nor once the address is another // AUT-5 AUT-15', async () => {
    const token = tokenOf(await signUp())
    await room.sql`update auth.users set status = 'SUSPENDED'`
    expect(await nameOf(proofs.verifyEmail({ token }))).toBe('InvalidCode')
    await room.sql`update auth.users set status = 'ACTIVE', email = 'other@demo.test'`
    expect(await nameOf(proofs.verifyEmail({ token }))).toBe('InvalidCode')
  })

  it.each([{}, { token: 't', email: EMAIL }, { email: EMAIL }, { code: '123456' }])(
    'is asked for properly: %j is BAD_USER_INPUT // C9',
    async (input) => {
      expect(codesOf(await proofs.verifyEmail(input))).toEqual(['BAD_USER_INPUT'])
    },
  )

  it('is sent five times within an hour at most, and to no one who is verified // AUT-16', async () => {
    await signUp()
    for (let time = 0; time < 4; time++) {
      await proofs.resendVerification({ email: EMAIL })
      await mail.next('EMAIL_VERIFICATION')
    }
    expect(only(await proofs.resendVerification({ email: EMAIL }))).toEqual({ minutes: 60 })
    expect(await mail.all(room)).toEqual([])
    room.later(60 * MINUTE)
    await proofs.resendVerification({ email: EMAIL })
    const { code } = (await mail.next('EMAIL_VERIFICATION')).values
    await proofs.verifyEmail({ email: EMAIL, code })
    await mail.next('WELCOME')
    await proofs.resendVerification({ email: EMAIL })
    expect(await mail.all(room)).toEqual([])
  })

  it('comes with the link of a new password, too: it was in the mailbox // AUT-11 AUT-15', async () => {
    await signUp({ username: 'ada' })
    await proofs.requestPasswordReset({ email: EMAIL })
    const token = tokenOf(await mail.next('PASSWORD_RESET'))
    await proofs.resetPassword({ token, password: 'quite-another-phrase' })
    expect(await nameOf(room.signIn({ password: 'quite-another-phrase' }))).toBe('SignInSuccess')
    expect(await room.sql`select username from auth.users`).toEqual([{ username: 'ada' }])
  })
})

describe('a phone', () => {
  const newPerson = async (email: string) => {
    await proofs.verifyEmail({ token: tokenOf(await signUp({ email })) })
    await mail.next('WELCOME')
    return actorOf(
      only<{ session: Parameters<typeof actorOf>[0] }>(
        await proofs.signIn({ email, password: PASSWORD }),
      ).session,
    )
  }
  const ask = async (actor: Awaited<ReturnType<typeof newPerson>>, phone = '+234 801 234 5678') => {
    expect(only(await proofs.requestPhoneVerification({ phone }, actor))).toEqual({ minutes: 10 })
    const message = await mail.next('OTP')
    expect(message.to).toEqual({ phone: phone.replaceAll(' ', '') })
    return message.values.code
  }
  const ME = '{ me { phone phoneVerified } }'

  it('is verified with the code that came to it // AUT-17 MFA-4', async () => {
    const ada = await newPerson(EMAIL)
    const code = await ask(ada)
    expect(only(await room.send(ME, undefined, ada))).toEqual({
      phone: '+2348012345678',
      phoneVerified: false,
    })
    expect(await nameOf(proofs.verifyPhone({ code: wrong(code) }, ada))).toBe('InvalidCode')
    expect(only(await proofs.verifyPhone({ code }, ada))).toMatchObject({
      __typename: 'VerifyPhoneSuccess',
      user: { phone: '+2348012345678', phoneVerified: true },
    })
    expect(await nameOf(proofs.verifyPhone({ code }, ada))).toBe('InvalidCode')
    await ask(ada, '+14155550100')
    expect(only(await room.send(ME, undefined, ada))).toEqual({
      phone: '+2348012345678',
      phoneVerified: true,
    })
  })

  it('is one person’s, once it is verified // AUT-17', async () => {
    const ada = await newPerson(EMAIL)
    const ben = await newPerson('ben@demo.test')
    const codes = [await ask(ada), await ask(ben)] as const
    const names = await Promise.all([
      nameOf(proofs.verifyPhone({ code: codes[0] }, ada)),
      nameOf(proofs.verifyPhone({ code: codes[1] }, ben)),
    ])
    expect(names.sort()).toEqual(['PhoneTaken', 'VerifyPhoneSuccess'])
  })

  it('has a code for ten minutes, good for one use of 50 // AUT-17 MFA-4', async () => {
    const ada = await newPerson(EMAIL)
    const late = await ask(ada)
    room.later(10 * MINUTE)
    expect(await nameOf(proofs.verifyPhone({ code: late }, ada))).toBe('InvalidCode')
    const rounds = await raceOf(50, 20, async () => {
      await room.sql`delete from auth.one_time_codes`
      const code = await ask(ada)
      return () => nameOf(proofs.verifyPhone({ code }, ada))
    })
    for (const round of rounds)
      expect(round.filter((name) => name === 'VerifyPhoneSuccess')).toHaveLength(1)
  }, 60_000)

  it('is a number of the whole world, and a person’s own business // AUT-17', async () => {
    const ada = await newPerson(EMAIL)
    for (const phone of ['0801234567', '+0123456789', 'phone'])
      expect(codesOf(await proofs.requestPhoneVerification({ phone }, ada))).toEqual([
        'BAD_USER_INPUT',
      ])
    const input = { phone: '+14155550100' }
    expect(codesOf(await proofs.requestPhoneVerification(input))).toEqual(['UNAUTHENTICATED'])
    const byKey = userActor(ada.id ?? '', { kind: 'PARTNER', keyId: 'key_1' })
    expect(codesOf(await proofs.requestPhoneVerification(input, byKey))).toEqual(['FORBIDDEN'])
  })
})
