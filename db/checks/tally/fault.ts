/** Where the tally log stops being what it should be. */
export type TallyFault = Readonly<{
  /** The first leaf that is not as it was sealed, or not there; for a tree head its size. */
  index: number
  what: string
  detail?: string
}>

/** The first of several. */
export const firstOf = (faults: readonly TallyFault[]): TallyFault | undefined =>
  faults.reduce<TallyFault | undefined>(
    (first, fault) => (first && first.index <= fault.index ? first : fault),
    undefined,
  )
