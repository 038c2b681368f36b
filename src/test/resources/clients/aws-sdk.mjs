// Calls AWS by its SDK for JavaScript. In: a line of JSON with the package's name, the operation and its input.
// Out: a line of JSON with the answer, or with the error's name and message.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [packages, endpoint] = process.argv.slice(2);
const require = createRequire(packages + "/");
const clients = new Map();

/** The class that ends so: the client of its package. */
function client(module, name) {
  if (!clients.has(name)) {
    const Client = Object.entries(module).find(([key, value]) =>
      key.endsWith("Client") && key !== "__Client" && typeof value === "function")[1];
    clients.set(name, new Client({
      endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1
    }));
  }
  return clients.get(name);
}

async function answer({ service, operation, input }) {
  try {
    const module = require("@aws-sdk/client-" + service);
    const Command = module[operation + "Command"];
    if (!Command) {
      return { error: "Unknown", message: "the SDK for JavaScript has no " + operation };
    }
    const { $metadata: metadata, ...output } = await client(module, service).send(new Command(input));
    return { output };
  }
  catch (failure) {
    return { error: failure.name, message: String(failure.message) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + "\n");
}
