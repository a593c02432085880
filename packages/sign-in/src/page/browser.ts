/**
 * The few parts of a browser that the page uses. The whole of the DOM's types would be known to every server of the house,
 * too, where nothing of it exists.
 */

/** An event, as far as the page looks at it. */
export type PageEvent = Readonly<{ preventDefault(): void }>

/** An element of the page; the last ones are those of fields and dialogs. */
export type PageElement = {
  textContent: string | null
  append(...children: (PageElement | string)[]): void
  replaceChildren(...children: (PageElement | string)[]): void
  replaceWith(element: PageElement): void
  remove(): void
  setAttribute(name: string, value: string): void
  addEventListener(name: string, listener: (event: PageEvent) => void): void
  querySelector(selector: string): PageElement | null
  focus(): void
  value: string
  disabled: boolean
  hidden: boolean
  showModal(): void
  close(): void
}

/** What `navigator.credentials` gives. */
type Credential = Readonly<{ toJSON?(): unknown }>

type Credentials = Readonly<{
  create(options: { publicKey: unknown }): Promise<Credential | null>
  get(options: { publicKey: unknown }): Promise<Credential | null>
}>

/** What reads the options of passkeys; older browsers have none of it. */
type PasskeyForms = Readonly<{
  parseCreationOptionsFromJSON?(options: unknown): unknown
  parseRequestOptionsFromJSON?(options: unknown): unknown
}>

type Window = Readonly<{
  document: {
    title: string
    body: PageElement
    getElementById(id: string): PageElement | null
    createElement(name: string): PageElement
  }
  location: Readonly<{
    pathname: string
    search: string
    hash: string
    href: string
    assign(url: string): void
  }>
  /** Of this page alone, until its tab is closed. */
  sessionStorage: Readonly<{
    getItem(name: string): string | null
    setItem(name: string, value: string): void
    removeItem(name: string): void
  }>
  history: Readonly<{ replaceState(state: null, title: string, url: string): void }>
  navigator: Readonly<{ credentials?: Credentials }>
  PublicKeyCredential?: PasskeyForms
  addEventListener(name: 'hashchange', listener: () => void): void
}>

/** The browser's window. */
export const browser = globalThis as unknown as Window
