/** Elements of the page: text is never read as HTML, and what fails is said where it failed. */
import { browser, type PageElement, type PageEvent } from './browser.ts'
import { toWords } from './faults.ts'

type Attributes = Readonly<Record<string, string | boolean>>

/** A new element with attributes, and text or other elements in it. An attribute that is `false` is left out. */
export function newElement(
  name: string,
  attributes: Attributes,
  ...children: (PageElement | string)[]
): PageElement {
  const element = browser.document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes))
    if (value !== false) element.setAttribute(attribute, value === true ? '' : value)
  element.append(...children)
  return element
}

/** A paragraph. */
export const newParagraph = (...children: (PageElement | string)[]): PageElement =>
  newElement('p', {}, ...children)

/** Shows a view in the place of the one before: its heading, which is also the title and gets the focus, and the rest. */
export function show(title: string, ...children: PageElement[]): void {
  const heading = newElement('h1', { tabindex: '-1' }, title)
  browser.document.title = `${title} · Tallystick`
  browser.document.getElementById('view')?.replaceChildren(heading, ...children)
  heading.focus()
}

/** A place that says what went wrong, aloud; empty until then. */
export function newAlert(): PageElement & { say(words: string): void } {
  const place = newElement('p', { role: 'alert', class: 'wrong' })
  return Object.assign(place, {
    say(words: string) {
      place.textContent = words
    },
  })
}

/** A button whose work may take a while, during which it cannot be pressed again, and what says that the work failed. */
export function newAction(
  label: string,
  work: () => Promise<void>,
  attributes: Attributes = {},
): PageElement {
  const button = newElement('button', { type: 'button', ...attributes }, label)
  const alert = newAlert()
  button.addEventListener('click', () => void runOn([button], alert, work))
  return newElement('div', { class: 'action' }, button, alert)
}

/** A field of a form. Its name is also the key of its value. */
export type Field = Readonly<{
  name: string
  label: string
  hint?: string
  attributes?: Attributes
}>

/** A form that gives its values, by the names of its fields, to `onSubmit`. */
export function newForm(
  submit: string,
  fields: readonly Field[],
  onSubmit: (values: Record<string, string>) => Promise<void>,
): PageElement {
  const inputs = new Map<string, PageElement>()
  const rows = fields.map(({ name, label, hint, attributes = {} }) => {
    ids += 1
    const id = `${name}-${ids}`
    const described = hint === undefined ? {} : { 'aria-describedby': `${id}-hint` }
    const input = newElement('input', { id, name, required: true, ...described, ...attributes })
    inputs.set(name, input)
    const told =
      hint === undefined ? [] : [newElement('p', { id: `${id}-hint`, class: 'hint' }, hint)]
    return newElement('div', {}, newElement('label', { for: id }, label), input, ...told)
  })
  const button = newElement('button', { type: 'submit' }, submit)
  const alert = newAlert()
  const form = newElement('form', {}, ...rows, button, alert)
  form.addEventListener('submit', (event: PageEvent) => {
    event.preventDefault()
    const values = Object.fromEntries([...inputs].map(([name, { value }]) => [name, value]))
    void runOn([button, ...inputs.values()], alert, () => onSubmit(values))
  })
  return form
}

let ids = 0

async function runOn(
  parts: readonly PageElement[],
  alert: ReturnType<typeof newAlert>,
  work: () => Promise<void>,
): Promise<void> {
  alert.say('')
  for (const part of parts) part.disabled = true
  try {
    await work()
  } catch (fault) {
    alert.say(toWords(fault))
  } finally {
    for (const part of parts) part.disabled = false
  }
}
