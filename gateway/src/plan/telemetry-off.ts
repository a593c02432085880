/**
 * Stops Apollo's gateway from phoning home. It reads this variable in its constructor and nowhere takes an option for it,
 * so it is set here, by import, before any gateway is made.
 */
// biome-ignore lint/style/noProcessEnv: the library's only switch is the environment.
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true'
