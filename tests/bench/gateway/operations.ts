/** What is asked of every engine, and the right answers. */
import { buildSchema, graphqlSync } from 'graphql'
import { products, reviews, users } from './graph/data.ts'
import { WHOLE_SDL } from './graph/sdl.ts'

/** The operations, from one that calls every subgraph several times to one that a single subgraph answers. */
export type OperationName = 'deep' | 'mid' | 'shallow'

const FRAGMENTS = `
fragment UserFields on User { id username name }
fragment ReviewFields on Review { id body }
fragment ProductFields on Product { inStock name price shippingEstimate upc weight }`

/** The text of each. */
export const OPERATIONS: Readonly<Record<OperationName, string>> = {
  deep: `query Deep {
  users {
    ...UserFields
    reviews {
      ...ReviewFields
      product {
        ...ProductFields
        reviews {
          ...ReviewFields
          author { ...UserFields reviews { ...ReviewFields product { ...ProductFields } } }
        }
      }
    }
  }
  topProducts {
    ...ProductFields
    reviews {
      ...ReviewFields
      author { ...UserFields reviews { ...ReviewFields product { ...ProductFields } } }
    }
  }
}
${FRAGMENTS}`,
  mid: `query Mid {
  topProducts(first: 4) {
    upc name inStock
    reviews { id body author { id name } }
  }
}`,
  shallow: 'query Shallow { topProducts(first: 3) { upc name price } }',
}

/** An event of Reviews that needs the other three. */
export const SUBSCRIPTION = `subscription Added {
  reviewAdded {
    id body
    author { id name }
    product { upc name price inStock shippingEstimate }
  }
}`

/** The body of a request. */
export const bodyOf = (operation: OperationName): string =>
  JSON.stringify({ query: OPERATIONS[operation] })

const whole = buildSchema(WHOLE_SDL)

/** The right answer: graphql-js over the same data, without subgraphs. */
export const referenceOf = (operation: OperationName): unknown =>
  run(OPERATIONS[operation], {
    users,
    topProducts: ({ first }: { first: number }) => products.slice(0, first),
  })

/** The right event for each review, by its id. */
export const referenceEvents = (): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    reviews.map((review) => [review.id, run(SUBSCRIPTION, { reviewAdded: review })]),
  )

function run(source: string, rootValue: unknown): unknown {
  const result = graphqlSync({ schema: whole, source, rootValue })
  if (result.errors) throw new Error(`there is no reference: ${result.errors[0]?.message}`)
  return JSON.parse(JSON.stringify(result))
}
