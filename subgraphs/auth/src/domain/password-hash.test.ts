import bcrypt from 'bcryptjs'
import { afterAll, describe, expect, it } from 'vitest'
import { isImportedHash, newPasswordHasher } from './password-hash.ts'

const hasher = newPasswordHasher()
afterAll(hasher.close)

describe('newPasswordHasher', () => {
  it('recognises the password it hashed and no other', async () => {
    const hashed = await hasher.hash('correct-horse-battery')
    if (!hashed.ok) throw new Error('busy')
    expect(hashed.value).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    const verify = (password: string) => hasher.verify(password, hashed.value)
    expect(await verify('correct-horse-battery')).toEqual({ ok: true, value: true })
    expect(await verify('Correct-horse-battery')).toEqual({ ok: true, value: false })
  })

  it('hashes the same password differently each time', async () => {
    const [one, other] = await Promise.all([hasher.hash('same-same'), hasher.hash('same-same')])
    expect(one).not.toEqual(other)
  })

  it('verifies what another argon2id wrote, with costs of its own', async () => {
    // Made by the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32.
    const phc =
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    expect(await hasher.verify('password', phc)).toEqual({ ok: true, value: true })
  })

  it('takes composed and decomposed letters as the same password', async () => {
    const hashed = await hasher.hash('caf\u00e9-racer')
    if (!hashed.ok) throw new Error('busy')
    expect(await hasher.verify('cafe\u0301-racer', hashed.value)).toMatchObject({ value: true })
  })

  it('never accepts a password for nobody', async () => {
    expect(await hasher.verify('whatever-it-is', undefined)).toEqual({ ok: true, value: false })
  })

  it('throws for a stored hash that is none, instead of refusing the password', async () => {
    await expect(hasher.verify('x', '$2b$12$abc')).rejects.toThrow('PHC')
  })

  it('runs two at once, lets 32 wait and turns the rest away, then recovers', async () => {
    const two = newPasswordHasher({ concurrentMax: 2 })
    const take = (length: number) => Array.from({ length }, () => two.verify('password', undefined))
    const first = take(33)
    expect(two.isFull()).toBe(false)
    const flooding = [...first, ...take(1)]
    expect(two.isFull()).toBe(true)
    const flood = await Promise.all([...flooding, ...take(6)])
    expect(two.isFull()).toBe(false)
    expect(flood.filter(({ ok }) => ok)).toHaveLength(34)
    expect(flood.filter(({ ok }) => !ok)).toHaveLength(6)
    expect(await two.verify('password', undefined)).toMatchObject({ ok: true })
    await two.close?.()
  }, 20_000)

  it('leaves the thread that serves alone meanwhile, also with bcrypt', async () => {
    const imported = await bcrypt.hash('imported-secret', 12)
    const work = Promise.all([
      ...Array.from({ length: 4 }, () => hasher.verify('wrong', imported)),
      ...Array.from({ length: 4 }, () => hasher.verify('wrong', undefined)),
    ])
    const before = performance.eventLoopUtilization()
    await work
    // Hashing here would keep it busy from the beginning to the end.
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5)
  }, 20_000)

  it('says so when a thread ends in the middle, and goes on with another', async () => {
    const own = newPasswordHasher()
    const broken = own.verify('password', undefined)
    await own.close()
    await expect(broken).rejects.toThrow('thread')
    expect(await own.verify('password', undefined)).toEqual({ ok: true, value: false })
    await own.close()
  })

  it('verifies bcrypt of cost 12 to 15 beside it, and never writes it // AUT-13 NFR-5', async () => {
    const imported = await bcrypt.hash('imported-secret', 12)
    expect(isImportedHash(imported)).toBe(true)
    expect(await hasher.verify('imported-secret', imported)).toEqual({ ok: true, value: true })
    expect(await hasher.verify('Imported-secret', imported)).toEqual({ ok: true, value: false })
    expect(isImportedHash(imported.replace('$2b$', '$2a$'))).toBe(true)
    const others = [
      imported.replace('$12$', '$11$'),
      imported.replace('$12$', '$16$'),
      imported.replace('$2b$', '$2y$'),
      imported.slice(0, -1),
      `${imported}x`,
    ]
    for (const other of others) {
      expect(isImportedHash(other)).toBe(false)
      await expect(hasher.verify('x', other)).rejects.toThrow('PHC')
    }
  }, 20_000)
})
