/** The topic of every event that changes which operations may be run. Gateways follow it: `watch-operations.ts`. */
export const OPERATIONS = 'operations'
