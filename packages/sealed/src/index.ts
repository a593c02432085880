/** Secrets that have to be read again are sealed where they are stored: a stolen table opens nothing. */
export { newSeal, type Seal, SealBroken } from './seal.ts'
export { sealVariables, toSeal } from './variables.ts'
