/** Recovery codes, at the one moment that they are seen. */
import type { PageElement } from './browser.ts'
import { newAction, newElement, newParagraph } from './elements.ts'

/** Shows a view anew, as things are by then. */
export type Refresh = () => Promise<void>

/** A part of a view, and how to get back to the whole. */
export type Place = Readonly<{ part: PageElement; refresh: Refresh }>

/** Shows codes in the place of a part, until the person says that they have kept them. */
export function showRecoveryCodes(codes: readonly string[], { part, refresh }: Place): void {
  const heading = newElement('h2', { tabindex: '-1' }, 'Your recovery codes')
  const items = codes.map((code) => newElement('li', {}, newElement('code', {}, code)))
  part.replaceChildren(
    heading,
    newParagraph(
      'Keep them where you find them without your devices. Each signs you in once, and they are shown only now.',
    ),
    newElement('ul', { class: 'codes' }, ...items),
    newAction('I have kept them', refresh),
  )
  part.setAttribute('aria-label', 'Your recovery codes')
  heading.focus()
}
