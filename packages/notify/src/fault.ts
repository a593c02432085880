/**
 * A message was not sent.
 *
 * Neither the text nor a cause quotes what a mail server or Twilio answered: they repeat the recipient and, when they
 * turn a message down for what it says, the message. Of an answer only its numbers are kept.
 */
export class NotifyFault extends Error {
  /** Whether sending the same message again is of no use. False also when nobody knows whether it went out. */
  readonly isPermanent: boolean

  constructor(message: string, options: { isPermanent: boolean; cause?: unknown }) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.name = 'NotifyFault'
    this.isPermanent = options.isPermanent
  }
}
