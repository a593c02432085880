import { isIPv4, isIPv6 } from 'node:net'

/** Callers whose address is not known share one budget. */
const UNKNOWN = 'unknown'
const GROUPS = 8
/** How many 16-bit groups of an IPv6 address name the network; the rest is the customer's to choose from. */
const NETWORK_GROUPS = 4

/**
 * What of an address rates are counted by: an IPv4 address as it is, also when it is written as IPv6; of an IPv6 address
 * the first 64 bits, because whoever has one has all 2^64 of the network.
 */
export function addressKey(address: string | undefined): string {
  const plain = address?.replace(/%.*$/, '') ?? ''
  if (isIPv4(plain)) return plain
  if (!isIPv6(plain)) return UNKNOWN
  const groups = groupsOf(plain)
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (mapped) return groups.slice(6).flatMap(toBytes).join('.')
  const network = groups.slice(0, NETWORK_GROUPS).map((group) => group.toString(16))
  return `${network.join(':')}::/64`
}

const toBytes = (group: number): number[] => [group >> 8, group & 0xff]

function groupsOf(address: string): number[] {
  const hex = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, ...bytes) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number)
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
  })
  const [head = '', tail] = hex.split('::')
  const before = toGroups(head)
  const after = toGroups(tail ?? '')
  const gap = Array.from({ length: GROUPS - before.length - after.length }, () => 0)
  return [...before, ...gap, ...after]
}

const toGroups = (text: string): number[] =>
  text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
