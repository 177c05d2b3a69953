"use strict";
// What the tests of generated scenarios share. The scenarios are in the folder that SCENARIOS names.

const assert = require("node:assert/strict");
const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { createVoxEngine } = require("./voxengine");

const CALLER = "79161234567";
const NUMBER = "74951234567";
const KEY = "a key of 32 characters, at least";

const GREETING = "Добро пожаловать! Чем помочь?";
const FALLBACK = "Извините, повторите, пожалуйста.";
const LAST_RESORT = "Перезвоните, пожалуйста, позже.";
const RECORDED = "Спасибо, записали.";
const GOODBYE = "До свидания!";
const FILLERS = ["Секунду.", "Ещё секунду."];

const ok = (answer) => ({ code: 200, text: JSON.stringify(answer) });
const listen = (response, more) => ok(Object.assign({ response, action: "listen" }, more));
const never = () => new Promise(() => {});

/** Answers every event: the greeting to the first, an echo to words. */
function echo(event) {
  switch (event.event_type) {
    case "call_started":
      return listen(GREETING);
    case "speech_recognized":
      return listen("Вы сказали: " + event.text);
    case "dtmf":
      return listen("Вы нажали " + event.digits);
    case "silence":
      return listen("Я вас не слышу.");
    default:
      return listen("");
  }
}

/** A scenario with a call that rings; `answer` answers events. */
async function ringing(scenario, answer = echo, world = {}) {
  const engine = createVoxEngine(
    Object.assign({ http: (request) => answer(request.event, request), secrets: { OFFHOOK_WEBHOOK_KEY: KEY } }, world)
  );
  engine.load(fs.readFileSync(path.join(process.env.SCENARIOS, scenario + ".js"), "utf8"));
  const caller = engine.rings(CALLER, NUMBER);
  await engine.pass(0);
  return { engine, caller };
}

/** The same, when the greeting is over and the caller is listened to. */
async function talking(scenario, answer, world) {
  const call = await ringing(scenario, answer, world);
  await call.engine.pass(5000);
  assert.equal(call.caller.listenedTo(), true);
  return call;
}

/** Every post is signed as docs/webhooks.md has it, and nothing went wrong inside the scenario. */
function assertClean(engine) {
  assert.deepEqual(engine.errors, []);
  assert.ok(engine.posts.length <= 35);
  assert.ok(engine.mostAtATime <= 3);
  assert.ok(!engine.log.includes("limit of requests"), "a request was over the limit");
  assert.deepEqual(engine.heard.filter((piece) => piece.replaced), [], "one piece ran over another");
  for (const post of engine.posts) {
    assert.equal(post.headers["X-Signature"], hmac(post.headers["X-Timestamp"] + "." + post.body));
    assert.ok(/^[\x00-\x7e]*$/.test(post.body));
    assert.deepEqual(post.event.custom_data, { tenant_slug: "hotel-royal" });
    assert.ok(Number.isInteger(post.event.turn));
  }
}

function hmac(text) {
  return crypto.createHmac("sha256", KEY).update(text, "utf8").digest("hex");
}

const types = (engine) => engine.posts.map((post) => post.event.event_type);

module.exports = {
  assert, ok, listen, never, echo, ringing, talking, assertClean, hmac, types,
  CALLER, NUMBER, KEY, GREETING, FALLBACK, LAST_RESORT, RECORDED, GOODBYE, FILLERS,
};
