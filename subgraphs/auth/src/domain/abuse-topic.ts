/** The topic of events that tell of attacks: what gateways follow to count them. */
export const ABUSE = 'abuse'
