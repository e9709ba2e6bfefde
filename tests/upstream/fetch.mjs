// Brings llama.cpp's source of one release to artifacts/upstream/llama.cpp, for the tests that run its tables as data. Nothing of it is kept
// in the repository. It comes from the npm package that carries it as a git bundle, pinned by version and hash. Needs npm, tar and git.
// Does nothing when the source is there already.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const name = "node-llama-cpp@3.22.1";
const integrity = "sha512-bltIipuWmc123H7tMIgDGKSsSrhmhlQYeVUC48XTjVW7XGJJiJJyCdlTMzQ/LiWoPkGDpcL4FviDpgw7qfTiDw==";

const folder = fileURLToPath(new URL("../../artifacts/upstream/", import.meta.url));
const target = join(folder, "llama.cpp");
if (existsSync(target)) {
  process.exit(0);
}

mkdirSync(folder, { recursive: true });
const work = mkdtempSync(join(folder, "fetch-"));
const quiet = { cwd: work, stdio: ["ignore", "pipe", "inherit"] };
try {
  execFileSync("npm", ["pack", name, "--silent"], quiet);
  const archive = join(work, "node-llama-cpp-3.22.1.tgz");
  const hash = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
  if (hash !== integrity) {
    throw new Error(`${name} has the hash ${hash}, and ${integrity} is pinned.`);
  }

  execFileSync("tar", ["-xzf", archive, "package/llama/gitRelease.bundle"], quiet);
  execFileSync("git", ["clone", "--quiet", "package/llama/gitRelease.bundle", "llama.cpp"], quiet);
  renameSync(join(work, "llama.cpp"), target);
} finally {
  rmSync(work, { recursive: true, force: true });
}
