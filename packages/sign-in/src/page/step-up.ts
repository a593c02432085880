/** Who are you, once more: before what only the person themselves may do. */
import { ask } from './api.ts'
import { browser } from './browser.ts'
import { newElement, newParagraph } from './elements.ts'
import { newFactorForms } from './factor-forms.ts'
import { Denied, Told } from './faults.ts'
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

const SIGN_IN_AGAIN =
  'You have no password here. Cancel, sign out, and sign in again as you did: then it is shown anew.'

async function proveAnew(): Promise<void> {
  const { startStepUp } = await ask<{ startStepUp: Challenge }>(OPERATIONS.startStepUp)
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
      ...(startStepUp.methods.length > 0 ? forms : [newParagraph(SIGN_IN_AGAIN)]),
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
