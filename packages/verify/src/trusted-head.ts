import { fromHex } from './bytes.ts'
import { readJson } from './json.ts'
import { isObject } from './shape.ts'
import { judged, type NotProven, refuse, type Trust } from './verdict.ts'

/**
 * The tree head that a person keeps in a file: a tree head as it is, or any file that holds one (of a consistency proof the
 * later). Its signature is not looked at, because it may come from an anchor that has none; whoever names it trusts it.
 */
export const readTrustedHead = (
  input: unknown,
): Promise<Readonly<{ ok: true; treeHead: NonNullable<Trust['treeHead']> }> | NotProven> =>
  judged(async () => {
    const json = readJson(input)
    const head = isObject(json) ? (json['treeHead'] ?? json['to'] ?? json) : json
    const { size, rootHash } = isObject(head) ? head : {}
    if (
      typeof size === 'number' &&
      typeof rootHash === 'string' &&
      fromHex(rootHash)?.length === 32
    )
      return { ok: true as const, treeHead: { size, rootHash } }
    return refuse(
      'WRONG_TRUST',
      'The tree head to trust needs a size and a root of 64 digits of hex.',
    )
  })
