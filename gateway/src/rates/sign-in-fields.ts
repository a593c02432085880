import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'

/**
 * The fields that guess at passwords and codes, or that send mail to someone: each use counts against the strict bucket. What
 * only begins something that is guessed at later does not, or a sign-in by a passkey would count twice. Where an e-mail
 * address or a challenge says whose account it is about, the path of arguments to it.
 */
const SIGN_IN_FIELDS: ReadonlyMap<string, readonly string[] | undefined> = new Map([
  ['signIn', ['input', 'email']],
  ['signUp', ['input', 'email']],
  ['requestPasswordReset', ['input', 'email']],
  ['resetPassword', undefined],
  ['verifyEmail', ['input', 'email']],
  ['resendVerification', ['input', 'email']],
  ['changePassword', undefined],
  ['requestPhoneVerification', undefined],
  ['verifyPhone', undefined],
  ['verifyMfa', ['input', 'challengeId']],
  ['finishPasskeySignIn', undefined],
  ['finishIdentitySignIn', undefined],
  ['finishLinkIdentity', undefined],
])

/** A use of such a field. */
export type SignInUse = Readonly<{ field: string; account: string | undefined }>

/** Every use of such a field in an operation: one for each time that it would run, under whatever alias. */
export function signInUsesOf(
  { document, operation }: { document: DocumentNode; operation: OperationDefinitionNode },
  variables: Readonly<Record<string, unknown>>,
): SignInUse[] {
  return rootFieldsOf(document, operation).flatMap((node) => {
    const field = node.name.value
    if (!SIGN_IN_FIELDS.has(field)) return []
    return [{ field, account: accountOf(node, SIGN_IN_FIELDS.get(field), variables) }]
  })
}

/**
 * The fields at the top of an operation, as often as they are written. What `@skip` leaves out is among them: to count
 * too much harms nobody who means well. Expects a valid document, in which fragments end.
 */
export function rootFieldsOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): FieldNode[] {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each)
  const spread = new Set<string>()
  const ofSet = ({ selections }: SelectionSetNode): FieldNode[] =>
    selections.flatMap((each) => {
      if (each.kind === Kind.FIELD) return each
      if (each.kind === Kind.INLINE_FRAGMENT) return ofSet(each.selectionSet)
      // A fragment that is spread again names the same answers again, and runs no field twice.
      if (spread.has(each.name.value)) return []
      spread.add(each.name.value)
      const fragment = fragments.get(each.name.value)
      return fragment ? ofSet(fragment.selectionSet) : []
    })
  return ofSet(operation.selectionSet)
}

function accountOf(
  node: FieldNode,
  path: readonly string[] | undefined,
  variables: Readonly<Record<string, unknown>>,
): string | undefined {
  const [argument, ...inner] = path ?? []
  const value = node.arguments?.find(({ name }) => name.value === argument)?.value
  if (!value) return undefined
  const read = inner.reduce<unknown>(
    (at, name) => (at as Record<string, unknown> | null | undefined)?.[name],
    valueFromASTUntyped(value, variables),
  )
  // One spelling, as Auth looks it up.
  return typeof read === 'string' ? read.trim().normalize('NFC').toLowerCase() : undefined
}
