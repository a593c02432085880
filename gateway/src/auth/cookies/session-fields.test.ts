import { readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { newSessionFieldsOf } from './session-fields.ts'

test('finds the mutations of this repository that hand out a session (TOK-12)', () => {
  const schema = buildSchema(readFileSync(new URL('../../../api.graphql', import.meta.url), 'utf8'))
  const sessionFieldsOf = newSessionFieldsOf(() => schema)
  const names = Object.keys(schema.getMutationType()?.getFields() ?? {})
  const beginning = names.filter((name) => sessionFieldsOf([name]).beginning === 1)
  expect(beginning).toEqual(expect.arrayContaining(['refreshSession', 'signIn', 'signUp']))
  for (const name of ['resetPassword', 'changePassword', 'revokeSession', 'sendMoney', 'signOut'])
    expect(beginning).not.toContain(name)
  expect(sessionFieldsOf(['signOut', 'signIn', 'signIn', 'sendMoney'])).toEqual({
    beginning: 2,
    ending: 1,
  })
})
