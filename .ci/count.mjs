// Counts the results of every test runner in a folder, prints why tests were skipped, and ends with one line of counts.
// Exit code 1 when a test failed or none ran.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
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

console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exit(count.failed > 0 || count.passed === 0 ? 1 : 0);
