/** What a program asks for, and the person's answer. */
import { ask, fetchJson } from './api.ts'
import { browser } from './browser.ts'
import { newAction, newElement, newParagraph, show } from './elements.ts'
import { Denied, Told } from './faults.ts'
import { OPERATIONS } from './operations.ts'
import { openSignIn } from './sign-in.ts'

type Interaction = Readonly<{
  client: Readonly<{ name: string; uri: string | null }>
  scopes: readonly Readonly<{ name: string; description: string }>[]
  /** Whether the person has to sign in first, perhaps once more. */
  prompt: 'login' | 'consent'
  /** They allowed all of it before. */
  isAllowed?: boolean
  /** The address that the program thinks they sign in with. */
  loginHint?: string
}>

/** The part of a URL that names what a program asked for. */
const UID = /^[\w-]{1,100}$/

/** Shows what a program asks for, to who is signed in; before that, how to sign in. @throws {Told} when it asks no more */
export async function showInteraction(uid: string): Promise<void> {
  if (!UID.test(uid))
    throw new Told('This link is not complete. Go back to the program and begin again.')
  const path = `/oauth/interaction/${uid}`
  const interaction = await fetchJson<Interaction>(path)
  const { client, loginHint } = interaction
  const decide = async (decision: 'allow' | 'deny'): Promise<void> => {
    const { redirectTo } = await fetchJson<{ redirectTo: string }>(path, { decision })
    browser.location.assign(safeUrl(redirectTo))
  }
  const me = await findMe()
  if (me === undefined || interaction.prompt === 'login') {
    const leave = () => decide('deny')
    const next = { to: client.name, loginHint, isAnew: me !== undefined }
    return openSignIn({ ...next, leave, go: () => showInteraction(uid) })
  }
  if (interaction.isAllowed) return decide('allow')
  showConsent(interaction, { me, decide, again: () => showInteraction(uid) })
}

/** Who is signed in here, if anybody. */
export async function findMe(): Promise<string | undefined> {
  try {
    const { me } = await ask<{ me: { name: string; email: string | null } }>(OPERATIONS.me)
    return me.email ?? me.name
  } catch (fault) {
    if (fault instanceof Denied && fault.code === 'UNAUTHENTICATED') return undefined
    throw fault
  }
}

function showConsent(
  { client, scopes }: Interaction,
  {
    me,
    decide,
    again,
  }: Readonly<{
    me: string
    decide(decision: 'allow' | 'deny'): Promise<void>
    again(): Promise<void>
  }>,
): void {
  const wishes = scopes.map(({ name, description }) =>
    newElement('li', { id: `scope-${name}` }, description),
  )
  const host = client.uri && URL.canParse(client.uri) ? ` (${new URL(client.uri).host})` : ''
  show(
    `${client.name} asks for your leave`,
    newParagraph(newElement('strong', {}, client.name), `${host} wants to:`),
    newElement('ul', {}, ...wishes),
    newParagraph(
      'You are signed in as ',
      newElement('strong', {}, me),
      '. You can take this back at any time, under Security.',
    ),
    newElement(
      'div',
      { class: 'choices' },
      newAction('Allow', () => decide('allow')),
      newAction('Do not allow', () => decide('deny'), { class: 'quiet' }),
    ),
    newAction(
      'Somebody else? Sign out',
      async () => {
        await ask(OPERATIONS.signOut)
        await again()
      },
      { class: 'link' },
    ),
  )
}

/** Never a script, whatever was answered. */
function safeUrl(url: string): string {
  const { protocol } = new URL(url, browser.location.href)
  if (['javascript:', 'data:', 'blob:', 'vbscript:'].includes(protocol))
    throw new Told('The program cannot be opened from here.')
  return url
}
