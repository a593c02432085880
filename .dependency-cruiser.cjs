// Who may import whom. A room is a folder with the same name in every subgraph.
const room = (name) => `^subgraphs/[^/]+/src/${name}/`
const notTests = '\\.test\\.ts$'
const never = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to })
module.exports = {
  forbidden: [
    never(
      'rules-are-pure',
      { path: room('domain/rules'), pathNot: notTests },
      { pathNot: [room('domain/rules'), '^packages/(money|result|ids|verify|csv)/'] },
      'rules know values and each other',
    ),
    never(
      'doors-go-through-domain',
      {
        path: [room('(resolvers|jobs|webhooks|oauth)'), '/src/events/handlers\\.ts$'],
        pathNot: 'loaders\\.ts$',
      },
      { path: room('(db|providers)') },
      'a door calls a use case; only loaders.ts reads rows',
    ),
    never(
      'ways-out-do-not-look-back',
      { path: room('(db|events|providers)') },
      { path: room('(schema|resolvers|jobs|webhooks|oauth)') },
      'data flows one way',
    ),
    never(
      'no-cross-subgraph',
      { path: '^subgraphs/([^/]+)/', pathNot: '/test/' },
      { path: '^subgraphs/', pathNot: ['^subgraphs/$1/', '/src/events/published\\.ts$'] },
      'only event types cross',
    ),
    never(
      'packages-know-nobody',
      { path: '^packages/', pathNot: '/test/' },
      { path: '^(subgraphs|gateway|apps|db|tests)/' },
    ),
    never('no-cycles', {}, { circular: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // Without these two lines workspace imports stay unresolved and every rule about packages/ is silent.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
