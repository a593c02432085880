import type { Actor } from '@tallystick/actor'
import { addressKey } from '../rates/address.ts'

/**
 * Whom an allowance is counted for: a key by itself, so that a program does not use up what its owner may do; a person;
 * or, of nobody, the address.
 */
export const whoOf = ({ keyId, id }: Actor, address: string | undefined): string =>
  keyId ?? id ?? addressKey(address)
