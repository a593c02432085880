import { z } from 'zod'
import { type Variable, variable } from './variables.ts'

/** A whole number between a floor and a ceiling; outside of them the process does not start. */
export const whole = (floor: number, ceiling: number) =>
  z.coerce
    .number(`is a whole number from ${floor} to ${ceiling}`)
    .int(`is a whole number from ${floor} to ${ceiling}`)
    .min(floor, `is at least ${floor}`)
    .max(ceiling, `is at most ${ceiling}`)

/** A variable for a limit. @param name what is limited, with its unit: the floor and the ceiling are added to it */
export const limit = (
  name: string,
  standard: number,
  [floor, ceiling]: readonly [number, number],
): Variable<ReturnType<typeof whole>> =>
  variable({
    schema: whole(floor, ceiling),
    default: String(standard),
    description: `${name}, ${floor} to ${ceiling}.`,
  })
