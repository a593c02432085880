/** Who are you, once more: before what only the person themselves may do. */
import { ask } from './api.ts'
import { browser, type PageElement } from './browser.ts'
import { newAction, newElement, newParagraph } from './elements.ts'
import { newFactorForms } from './factor-forms.ts'
import { Denied, Told } from './faults.ts'
import { type Provider, visitProvider } from './identity-visit.ts'
import { type Challenge, OPERATIONS } from './operations.ts'

/** Does what may need a fresh proof; asks for one when it does, and does it again. */
export async function withProof<Given>(act: () => Promise<Given>): Promise<Given> {
  try {
    return await act()
  } catch (fault) {
    if (!(fault instanceof Denied) || fault.code !== 'REQUIRES_STEP_UP') throw fault
    await proveAnew()
    return act()
  }
}

const ELSEWHERE =
  'You have no password here. Sign in anew where you have an account, come back, and choose this once more.'
const OTHERWISE =
  'Or set a password, which shows it as well: sign out, and choose “Forgot your password?”.'

/** How somebody shows who they are whom we have nothing to ask for: where they signed in, and then here again. */
async function newVisits(): Promise<PageElement[]> {
  const { identities, identityProviders } = await ask<{
    identities: readonly Readonly<{ provider: string }>[]
    identityProviders: readonly Provider[]
  }>(OPERATIONS.ownProviders)
  const own = new Set(identities.map(({ provider }) => provider))
  const visits = identityProviders
    .filter(({ name }) => own.has(name))
    .map(({ name: provider, title }) =>
      newAction(`Go on to ${title}`, () =>
        visitProvider('SIGN_IN', { provider, back: '/security', fresh: true }),
      ),
    )
  return [newParagraph(ELSEWHERE), ...visits, newParagraph(OTHERWISE)]
}

async function proveAnew(): Promise<void> {
  const { startStepUp } = await ask<{ startStepUp: Challenge }>(OPERATIONS.startStepUp)
  const visits = startStepUp.methods.length > 0 ? [] : await newVisits()
  await new Promise<void>((resolve, reject) => {
    const forms = newFactorForms(startStepUp, async () => {
      resolve()
      dialog.close()
    })
    const cancel = newElement('button', { type: 'button', class: 'quiet' }, 'Cancel')
    const dialog = newElement(
      'dialog',
      { 'aria-labelledby': 'step-up-title' },
      newElement('h2', { id: 'step-up-title' }, 'Is it you?'),
      newParagraph('For this change, show once more who you are.'),
      ...(visits.length > 0 ? visits : forms),
      cancel,
    )
    cancel.addEventListener('click', () => dialog.close())
    dialog.addEventListener('close', () => {
      dialog.remove()
      // After a proof this comes too late to count.
      reject(new Told('Nothing was changed.'))
    })
    browser.document.body.append(dialog)
    dialog.showModal()
  })
}
