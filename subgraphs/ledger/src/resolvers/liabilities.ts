import { isId } from '@tallystick/ids'
import { money } from '@tallystick/money'
import { notFound } from '@tallystick/subgraph-server'
import { GraphQLError } from 'graphql'
import { listLiabilities, proveLiability } from '../domain/liabilities/prove-liability.ts'
import {
  type PublishingRefusal,
  publishLiabilities,
} from '../domain/liabilities/publish-liabilities.ts'
import { listAnchors } from '../domain/tally/anchor-tree-head.ts'
import type {
  LiabilitySnapshotResolvers,
  MutationResolvers,
  QueryResolvers,
} from '../schema/resolvers.generated.ts'

/** What is owed, and the proof that an account is counted in it. */
export const liabilitiesQuery: Pick<
  QueryResolvers,
  'liabilityProof' | 'liabilities' | 'treeHeadAnchors'
> = {
  async liabilityProof(_parent, { accountId }, { db, actor, now, liabilitiesEveryMs }) {
    if (!isId('acc', accountId)) throw notFound()
    const asking = { db, actor, now, everyMs: liabilitiesEveryMs }
    const result = await proveLiability(asking, accountId)
    if (result.ok) return { json: result.value }
    if (result.refusal.code === 'NOT_FOUND') throw notFound()
    throw notPublishedYet(result.refusal.nextAt)
  },

  liabilities: (_parent, _args, { db }) => listLiabilities(db),

  treeHeadAnchors: (_parent, _args, { db }) => listAnchors(db),
}

/** Publishing what is owed before its time has come. */
export const liabilitiesMutation: Pick<MutationResolvers, 'publishLiabilities'> = {
  async publishLiabilities(_parent, _args, { db, sealingKey }) {
    const result = await publishLiabilities({ db, key: sealingKey })
    if (result.ok)
      return {
        __typename: 'PublishLiabilitiesSuccess' as const,
        liabilities: await listLiabilities(db),
      }
    const { code } = result.refusal
    return { __typename: 'LiabilitiesNotPublished' as const, code, message: MESSAGES[code] }
  },
}

/** A snapshot as anyone may see it. */
export const LiabilitySnapshot: LiabilitySnapshotResolvers = {
  total: ({ total, currency }) => money(total, currency),
  rootHash: ({ rootHash }) => Buffer.from(rootHash).toString('hex'),
  signature: ({ signature }) => Buffer.from(signature).toString('base64url'),
}

const notPublishedYet = (nextAt: Date | undefined): GraphQLError =>
  new GraphQLError(
    `The account is newer than the latest statement of what we owe. ${
      nextAt
        ? `The next one comes at ${nextAt.toISOString()}, if anything is sealed by then.`
        : 'An administrator publishes the next one.'
    }`,
    {
      extensions: {
        code: 'NOT_PUBLISHED_YET',
        ...(nextAt ? { details: { nextAt: nextAt.toISOString() } } : {}),
      },
    },
  )

const MESSAGES: Readonly<Record<PublishingRefusal['code'], string>> = {
  NOTHING_SEALED: 'Nothing is sealed yet with the key in use. Try again when something was posted.',
  ALREADY_PUBLISHING: 'Another process is publishing at this moment. Look at `liabilities` soon.',
}
