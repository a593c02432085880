/**
 * Uses one thing many times at once, round after round: what may happen once shall happen once in every round.
 *
 * `work` makes the thing of a round and gives what uses it; the uses of a round start together.
 *
 * @param times how many uses a round has
 * @returns what each use came to, by round. A use that throws fails the race
 */
export async function raceOf<Outcome>(
  times: number,
  rounds: number,
  work: (round: number) => Promise<(index: number) => Promise<Outcome>>,
): Promise<Outcome[][]> {
  const outcomes: Outcome[][] = []
  for (let round = 0; round < rounds; round += 1) {
    const use = await work(round)
    outcomes.push(await Promise.all(Array.from({ length: times }, (_, index) => use(index))))
  }
  return outcomes
}
