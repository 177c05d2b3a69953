"use strict";
// One call of a generated scenario against a running webhook-service, in real time: node live.js <scenario> <address>
// <call ids>. Prints what was heard and posted as one line of JSON.

const fs = require("node:fs");
const { createVoxEngine } = require("./voxengine");

const PATIENCE = 10_000;
const [file, address, callIds] = process.argv.slice(2);

const engine = createVoxEngine({
  realTime: true,
  callIds,
  charactersPerSecond: 100,
  async http(request) {
    const response = await fetch(address + new URL(request.url).pathname, {
      method: "POST",
      headers: request.headers,
      body: request.body,
    });
    return { code: response.status, text: await response.text() };
  },
});

async function until(what, condition) {
  const end = Date.now() + PATIENCE;
  while (!condition()) {
    if (Date.now() > end) {
      throw new Error("not " + what + "; heard " + JSON.stringify(engine.spoken()) + ", log " + engine.log);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const heard = (text) => until("heard: " + text, () => engine.heard.some((piece) => piece.ended && piece.text.includes(text)));

async function main() {
  engine.load(fs.readFileSync(file, "utf8"));
  const caller = engine.rings("79161234567", "74951234567");
  await heard("Добро пожаловать");
  caller.says("Сколько стоит «люкс»?");
  await heard("Вы сказали: Сколько стоит «люкс»?");
  caller.presses("12#");
  await heard("Вы нажали 12");
  caller.says("позже подскажите");
  await heard("Секунду.");
  await heard("Извините, повторите, пожалуйста.");
  caller.says("соедините");
  await until("called", () => engine.outgoing.length === 1);
  engine.outgoing[0].fails(486);
  await heard("Не соединилось");
  caller.says("пока");
  await until("over", () => engine.terminated);
  return {
    callId: caller.id,
    codes: engine.posts.map((post) => post.result.code),
    events: engine.posts.map((post) => post.event.event_type + " " + post.event.turn),
    called: engine.outgoing[0].number,
    errors: engine.errors.map(String),
  };
}

main().then(
  (result) => {
    console.log(JSON.stringify(result));
    process.exit(0);
  },
  (e) => {
    console.log(e.stack);
    process.exit(1);
  }
);
