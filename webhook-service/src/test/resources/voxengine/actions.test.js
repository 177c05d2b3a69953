"use strict";
const test = require("node:test");
const {
  assert, ok, listen, ringing, talking, assertClean, types, echo, CALLER, RECORDED, LAST_RESORT, FILLERS,
} = require("./support");

const transfers = (event) =>
  event.event_type === "speech_recognized"
    ? ok({ response: "Соединяю.", action: "transfer", number: "+12125550111", timeout: 25 })
    : event.event_type === "transfer_ended" && event.outcome === "answered"
      ? ok({ response: "", action: "hangup" })
      : event.event_type === "transfer_ended"
        ? listen("Не соединилось: " + event.outcome)
        : echo(event);

async function transferring() {
  const call = await talking("voice-webhook-ru", transfers);
  call.caller.says("соедините");
  await call.engine.pass(2000);
  assert.equal(call.engine.outgoing.length, 1);
  return call;
}

test("transfer that is answered connects the two, and is told when it is over", async () => {
  const { engine, caller } = await transferring();
  const [other] = engine.outgoing;
  assert.equal(other.number, "12125550111");
  assert.equal(other.callerid, CALLER);
  other.answers();
  await engine.pass(30000);
  assert.equal(other.connectedTo(), caller.id);
  assert.equal(engine.posted("transfer_ended").length, 0);
  other.hangsUp();
  await engine.pass(1000);
  const [ended] = engine.posted("transfer_ended");
  assert.deepEqual([ended.outcome, ended.number, ended.turn], ["answered", "+12125550111", 2]);
  assert.equal(caller.isConnected(), false);
  assertClean(engine);
});

test("caller who hangs up after a transfer leaves both told, in their order", async () => {
  const { engine, caller } = await transferring();
  engine.outgoing[0].answers();
  await engine.pass(10000);
  caller.hangsUp();
  await engine.pass(3000);
  assert.equal(engine.outgoing[0].isOver(), true);
  assert.deepEqual(types(engine).slice(-2), ["transfer_ended", "call_ended"]);
  assertClean(engine);
});

for (const [code, outcome] of [[486, "busy"], [603, "busy"], [480, "no-answer"], [487, "canceled"], [404, "failed"]]) {
  test("transfer that ends with SIP " + code + " is " + outcome, async () => {
    const { engine, caller } = await transferring();
    engine.outgoing[0].fails(code);
    await engine.pass(5000);
    assert.equal(engine.posted("transfer_ended")[0].outcome, outcome);
    assert.ok(engine.spoken().includes("Не соединилось: " + outcome));
    assert.equal(caller.listenedTo(), true);
    assertClean(engine);
  });
}

test("transfer that rings too long is not answered", async () => {
  const { engine } = await transferring();
  await engine.pass(25000);
  assert.equal(engine.outgoing[0].isOver(), true);
  assert.deepEqual(engine.posted("transfer_ended").map((event) => event.outcome), ["no-answer"]);
  assertClean(engine);
});

const records = (event) =>
  event.event_type === "speech_recognized" ? ok({ response: "Говорите.", action: "record", max_seconds: 20 }) : echo(event);

async function recording(world) {
  const call = await talking("voice-webhook-ru", records);
  Object.assign(call.engine, world);
  call.caller.says("запишите");
  await call.engine.pass(3000);
  return call;
}

test("message is recorded after the beep until hash, thanked for and told", async () => {
  const { engine, caller } = await recording();
  assert.equal(engine.spoken()[2], "<1000@-16;0.5(*/0/1)>");
  await engine.pass(10000);
  caller.presses("#");
  await engine.pass(5000);
  assert.ok(engine.spoken().includes(RECORDED));
  assert.equal(caller.isConnected(), false);
  const [recorded] = engine.posted("recording");
  assert.equal(recorded.url, "https://storage.example/" + caller.id + ".mp3");
  assert.ok(recorded.duration >= 10 && recorded.duration <= 15);
  assert.deepEqual(types(engine).slice(-2), ["recording", "call_ended"]);
  assertClean(engine);
});

test("message has a longest duration", async () => {
  const { engine, caller } = await recording();
  await engine.pass(25000);
  assert.ok(engine.spoken().includes(RECORDED));
  assert.equal(caller.isConnected(), false);
  assert.equal(engine.posted("recording").length, 1);
  assertClean(engine);
});

test("caller who hangs up has left a message", async () => {
  const { engine, caller } = await recording();
  await engine.pass(5000);
  caller.hangsUp();
  await engine.pass(3000);
  assert.deepEqual(types(engine).slice(-2), ["recording", "call_ended"]);
  assertClean(engine);
});

test("message that cannot be recorded ends in words", async () => {
  const { engine } = await recording({ brokenRecorder: true });
  await engine.pass(5000);
  assert.ok(engine.spoken().includes(LAST_RESORT));
  assert.equal(engine.posted("recording").length, 0);
  assert.equal(engine.posted("call_ended").length, 1);
  assertClean(engine);
});

const NOTICE = "Разговор записывается.";

test("channel that records does so from its first words to the end, and tells it once", async () => {
  const { engine, caller } = await talking("voice-webhook-recorded", echo);
  caller.says("привет");
  await engine.pass(10000);
  caller.hangsUp();
  await engine.pass(3000);
  const [recorded, ...others] = engine.posted("recording");
  assert.deepEqual(others, []);
  assert.equal(recorded.url, "https://storage.example/" + caller.id + ".mp3");
  assert.ok(recorded.duration >= 14 && recorded.duration <= 16, "lasted " + recorded.duration);
  assert.deepEqual(types(engine).slice(-2), ["recording", "call_ended"]);
  // The dialogue says the notice; the scenario does not say it again.
  assert.equal(engine.spoken().includes(NOTICE), false);
  assertClean(engine);
});

test("message on a call that is recorded is a part of that recording", async () => {
  const { engine, caller } = await talking("voice-webhook-recorded", records);
  caller.says("запишите");
  await engine.pass(8000);
  caller.presses("#");
  await engine.pass(5000);
  assert.ok(engine.spoken().includes(RECORDED));
  assert.equal(engine.posted("recording").length, 1);
  assert.deepEqual(types(engine).slice(-2), ["recording", "call_ended"]);
  assertClean(engine);
});

test("caller is told of the recording also when nobody answers", async () => {
  const { engine } = await ringing("voice-webhook-recorded", () => ({ code: 500, text: "" }));
  await engine.pass(10000);
  assert.equal(engine.spoken().find((text) => !FILLERS.includes(text)), NOTICE);
  assertClean(engine);
});

test("recorder that fails leaves the call as it is", async () => {
  const { engine, caller } = await ringing("voice-webhook-recorded", echo, { brokenRecorder: true });
  await engine.pass(5000);
  caller.says("привет");
  await engine.pass(5000);
  assert.ok(engine.spoken().includes("Вы сказали: привет"));
  caller.hangsUp();
  await engine.pass(3000);
  assert.equal(engine.posted("recording").length, 0);
  assertClean(engine);
});

test("call that is refused is not recorded", async () => {
  const { engine, caller } = await ringing("voice-webhook-recorded", () => ok({ response: "", action: "reject" }));
  await engine.pass(5000);
  assert.equal(caller.isConnected(), false);
  assert.equal(engine.posted("recording").length, 0);
  assertClean(engine);
});
