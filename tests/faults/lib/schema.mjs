// What a program says of the schema of a store, from `motcua migrate --dry-run`.

/** What it found, what it knows, who may write, and the missing steps; `stops` where one of them ends the writing of older programs. */
export async function schema(program) {
  const told = await program.command(["migrate", "--dry-run"]);
  const numbers = /schema (\d+), this program knows (\d+), programs from (\d+) on may write/.exec(told.out);
  if (!numbers) return { refused: told.err.trim() || told.out.trim() };
  const [has, knows, least] = numbers.slice(1).map(Number);
  const steps = told.out.split("\n").filter((line) => line.startsWith("step "));
  return { has, knows, least, steps, stops: steps.some((line) => line.endsWith("stop writing")) };
}
