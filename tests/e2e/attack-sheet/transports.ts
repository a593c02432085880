import type { Target } from './sheet.ts'
import {
  type Attack,
  asking,
  greeting,
  type Right,
  type Seen,
  sendHttp,
  sendSocket,
} from './sheet.ts'

/** An operation as a client names and fills it; nothing of it has to be right. */
export type Request = Readonly<Record<string, unknown>>

/** Who sends it. */
export type Sender = 'ada' | 'nobody' | 'key'

/** An operation that is an attack whatever it travels by. */
export type OperationAttack = Readonly<{
  name: string
  as?: Sender
  request: Request | ((target: Target) => Request)
  /** The status that POST says it with; the others follow from it. */
  right: Right
  /** Where it is another answer by GET: a mutation, or something that a URL is too short for. */
  byGet?: Right
  /** One answer cannot carry it; that is said before anybody asks who wants it. */
  isSubscription?: boolean
  /** Sent besides, by HTTP. */
  headers?: Record<string, string>
}>

const NEEDS_A_STREAM = { status: 400, code: 'BAD_USER_INPUT' }
const STREAM = 'text/event-stream'
/** Those of the caller rather than of the operation: told by HTTP before a stream of events begins. */
const TOLD_BEFORE = [401, 403, 405, 406, 429, 503]

/** The same operation by each of the five ways in. */
export function byEveryTransport(attack: OperationAttack): Attack[] {
  const { name, right, byGet = right, isSubscription, headers = {} } = attack
  const byPost = isSubscription ? NEEDS_A_STREAM : right
  const send = (accept: string | undefined, isGet: boolean) => async (target: Target) =>
    sendHttp(target, {
      headers: {
        ...headers,
        ...(accept ? { accept } : {}),
        ...authorizationOf(attack, target),
        ...(isGet ? { 'content-type': 'application/json' } : {}),
      },
      ...(isGet
        ? { method: 'GET', path: `/graphql?${toSearch(requestOf(attack, target))}` }
        : { body: JSON.stringify(requestOf(attack, target)) }),
    })
  return [
    { name: `POST: ${name}`, right: byPost, send: send(undefined, false) },
    {
      name: `GET: ${name}`,
      right: isSubscription ? NEEDS_A_STREAM : byGet,
      send: send(undefined, true),
    },
    { name: `SSE by POST: ${name}`, right: asStream(right), send: send(STREAM, false) },
    { name: `SSE by GET: ${name}`, right: asStream(byGet), send: send(STREAM, true) },
    { name: `WebSocket: ${name}`, right: asMessage(right), send: (to) => bySocket(attack, to) },
  ]
}

const requestOf = ({ request }: OperationAttack, target: Target): Request =>
  typeof request === 'function' ? request(target) : request

const tokenOf = ({ as = 'ada' }: OperationAttack, target: Target): string | undefined =>
  as === 'nobody' ? undefined : target[as]

function authorizationOf(attack: OperationAttack, target: Target): Record<string, string> {
  const token = tokenOf(attack, target)
  return token === undefined ? {} : { authorization: `Bearer ${token}` }
}

/** The parameters of a request as a URL has them. */
export function toSearch(request: Request): URLSearchParams {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(request))
    if (value !== undefined)
      search.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  return search
}

const asStream = (right: Right): Right =>
  typeof right.status !== 'number' || TOLD_BEFORE.includes(right.status) || right.status > 405
    ? right
    : { ...right, status: 200 }

const asMessage = ({ status, code }: Right): Right =>
  typeof status !== 'number'
    ? { status, code }
    : status === 413
      ? { status: 1009 }
      : { status: status >= 400 ? 'error' : 'next', code }

const bySocket = (attack: OperationAttack, target: Target): Promise<Seen> =>
  sendSocket(target, {
    messages: [greeting(tokenOf(attack, target)), asking(requestOf(attack, target))],
    until: ({ type }) => type !== 'complete',
  })
