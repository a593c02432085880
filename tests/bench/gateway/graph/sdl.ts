/** The four subgraphs of the comparison, in the dialect that every engine reads (Federation 1 with Federation 2 on top). */
import { composeSupergraph } from '../../../../gateway/src/plan/compose.ts'

/** The names of the subgraphs. */
export const SUBGRAPHS = ['accounts', 'inventory', 'products', 'reviews'] as const

/** One of them. */
export type SubgraphName = (typeof SUBGRAPHS)[number]

/** Every root field has to say who may use it before a gateway with its policy on serves it. */
const DECIDED = '@policy(policies: [["customer"]])'

const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.12"
  import: ["@key", "@external", "@requires", "@policy"]
)
`

const sdlOf: Readonly<Record<SubgraphName, (decided: string) => string>> = {
  accounts: (decided) => `
extend type Query { users: [User!]! ${decided} }
type User @key(fields: "id") { id: ID! username: String! name: String! birthday: String! }
`,
  inventory: () => `
extend type Product @key(fields: "upc") {
  upc: ID! @external
  price: Int! @external
  weight: Int! @external
  inStock: Boolean!
  shippingEstimate: Int! @requires(fields: "price weight")
}
`,
  products: (decided) => `
extend type Query { topProducts(first: Int = 9): [Product!]! ${decided} }
type Product @key(fields: "upc") { upc: ID! name: String! price: Int! weight: Int! }
`,
  reviews: (decided) => `
type Review @key(fields: "id") { id: ID! body: String! author: User! product: Product! }
extend type User @key(fields: "id") { id: ID! @external reviews: [Review!]! }
extend type Product @key(fields: "upc") { upc: ID! @external reviews: [Review!]! }
extend type Subscription { reviewAdded: Review! ${decided} }
`,
}

/** The SDL of a subgraph as an engine without Federation 2 reads it. */
export const plainSdl = (name: SubgraphName): string => sdlOf[name]('')

/** Composes the supergraph. @param isDecided whether each root field says who may use it */
export function supergraph(
  urls: Readonly<Record<SubgraphName, string>>,
  { isDecided }: { isDecided: boolean },
): string {
  const sdls = SUBGRAPHS.map((name) => [name, LINK + sdlOf[name](isDecided ? DECIDED : '')])
  const composed = composeSupergraph(Object.fromEntries(sdls))
  return SUBGRAPHS.reduce(
    (text, name) => text.replaceAll(`http://${name}:4000/graphql`, urls[name]),
    composed,
  )
}

/** What clients see of all four together, for an executor that knows nothing of subgraphs. */
export const WHOLE_SDL = `
type Query { users: [User!]! topProducts(first: Int = 9): [Product!]! }
type Subscription { reviewAdded: Review! }
type User { id: ID! username: String! name: String! birthday: String! reviews: [Review!]! }
type Product {
  upc: ID! name: String! price: Int! weight: Int! inStock: Boolean! shippingEstimate: Int! reviews: [Review!]!
}
type Review { id: ID! body: String! author: User! product: Product! }
`
