/** The topic of every event that takes access away or changes it. Gateways follow it: `watch-access.ts`. */
export const ACCESS = 'access'
