/** Real databases for integration tests, one for each test that asks. */
export { newTestDatabase, type TestDatabase } from './database.ts'
