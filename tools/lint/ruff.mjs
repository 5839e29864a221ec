// Ruff over the Python files that are named. Exit code 1 if it finds something.
import { readFileSync } from 'node:fs';
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';

// F: names that are wrong or unused; E9, E7: syntax and comparisons; B: likely bugs; PLE: errors; W: whitespace.
// Not E731 and E741 (short lambdas and names), B904 and B905 (raise from, zip).
const workspace = new Workspace(
  { 'line-length': 180, lint: { select: ['F', 'E7', 'E9', 'B', 'PLE', 'W'], ignore: ['B904', 'B905', 'E731', 'E741'] } }, PositionEncoding.Utf32);
let count = 0;
for (const file of process.argv.slice(2)) {
  for (const found of workspace.check(readFileSync(file, 'utf8'))) {
    console.log(`${file}:${found.start_location.row}:${found.start_location.column}: ${found.code ?? 'syntax'} ${found.message}`);
    count += 1;
  }
}
process.exit(count === 0 ? 0 : 1);
