/** Loaded before a process under test: notes every host outside this machine that it turns to, in OUTGOING_LOG. */
const { appendFileSync } = require('node:fs')
const dns = require('node:dns')
const net = require('node:net')

const isHere = (host) => /^(127\.|localhost$|::1$|\/)/.test(String(host))
const note = (host) => {
  if (!isHere(host)) appendFileSync(process.env.OUTGOING_LOG, `${host}\n`)
}

const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : args[0]
  note(options?.path ?? options?.host ?? 'localhost')
  return connect.apply(this, args)
}

const { lookup } = dns
dns.lookup = (host, ...rest) => {
  note(host)
  return lookup.call(dns, host, ...rest)
}
