"use strict";
const test = require("node:test");
const {
  assert, ok, listen, never, echo, ringing, talking, assertClean, types, GREETING, FALLBACK, LAST_RESORT, GOODBYE, FILLERS,
} = require("./support");

test("webhook that is away is apologised for, and listened on", async () => {
  const { engine, caller } = await talking("voice-webhook-ru", (event) =>
    event.event_type === "speech_recognized" && event.turn === 1 ? { code: -4 } : echo(event)
  );
  caller.says("да");
  await engine.pass(4000);
  assert.equal(engine.spoken()[1], FALLBACK);
  assert.equal(caller.listenedTo(), true);
  caller.says("да");
  await engine.pass(2000);
  assert.equal(engine.spoken()[2], "Вы сказали: да");
  assertClean(engine);
});

test("two failures in a row are the last", async () => {
  const { engine, caller } = await talking("voice-webhook-ru", (event) =>
    event.event_type === "speech_recognized" ? { code: -4 } : echo(event)
  );
  caller.says("да");
  await engine.pass(4000);
  caller.says("да");
  await engine.pass(6000);
  assert.deepEqual(engine.spoken().slice(1), [FALLBACK, LAST_RESORT]);
  assert.equal(caller.isConnected(), false);
  assert.equal(engine.posted("call_ended").length, 1);
  assertClean(engine);
});

test("webhook that is away from the beginning: words all the same", async () => {
  const { engine, caller } = await ringing("voice-webhook-ru", () => ({ code: -4 }));
  await engine.pass(4000);
  assert.deepEqual(engine.spoken(), [FALLBACK]);
  caller.says("алло");
  await engine.pass(4000);
  assert.deepEqual(engine.spoken(), [FALLBACK, LAST_RESORT]);
  assertClean(engine);
});

for (const [name, result] of [
  ["text that is no JSON", { code: 200, text: "<html>502</html>" }],
  ["empty text", { code: 200, text: "" }],
  ["JSON without an answer", { code: 200, text: "[]" }],
  ["HTTP 500", { code: 500, text: "{\"response\":\"x\"}" }],
  ["HTTP 403", { code: 403, text: "" }],
  ["an answer that is too large", { code: -9 }],
]) {
  test(name + " is apologised for and not asked again", async () => {
    const { engine, caller } = await talking("voice-webhook-ru", (event) =>
      event.event_type === "speech_recognized" ? result : echo(event)
    );
    caller.says("да");
    await engine.pass(4000);
    assert.equal(engine.spoken()[1], FALLBACK);
    assert.equal(engine.posted("speech_recognized").length, 1);
    assert.equal(caller.listenedTo(), true);
    assertClean(engine);
  });
}

test("server that is being replaced gets the same turn once more", async () => {
  let down = true;
  const { engine, caller } = await talking("voice-webhook-ru", (event) => {
    if (event.event_type === "speech_recognized" && down) {
      down = false;
      return { code: 503 };
    }
    return echo(event);
  });
  caller.says("да");
  await engine.pass(1000);
  assert.equal(engine.spoken()[1], "Вы сказали: да");
  assert.deepEqual(engine.posted("speech_recognized").map((event) => event.turn), [1, 1]);
  assertClean(engine);
});

test("answer that takes long is waited for with fillers, in one request", async () => {
  let answer;
  const { engine, caller } = await talking("voice-webhook-ru", (event) =>
    event.event_type === "speech_recognized" ? new Promise((resolve) => (answer = resolve)) : echo(event)
  );
  caller.says("да");
  await engine.pass(1100);
  assert.equal(engine.spoken().length, 1);
  await engine.pass(4000);
  assert.deepEqual(engine.spoken().slice(1), FILLERS);
  answer(listen("Готово."));
  await engine.pass(5000);
  assert.deepEqual(engine.spoken().slice(1), [...FILLERS, "Готово."]);
  assert.equal(engine.posted("speech_recognized").length, 1);
  assert.equal(caller.listenedTo(), true);
  assertClean(engine);
});

test("caller hears a filler rather than the ring when the greeting takes long", async () => {
  const { engine, caller } = await ringing("voice-webhook-ru", never);
  await engine.pass(1100);
  assert.equal(caller.isConnected(), false);
  await engine.pass(200);
  assert.equal(caller.isConnected(), true);
  assert.deepEqual(engine.spoken(), [FILLERS[0]]);
  assertClean(engine);
});

test("request that times out is polled for once", async () => {
  const { engine, caller } = await talking("voice-webhook-ru", (event) =>
    event.event_type === "speech_recognized" ? never() : event.event_type === "poll" ? listen("Готово.") : echo(event)
  );
  caller.says("да");
  await engine.pass(11000);
  assert.ok(engine.spoken().includes("Готово."));
  assert.deepEqual(engine.posted("poll"), [
    { event_type: "poll", call_id: caller.id, turn: 1, custom_data: { tenant_slug: "hotel-royal" } },
  ]);
  assertClean(engine);
});

