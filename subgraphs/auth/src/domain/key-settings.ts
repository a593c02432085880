/** How many keys there may be and how long they may live. */
export type KeySettings = Readonly<{
  /** Live keys of one person. */
  perOwnerMax: number
  /** How long after it is made a key may end at the latest, in days. */
  daysMax: number
  /** How long the old secret may work after a rotation, in minutes. */
  overlapMinutesMax: number
}>

/** 50 keys, a year, a week. */
export const KEY_SETTINGS: KeySettings = {
  perOwnerMax: 50,
  daysMax: 365,
  overlapMinutesMax: 7 * 24 * 60,
}
