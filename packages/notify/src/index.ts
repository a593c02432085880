/**
 * Messages to people: mail and SMS.
 *
 * `openNotifier` → a template puts the message into words → a channel (SMTP, Twilio, or a folder in development) takes it.
 * When to send, to whom, and what to do after a fault is the caller's to decide.
 */

export { NotifyFault } from './fault.ts'
export type { Message, Recipient, SecurityEvent, TemplateName } from './message.ts'
export { type Notifier, openNotifier } from './notifier.ts'
export { type NotifySettings, notifyVariables, toNotifySettings } from './variables.ts'
