"use strict";
const test = require("node:test");
const { assert, echo, ringing, assertClean, hmac, GREETING, FILLERS, FALLBACK } = require("./support");

/** A server that answers every turn in two sentences, unless `answer` does. */
function server(answer = () => false) {
  return (socket) => {
    socket.accepts();
    socket.onmessage = (event) => {
      if (answer(event, socket)) {
        return;
      }
      if (["call_ended", "interrupted", "recording"].includes(event.event_type)) {
        socket.says({ type: "taken", event_type: event.event_type });
      } else if (event.event_type === "call_started") {
        socket.says({ type: "say", turn: 0, seq: 0, text: GREETING });
        socket.says({ type: "action", turn: 0, action: "listen" });
      } else {
        socket.says({ type: "say", turn: event.turn, seq: 0, text: "Вы сказали:" });
        socket.says({ type: "say", turn: event.turn, seq: 1, text: String(event.text) });
        socket.says({ type: "action", turn: event.turn, action: "listen" });
      }
    };
  };
}

async function streaming(answer, world) {
  const call = await ringing("voice-stream-ru", echo, Object.assign({ socket: server(answer) }, world));
  await call.engine.pass(5000);
  return call;
}

const received = (engine) => engine.sockets.flatMap((socket) => socket.received.map((event) => event.event_type));

test("socket is opened with a signed handshake and carries the call", async () => {
  const { engine, caller } = await streaming();
  const [socket] = engine.sockets;
  assert.equal(socket.url, "wss://bot.example.org/webhook/voximplant/stream?tenant=hotel-royal&call=" + caller.id);
  assert.equal(
    socket.headers["X-Signature"],
    hmac(socket.headers["X-Timestamp"] + "./webhook/voximplant/stream?tenant=hotel-royal&call=" + caller.id)
  );
  caller.says("да");
  await engine.pass(5000);
  assert.deepEqual(engine.spoken(), [GREETING, "Вы сказали:", "да"]);
  assert.deepEqual(engine.heard.map((piece) => piece.ended), [true, true, true]);
  assert.deepEqual(engine.posts, []);
  caller.hangsUp();
  await engine.pass(1000);
  assert.deepEqual(received(engine), ["call_started", "speech_recognized", "call_ended"]);
  assert.deepEqual(engine.posts, []);
  assert.equal(engine.terminated, true);
  assertClean(engine);
});

test("sentences are spoken in their order, repeated ones once", async () => {
  const { engine, caller } = await streaming((event, socket) => {
    if (event.event_type === "speech_recognized") {
      for (const seq of [1, 0, 0, 1, 2]) {
        socket.says({ type: "say", turn: event.turn, seq, text: "Предложение " + seq + "." });
      }
      socket.says({ type: "action", turn: event.turn, action: "listen" });
      return true;
    }
  });
  caller.says("да");
  await engine.pass(6000);
  assert.deepEqual(engine.spoken().slice(1), ["Предложение 0.", "Предложение 1.", "Предложение 2."]);
  assertClean(engine);
});

test("filler comes from the server", async () => {
  const { engine, caller } = await streaming((event, socket) => {
    if (event.event_type === "speech_recognized") {
      socket.says({ type: "filler", turn: event.turn, text: "Минутку." });
      return true;
    }
  });
  caller.says("да");
  await engine.pass(3000);
  assert.deepEqual(engine.spoken().slice(1), ["Минутку."]);
  assert.ok(!engine.spoken().includes(FILLERS[0]));
  assertClean(engine);
});

test("caller may break in before the answer is complete", async () => {
  const { engine, caller } = await streaming((event, socket) => {
    if (event.event_type === "speech_recognized" && event.turn === 1) {
      socket.says({ type: "say", turn: 1, seq: 0, text: "Первое предложение ответа." });
      return true;
    }
  });
  caller.says("да");
  await engine.pass(1000);
  caller.begins("сто");
  await engine.pass(100);
  const [socket] = engine.sockets;
  assert.equal(socket.received.at(-1).event_type, "interrupted");
  assert.equal(socket.received.at(-1).turn, 1);
  socket.says({ type: "say", turn: 1, seq: 1, text: "Второе." });
  socket.says({ type: "action", turn: 1, action: "hangup" });
  caller.says("стоп");
  await engine.pass(4000);
  assert.deepEqual(engine.spoken().slice(2), ["Вы сказали:", "стоп"]);
  assert.equal(caller.isConnected(), true);
  assertClean(engine);
});

