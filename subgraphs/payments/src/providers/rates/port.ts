import type { Currency } from '@tallystick/money'
import type { Rate } from '../../domain/rules/exchange.ts'

/** Where exchange rates come from. */
export type Rates = Readonly<{
  /**
   * The rate between two different currencies as the market has it, before the house keeps anything. Exact, and the same
   * both ways while the prices stay: there and back is one.
   *
   * @returns undefined when one of the two is not exchanged
   * @throws when nobody can tell the rate now
   */
  rateOf(from: Currency, to: Currency): Promise<Rate | undefined>
}>
