import { ConfigError, type Values } from '@tallystick/config'
import type { anchorVariables } from '../../config.ts'
import { newBitcoinAnchor } from './bitcoin.ts'
import { newEthereumAnchor } from './ethereum.ts'
import { newFileAnchor } from './file.ts'
import type { Anchor } from './port.ts'

/** What the environment says of anchors. */
export type AnchorConfig = Omit<Values<typeof anchorVariables>, 'ANCHOR_EVERY_MINUTES'>

type Name = AnchorConfig['ANCHORS'][number]
type Variable = Exclude<keyof AnchorConfig, 'ANCHORS'>

const NEEDED: Readonly<Record<Name, readonly Variable[]>> = {
  file: ['ANCHOR_PATH'],
  ethereum: ['ETHEREUM_RPC_URL', 'ETHEREUM_ANCHOR_KEY'],
  bitcoin: ['BITCOIN_RPC_URL'],
}

/** Opens the anchors that are named. @throws {ConfigError} naming all that they need and were not given */
export function newAnchors(config: AnchorConfig): Anchor[] {
  const faults = config.ANCHORS.flatMap((anchor) =>
    NEEDED[anchor]
      .filter((name) => config[name] === undefined)
      .map((name) => ({ name, problem: `is required while ANCHORS names ${anchor}` })),
  )
  if (faults.length > 0) throw new ConfigError(faults)
  const given = (name: Variable): string => config[name] ?? ''
  const open: Readonly<Record<Name, () => Anchor>> = {
    file: () => newFileAnchor(given('ANCHOR_PATH')),
    ethereum: () =>
      newEthereumAnchor({
        rpcUrl: given('ETHEREUM_RPC_URL'),
        privateKey: given('ETHEREUM_ANCHOR_KEY'),
      }),
    bitcoin: () => newBitcoinAnchor({ rpcUrl: given('BITCOIN_RPC_URL') }),
  }
  return config.ANCHORS.map((name) => open[name]())
}
