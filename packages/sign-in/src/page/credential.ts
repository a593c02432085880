/** Passkeys, as the browser makes and uses them. Options and answers are JSON text: this page looks at neither. */
import { browser } from './browser.ts'
import { Told } from './faults.ts'

/** Has the browser make a passkey. @throws {Told} when there is none */
export async function createPasskey(options: string): Promise<string> {
  const { credentials, forms } = passkeyParts()
  const publicKey = forms.parseCreationOptionsFromJSON?.(JSON.parse(options))
  return toText(() => credentials.create({ publicKey }))
}

/** Has the browser ask a passkey of the person's choice. @throws {Told} when nothing was signed */
export async function usePasskey(options: string): Promise<string> {
  const { credentials, forms } = passkeyParts()
  const publicKey = forms.parseRequestOptionsFromJSON?.(JSON.parse(options))
  return toText(() => credentials.get({ publicKey }))
}

/** Whether the browser can have passkeys at all, here. */
export const hasPasskeys = (): boolean =>
  browser.navigator.credentials !== undefined &&
  browser.PublicKeyCredential?.parseCreationOptionsFromJSON !== undefined

function passkeyParts() {
  const { navigator, PublicKeyCredential: forms } = browser
  if (navigator.credentials && forms?.parseCreationOptionsFromJSON)
    return { credentials: navigator.credentials, forms }
  throw new Told('This browser cannot use passkeys here. Use a newer one, or another way.')
}

type Made = ReturnType<NonNullable<(typeof browser)['navigator']['credentials']>['get']>

async function toText(make: () => Made): Promise<string> {
  const made = await make().catch((fault: unknown) => {
    const { name = '' } = fault as { name?: string }
    throw new Told(
      WORDS[name] ?? 'The passkey could not be used. Try again, or choose another way.',
    )
  })
  if (!made?.toJSON)
    throw new Told('The browser gave no passkey. Try again, or choose another way.')
  return JSON.stringify(made.toJSON())
}

const WORDS: Readonly<Record<string, string>> = {
  NotAllowedError: 'No passkey was used: it was stopped, or took too long. Try again.',
  InvalidStateError: 'This device has a passkey of yours already. Use that one.',
  SecurityError:
    'Passkeys do not belong to this address. Open the page by the name of the system instead; on your own machine that is localhost.',
  NotSupportedError: 'This device cannot make a passkey. Try another one.',
  ConstraintError:
    'This device cannot check that it is you. Set up a screen lock first, or try another device.',
}
