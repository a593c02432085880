/** The migrated database that each test's own is copied from. */
export const TEMPLATE = 'tallystick_template'
