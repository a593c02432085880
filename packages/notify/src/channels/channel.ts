import type { TemplateName } from '../message.ts'

/** A mail on its way. */
export type Mail = Readonly<{
  template: TemplateName
  /** One address, checked. */
  to: string
  subject: string
  text: string
  html: string
}>

/** A short message on its way. */
export type Sms = Readonly<{
  template: TemplateName
  /** A number in E.164, checked. */
  to: string
  text: string
}>

/** A way out for one kind of message. */
export type Channel<Of extends Mail | Sms> = Readonly<{
  /** Shown in the log. */
  name: 'smtp' | 'twilio' | 'folder'
  /** How long `send` is given, in milliseconds. */
  deadlineMs: number
  /**
   * Resolves when the other side has taken the message.
   * @throws {NotifyFault} for an answer that turns it down; whatever else it throws is temporary
   */
  send(message: Of, signal: AbortSignal): Promise<void>
  close(): void
}>
