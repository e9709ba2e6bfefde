// Counts the results of every test runner in a folder, prints why tests were skipped, and ends with one line of counts.
// Arguments: the folder, then the names of steps that failed: each is one failed, but "tests" only where no test tells of its own
// failure, as when a test process ended before its time.
// Exit code 0 when all is well, 1 when something failed or no test ran, another when this program itself failed.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const broken = 3;
process.on("uncaughtException", error => {
  console.error(error.message);
  process.exit(broken);
});

const [folder, ...steps] = process.argv.slice(2);
const count = { passed: 0, failed: 0, skipped: 0 };
const unescape = text =>
  text.replace(/&#x?([0-9a-f]+);/gi, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");

for (const file of readdirSync(folder, { recursive: true }).filter(name => name.endsWith(".trx"))) {
  const xml = readFileSync(join(folder, file), "utf8");
  for (const [, attributes, , body] of xml.matchAll(/<UnitTestResult\b([^>]*?)(\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
    const outcome = /\boutcome="([^"]*)"/.exec(attributes)?.[1];
    const name = unescape(/\btestName="([^"]*)"/.exec(attributes)?.[1] ?? "?");
    if (outcome === "Passed") {
      count.passed++;
    } else if (outcome === "NotExecuted") {
      count.skipped++;
      const reason = /<(?:Message|StdOut)>([\s\S]*?)<\//.exec(body ?? "")?.[1] ?? "no reason given";
      console.log(`skipped: ${name}: ${unescape(reason).trim()}`);
    } else {
      count.failed++;
      console.log(`failed: ${name}`);
    }
  }
}

for (const step of steps.filter(step => step !== "tests" || count.failed === 0)) {
  count.failed++;
  console.log(`failed: the step "${step}"`);
}

if (count.passed + count.failed === 0) {
  count.failed++;
  console.log("failed: no test ran");
}

console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exit(count.failed > 0 ? 1 : 0);
