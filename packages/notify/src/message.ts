/** Whom a message goes to: a mailbox, or a phone by its number in E.164 (`+4915112345678`). */
export type Recipient = Readonly<{ email: string }> | Readonly<{ phone: string }>

/** What a security notice tells its owner of. */
export type SecurityEvent =
  | 'PASSWORD_CHANGED'
  | 'PASSWORD_RESET'
  | 'NEW_DEVICE'
  | 'FACTOR_ADDED'
  | 'FACTOR_REMOVED'
  | 'FACTOR_GUESSED'
  | 'RECOVERY_CODE_USED'
  | 'IDENTITY_LINKED'
  | 'IDENTITY_UNLINKED'
  | 'KEY_CREATED'
  | 'EMAIL_TAKEN'

/** What is to be said, and to whom. How it is put into words is the template's alone. */
export type Message = Readonly<{ to: Recipient }> &
  (
    | Readonly<{ template: 'WELCOME'; values: Readonly<{ name: string }> }>
    | Readonly<{
        template: 'EMAIL_VERIFICATION'
        values: Readonly<{ name: string; code: string; link: string | null; minutes: number }>
      }>
    | Readonly<{
        template: 'PASSWORD_RESET'
        values: Readonly<{ name: string; link: string; minutes: number }>
      }>
    | Readonly<{ template: 'OTP'; values: Readonly<{ code: string; minutes: number }> }>
    | Readonly<{
        template: 'SECURITY_NOTICE'
        values: Readonly<{ name: string; what: SecurityEvent }>
      }>
  )

/** The name of a template. */
export type TemplateName = Message['template']

/** What a template puts into its words. */
export type ValuesOf<Name extends TemplateName> = Extract<Message, { template: Name }>['values']
