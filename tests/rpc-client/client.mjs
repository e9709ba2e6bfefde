// Speaks to chatd rpc with vscode-jsonrpc, as an editor would: streams from every model that it is told, cancels one answer, and leaves.
// Usage: node client.mjs '{"command":["dotnet","chatd.dll","rpc"],"stream":[MODEL…],"cancel":MODEL}'
// Prints one JSON object: {"server", "answers": {MODEL: TEXT}, "cancelled": CODE, "exitCode": CODE}. Fails with an exception.
import { spawn } from "node:child_process";
import { once } from "node:events";
import rpc from "vscode-jsonrpc/node.js";

const plan = JSON.parse(process.argv[2]);
const [command, ...rest] = plan.command;
const daemon = spawn(command, rest, { stdio: ["pipe", "pipe", "inherit"] });
const exited = once(daemon, "exit");
const connection = rpc.createMessageConnection(
  new rpc.StreamMessageReader(daemon.stdout),
  new rpc.StreamMessageWriter(daemon.stdin),
);

// Pieces of a stream come in order, numbered from 0.
const streams = new Map();
connection.onNotification("chat/chunk", ({ stream, seq, chunks }) => {
  const state = streams.get(stream);
  if (seq !== state.next++) {
    throw new Error(`stream ${stream}: piece ${seq} came, and ${state.next - 1} was due`);
  }

  for (const chunk of chunks) {
    state.text += chunk.choices[0]?.delta?.content ?? "";
  }

  state.came?.();
});
connection.listen();

function ask(model, stream, token, came) {
  streams.set(stream, { next: 0, text: "", came });
  const request = { messages: [{ role: "user", content: "count 5" }], max_tokens: 16, seed: 1, temperature: 0 };
  return connection.sendRequest("chat/complete", { request, model, stream }, ...(token ? [token] : []));
}

const hello = await connection.sendRequest("initialize", {
  protocolVersion: "1.0",
  processId: process.pid,
  client: { name: "vscode-jsonrpc" },
  capabilities: {},
});
await connection.sendNotification("initialized", {});

const answers = {};
for (const [index, model] of plan.stream.entries()) {
  const answer = await ask(model, `s${index}`);
  const { text } = streams.get(`s${index}`);
  if (answer.completion.choices[0].message.content !== text) {
    throw new Error(`${model}: the answer is not what its chunks make: ${JSON.stringify(answer)} and ${text}`);
  }

  answers[model] = text;
}

const source = new rpc.CancellationTokenSource();
const cancelled = await ask(plan.cancel, "cancelled", source.token, () => source.cancel()).then(
  () => "answered",
  (error) => error.code,
);

await connection.sendRequest("shutdown");
await connection.sendNotification("exit");
const [exitCode] = await exited;
console.log(JSON.stringify({ server: hello.server.name, answers, cancelled, exitCode }));
