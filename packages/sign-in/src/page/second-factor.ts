/** The second proof of a sign-in, whatever the first one was. */
import { newAction, newParagraph, show } from './elements.ts'
import { newFactorForms } from './factor-forms.ts'
import type { Challenge } from './operations.ts'

/** Shows how to go on once the first proof was right. `told` says which. */
export function showSecondFactor(
  challenge: Challenge,
  {
    told,
    go,
    again,
  }: Readonly<{ told: string; go(): Promise<void>; again(): void | Promise<void> }>,
): void {
  show(
    'Your second factor',
    newParagraph(`${told} Show that it is you in a second way.`),
    ...newFactorForms(challenge, go),
    newAction('Begin again', async () => again(), { class: 'quiet' }),
  )
}
