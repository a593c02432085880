import type { Values } from '@tallystick/config'
import type { anchorVariables, ledgerVariables } from './config.ts'
import { newAnchors } from './providers/anchor/from-config.ts'
import type { LedgerOptions } from './server.ts'

/** What the environment says of what the ledger tells the world by itself. */
export type PublicationConfig = Values<typeof anchorVariables> &
  Pick<Values<typeof ledgerVariables>, 'LIABILITIES_EVERY_MINUTES'>

const MINUTE_MS = 60_000

/** How a worker's Ledger publishes. @throws {ConfigError} naming all that an anchor needs and was not given */
export const toPublication = (
  config: PublicationConfig,
): Pick<LedgerOptions, 'liabilitiesEveryMs' | 'anchoring'> => ({
  liabilitiesEveryMs: config.LIABILITIES_EVERY_MINUTES * MINUTE_MS,
  anchoring: {
    anchors: newAnchors(config),
    everyMs: config.ANCHOR_EVERY_MINUTES * MINUTE_MS,
  },
})
