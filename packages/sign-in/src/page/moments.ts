/** A moment as the person's own language writes it. */
export const toMomentText = (moment: string): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(moment),
  )
