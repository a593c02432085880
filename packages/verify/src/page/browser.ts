/**
 * The few parts of a browser that the page uses. The whole of the DOM's types would be known to every server of the house,
 * too, where nothing of it exists.
 */

/** A file that was chosen or dropped. */
export type ChosenFile = Readonly<{
  name: string
  size: number
  arrayBuffer(): Promise<ArrayBuffer>
}>

type Files = Readonly<{ readonly [index: number]: ChosenFile }> | null

/** An event, with what drops carry. */
export type PageEvent = Readonly<{
  preventDefault(): void
  dataTransfer?: Readonly<{ files: Files; getData(format: 'text'): string }> | null
}>

/** An element of the page; the last four are those of fields. */
export type PageElement = {
  textContent: string | null
  className: string
  hidden: boolean
  append(...children: (PageElement | string)[]): void
  replaceChildren(...children: (PageElement | string)[]): void
  setAttribute(name: string, value: string): void
  addEventListener(name: string, listener: (event: PageEvent) => void): void
  focus(): void
  value: string
  readonly files: Files
}

type Page = Readonly<{
  getElementById(id: string): PageElement | null
  createElement(name: string): PageElement
  addEventListener(name: string, listener: (event: PageEvent) => void): void
}>

const { document } = globalThis as unknown as { document: Page }

/** The whole page. */
export const page = document

/** The element of this id, which the page has. */
export function part(id: string): PageElement {
  const element = document.getElementById(id)
  if (!element) throw new Error(`the page has no part ${id}`)
  return element
}

/** A new element with text or other elements in it; text is never read as HTML. */
export function newElement(name: string, ...children: (PageElement | string)[]): PageElement {
  const element = document.createElement(name)
  element.append(...children)
  return element
}
