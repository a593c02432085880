import { defineVariables, limit } from '@tallystick/config'

/** What a gateway reads from its environment about signed requests. */
export const signatureVariables = defineVariables({
  SIGNATURE_WINDOW_S: limit(
    'How far the timestamp of a signed request may be from our clock, before or after it, in seconds',
    300,
    [30, 900],
  ),
})