test("poll that gets nothing either ends in the apology", async () => {
  const { engine, caller } = await talking("voice-webhook-ru", (event) =>
    event.event_type === "call_started" ? echo(event) : never()
  );
  caller.says("да");
  await engine.pass(20000);
  assert.ok(engine.spoken().includes(FALLBACK));
  assert.equal(engine.posted("poll").length, 1);
  assert.equal(caller.listenedTo(), true);
  assertClean(engine);
});

async function chat(engine, caller, turns) {
  for (let i = 0; i < turns && caller.isConnected(); i++) {
    caller.says("да");
    await engine.pass(3000);
  }
}

test("requests are used up politely where no socket opens", async () => {
  const { engine, caller } = await talking("voice-webhook-ru");
  await chat(engine, caller, 40);
  await engine.pass(5000);
  assert.equal(caller.isConnected(), false);
  assert.equal(engine.spoken().at(-1), GOODBYE);
  assert.equal(engine.posted("call_ended").length, 1);
  assert.ok(engine.posts.length > 30);
  assert.equal(engine.sockets.length, 2);
  assertClean(engine);
});

test("caller who interrupts all the time leaves a request for the end", async () => {
  const { engine, caller } = await talking("voice-webhook-ru");
  for (let i = 0; i < 40 && caller.isConnected(); i++) {
    caller.says("да");
    await engine.pass(500);
  }
  await engine.pass(10000);
  assert.equal(caller.isConnected(), false);
  assert.equal(engine.posted("call_ended").length, 1);
  assertClean(engine);
});

test("last requests suffice for turns that have to be repeated", async () => {
  const seen = new Set();
  const { engine, caller } = await talking("voice-webhook-ru", (event) =>
    event.event_type === "speech_recognized" && !seen.has(event.turn) && seen.add(event.turn) ? { code: 503 } : echo(event)
  );
  await chat(engine, caller, 40);
  await engine.pass(5000);
  assert.equal(caller.isConnected(), false);
  assert.ok(!engine.spoken().includes(FALLBACK));
  assert.equal(engine.spoken().at(-1), GOODBYE);
  assert.equal(engine.posted("call_ended").length, 1);
  assertClean(engine);
});

test("interruptions that hang keep no turn waiting", async () => {
  const { engine, caller } = await talking("voice-webhook-ru", (event) =>
    event.event_type === "interrupted" ? never() : echo(event)
  );
  for (let i = 0; i < 6; i++) {
    caller.says("да");
    await engine.pass(500);
  }
  assert.equal(engine.posted("speech_recognized").length, 6);
  assert.equal(engine.spoken().length, 7);
  assertClean(engine);
});

test("socket takes over before the requests are used up", async () => {
  const { engine, caller } = await talking("voice-webhook-ru", echo, {
    socket: (socket) => {
      socket.accepts();
      socket.onmessage = (event) => {
        if (event.event_type === "call_ended") {
          socket.says({ type: "taken", event_type: "call_ended" });
          return;
        }
        socket.says({ type: "say", turn: event.turn, seq: 0, text: "Вы сказали: " + event.text });
        socket.says({ type: "action", turn: event.turn, action: "listen" });
      };
    },
  });
  await chat(engine, caller, 60);
  assert.equal(caller.isConnected(), true);
  assert.equal(engine.heard.length, 61);
  assert.ok(engine.posts.length < 35);
  caller.hangsUp();
  await engine.pass(3000);
  const [socket] = engine.sockets;
  assert.deepEqual(socket.received.at(-1).event_type, "call_ended");
  assert.equal(engine.posted("call_ended").length, 0);
  assert.equal(engine.terminated, true);
  assertClean(engine);
});

test("scenario without a secret posts unsigned", async () => {
  const { engine } = await ringing("voice-webhook-ru", echo, { secrets: {} });
  assert.deepEqual(Object.keys(engine.posts[0].headers), ["Content-Type"]);
  assert.deepEqual(engine.spoken(), [GREETING]);
});

test("late answer of an interrupted call is not spoken", async () => {
  let answer;
  const { engine, caller } = await talking("voice-webhook-ru", (event) =>
    event.event_type === "speech_recognized" ? new Promise((resolve) => (answer = resolve)) : echo(event)
  );
  caller.says("да");
  await engine.pass(500);
  caller.hangsUp();
  await engine.pass(500);
  answer(ok({ response: "Поздно.", action: "transfer", number: "+12125550111" }));
  await engine.pass(5000);
  assert.ok(!engine.spoken().includes("Поздно."));
  assert.equal(engine.outgoing.length, 0);
  assert.deepEqual(types(engine), ["call_started", "speech_recognized", "call_ended"]);
  assertClean(engine);
});