test("socket that drops is opened again and asked for the same turn", async () => {
  let dropped = false;
  const { engine, caller } = await streaming((event, socket) => {
    if (event.event_type === "speech_recognized" && !dropped) {
      dropped = true;
      socket.says({ type: "say", turn: event.turn, seq: 0, text: "Вы сказали:" });
      socket.drops();
      return true;
    }
  });
  caller.says("да");
  await engine.pass(5000);
  assert.equal(engine.sockets.length, 2);
  assert.deepEqual(engine.sockets[1].received[0].turn, 1);
  assert.deepEqual(engine.spoken().slice(1), ["Вы сказали:", "да"]);
  assert.deepEqual(engine.posts, []);
  assertClean(engine);
});

test("replica that shuts down hands the call over", async () => {
  let moved = false;
  const { engine, caller } = await streaming((event, socket) => {
    if (event.event_type === "speech_recognized" && !moved) {
      moved = true;
      socket.says({ type: "reconnect" });
      return true;
    }
  });
  caller.says("да");
  await engine.pass(5000);
  assert.equal(engine.sockets.length, 2);
  assert.equal(engine.sockets[0].isOpen(), false);
  assert.deepEqual(engine.spoken().slice(1), ["Вы сказали:", "да"]);
  assertClean(engine);
});

test("socket that goes quiet is replaced", async () => {
  let quiet = false;
  const { engine, caller } = await streaming((event) => {
    if (event.event_type === "speech_recognized" && !quiet) {
      quiet = true;
      return true;
    }
  });
  caller.says("да");
  await engine.pass(10000);
  assert.equal(engine.sockets.length, 2);
  assert.deepEqual(engine.spoken().slice(1), ["Вы сказали:", "да"]);
  assertClean(engine);
});

test("without a socket the call goes on over HTTP, with the same turns", async () => {
  const { engine, caller } = await ringing("voice-stream-ru", echo, {});
  await engine.pass(6000);
  assert.equal(engine.sockets.length, 2);
  caller.says("да");
  await engine.pass(3000);
  assert.deepEqual(engine.spoken(), [GREETING, "Вы сказали: да"]);
  assert.deepEqual(engine.posts.map((post) => post.event.turn), [0, 1]);
  assertClean(engine);
});

test("socket that neither opens nor fails does not hold the caller", async () => {
  const { engine } = await ringing("voice-stream-ru", echo, { socket: () => {} });
  await engine.pass(7000);
  assert.equal(engine.spoken()[0], FILLERS[0]);
  assert.ok(engine.spoken().includes(GREETING));
  assertClean(engine);
});

test("socket lost for good in the middle of an answer: the rest comes over HTTP", async () => {
  let open = true;
  const breaks = server((event, socket) => {
    if (event.event_type === "speech_recognized") {
      socket.says({ type: "say", turn: event.turn, seq: 0, text: "Вы сказали:" });
      open = false;
      socket.drops();
      return true;
    }
  });
  const { engine, caller } = await streaming(undefined, {
    socket: (socket) => (open ? breaks(socket) : socket.refuses()),
  });
  caller.says("да");
  await engine.pass(5000);
  assert.deepEqual(engine.spoken().slice(1), ["Вы сказали:", "да"]);
  assert.deepEqual(engine.posts.map((post) => post.event.turn), [1]);
  assertClean(engine);
});

test("message that the server does not understand is apologised for", async () => {
  const { engine, caller } = await streaming((event, socket) => {
    if (event.event_type === "speech_recognized") {
      socket.says({ type: "problem", field: "text", detail: "too long" });
      return true;
    }
  });
  caller.says("да");
  await engine.pass(4000);
  assert.equal(engine.spoken()[1], FALLBACK);
  assert.equal(caller.listenedTo(), true);
  assertClean(engine);
});

test("what is no JSON from the server is ignored", async () => {
  const { engine, caller } = await streaming();
  engine.sockets[0].says("{");
  engine.sockets[0].says("null");
  caller.says("да");
  await engine.pass(4000);
  assert.deepEqual(engine.spoken().slice(1), ["Вы сказали:", "да"]);
  assertClean(engine);
});

test("transfer ends what was heard so far", async () => {
  const { engine, caller } = await streaming((event, socket) => {
    if (event.event_type === "speech_recognized") {
      socket.says({ type: "say", turn: event.turn, seq: 0, text: "Соединяю." });
      socket.says({ type: "action", turn: event.turn, action: "transfer", number: "+12125550111", timeout: 20 });
      return true;
    }
  });
  caller.says("соедините");
  await engine.pass(3000);
  assert.equal(caller.listenedTo(), false);
  engine.outgoing[0].fails(486);
  await engine.pass(100);
  assert.deepEqual(engine.sockets[0].received.at(-1).outcome, "busy");
  assertClean(engine);
});
