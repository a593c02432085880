import type { Door } from '@tallystick/subgraph-client'
import { z } from 'zod'
import { ask } from '../ask.ts'
import type { People } from './port.ts'

const QUERY = 'query PersonToPay($email: String!) { userByEmail(email: $email) { id } }'
const answer = z.object({ userByEmail: z.object({ id: z.string() }).nullable() })

const ADDRESS = 'query AddressOfPerson($id: ID!) { userById(id: $id) { email } }'
const address = z.object({ userById: z.object({ email: z.string() }).nullable() })

/** Reaches Auth through its own door. */
export const newPeople = (door: Door): People => ({
  async findUserId(email, requestId) {
    const data = await ask(door, { query: QUERY, variables: { email }, answer, requestId })
    return data.userByEmail?.id
  },
  async findEmail(id, requestId) {
    const variables = { id }
    const data = await ask(door, { query: ADDRESS, variables, answer: address, requestId })
    return data.userById?.email
  },
})
