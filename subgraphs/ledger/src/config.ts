import { defineVariables, variable, whole } from '@tallystick/config'
import { z } from 'zod'
import { openSealingKey } from './domain/tally/sealing-key.ts'

/** What the Ledger subgraph reads from its environment, beside what every subgraph process reads. */
export const ledgerVariables = defineVariables({
  LEDGER_DATABASE_URL: variable({
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    description: 'PostgreSQL, as the role of the Ledger subgraph.',
    secret: true,
  }),
  SEALING_KEY: variable({
    schema: z.string().transform((text, context) => {
      try {
        return openSealingKey(JSON.parse(text))
      } catch {
        context.addIssue({ code: 'custom', message: 'is not a private Ed25519 key (JWK)' })
        return z.NEVER
      }
    }),
    description:
      'The private Ed25519 key (JWK) that signs the tally log. Heads signed with an earlier one stay valid.',
    secret: true,
  }),
  LEDGER_LANES: variable({
    schema: whole(1, 16),
    default: '2',
    description:
      'Batches of postings in flight at a time, never to the same account; each takes a connection and a core of PostgreSQL.',
  }),
  LIABILITIES_EVERY_MINUTES: variable({
    schema: whole(0, 44_640),
    default: '60',
    description:
      'Minutes from one signed statement of what is owed to customers to the next; 0 when only administrators publish.',
  }),
})

const ANCHOR_NAMES = ['file', 'ethereum', 'bitcoin'] as const

/** Where tree heads are written down outside. The worker reads them, and whoever starts everything at once. */
export const anchorVariables = defineVariables({
  ANCHORS: variable({
    schema: z
      .string()
      .transform((text) => (text === 'off' ? [] : text.split(',').map((name) => name.trim())))
      .pipe(z.array(z.enum(ANCHOR_NAMES, 'names something else than file, ethereum and bitcoin')))
      .transform((names) => [...new Set(names)]),
    default: 'file',
    description:
      'Where tree heads of the tally log are written down: file, ethereum, bitcoin, separated by commas; off for nowhere.',
  }),
  ANCHOR_EVERY_MINUTES: variable({
    schema: whole(1, 44_640),
    default: '60',
    description: 'Minutes from one anchored tree head to the next, in each of ANCHORS.',
  }),
  ANCHOR_PATH: variable({
    schema: z.string().optional(),
    description:
      'The file of the anchor `file`: one line of JSON for each head, only ever added to. In one process, anchors/tree-heads.jsonl in DATA_DIR when left out.',
  }),
  ETHEREUM_RPC_URL: variable({
    schema: z.url({ protocol: /^https?$/ }).optional(),
    secret: true,
    description: 'The JSON-RPC address of an Ethereum node, for the anchor `ethereum`.',
  }),
  ETHEREUM_ANCHOR_KEY: variable({
    schema: z
      .string()
      .regex(/^0x[0-9a-f]{64}$/i, 'is not 0x and 64 hex digits')
      .optional(),
    secret: true,
    description:
      'The private key of the account that pays for the anchor `ethereum`. Use it for nothing else.',
  }),
  BITCOIN_RPC_URL: variable({
    schema: z.url({ protocol: /^https?$/ }).optional(),
    secret: true,
    description:
      'The wallet of a bitcoind that pays for the anchor `bitcoin`: http://user:password@host:8332/wallet/name. Use it for nothing else.',
  }),
})
