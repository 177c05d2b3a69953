"use strict";
const test = require("node:test");
const {
  assert, ok, listen, ringing, talking, assertClean, types, echo, CALLER, NUMBER, GREETING,
} = require("./support");

test("call rings until the greeting is there, then hears it", async () => {
  const { engine, caller } = await ringing("voice-webhook-ru");
  assert.deepEqual(engine.spoken(), [GREETING]);
  assert.equal(engine.heard[0].voice, "Yandex.Neural.ru_RU_alena");
  assert.equal(caller.isConnected(), true);
  const [started] = engine.posts;
  assert.deepEqual(started.event, {
    call_id: caller.id, custom_data: { tenant_slug: "hotel-royal" }, event_type: "call_started", turn: 0,
    phone_number: CALLER, to: NUMBER,
  });
  assert.equal(started.url, "https://bot.example.org/webhook/voximplant");
  assertClean(engine);
});

test("words are a turn, and its answer is spoken", async () => {
  const { engine, caller } = await talking("voice-webhook-ru");
  caller.begins("сколько");
  caller.says("Сколько стоит «люкс» 🙂?", 87);
  await engine.pass(0);
  assert.equal(engine.spoken()[1], "Вы сказали: Сколько стоит «люкс» 🙂?");
  const [spoke] = engine.posted("speech_recognized");
  assert.equal(spoke.turn, 1);
  assert.equal(spoke.text, "Сколько стоит «люкс» 🙂?");
  assert.equal(spoke.confidence, 87);
  assert.equal(spoke.language, "ru-RU");
  await engine.pass(5000);
  assert.equal(caller.listenedTo(), true);
  assertClean(engine);
});

test("call over is told once with its duration", async () => {
  const { engine, caller } = await talking("voice-webhook-ru");
  await engine.pass(1000);
  caller.hangsUp();
  await engine.pass(3000);
  assert.equal(engine.posted("call_ended").length, 1);
  assert.equal(engine.posted("call_ended")[0].duration, 6);
  assert.equal(engine.terminated, true);
  await engine.pass(60000);
  assert.equal(engine.posted("call_ended").length, 1);
  assertClean(engine);
});

test("session that the platform ends tells the end of the call once", async () => {
  const { engine } = await talking("voice-webhook-ru");
  engine.terminate();
  await engine.pass(1000);
  assert.equal(engine.posted("call_ended").length, 1);
  assertClean(engine);
});

test("caller who hangs up while it rings ends the call", async () => {
  const { engine, caller } = await ringing("voice-webhook-ru", (event) => event.event_type === "call_started" ? null : echo(event));
  caller.hangsUp();
  await engine.pass(1000);
  assert.deepEqual(types(engine), ["call_started", "call_ended"]);
  assert.deepEqual(engine.spoken(), []);
  assertClean(engine);
});

test("caller who speaks over the answer stops it", async () => {
  const { engine, caller } = await talking("voice-webhook-ru", (event) =>
    event.event_type === "speech_recognized" && event.turn === 1
      ? listen("Номер стоит шесть тысяч пятьсот рублей за ночь. Завтрак включён. Хотите забронировать номер?")
      : echo(event)
  );
  caller.says("сколько стоит номер");
  await engine.pass(2500);
  caller.begins("подож");
  await engine.pass(0);
  assert.equal(engine.heard[1].cut, true);
  const [interrupted] = engine.posted("interrupted");
  assert.equal(interrupted.turn, 1);
  assert.equal(interrupted.heard, "Номер стоит шесть тысяч");
  caller.says("подождите");
  await engine.pass(0);
  assert.equal(engine.posted("speech_recognized")[1].turn, 2);
  assert.equal(engine.spoken()[2], "Вы сказали: подождите");
  assertClean(engine);
});

test("barge-in without an interim result counts as one", async () => {
  const { engine, caller } = await ringing("voice-webhook-ru");
  await engine.pass(500);
  caller.says("алло");
  await engine.pass(0);
  assert.deepEqual(types(engine), ["call_started", "interrupted", "speech_recognized"]);
  assertClean(engine);
});

test("result that never comes is what was understood so far", async () => {
  const { engine, caller } = await talking("voice-webhook-ru");
  caller.begins("забронировать ном");
  await engine.pass(4500);
  assert.equal(engine.posted("speech_recognized")[0].text, "забронировать ном");
  assertClean(engine);
});

test("nothing said is silence", async () => {
  const { engine, caller } = await talking("voice-webhook-ru");
  await engine.pass(4000);
  assert.equal(engine.posted("silence").length, 1);
  assert.equal(engine.posted("silence")[0].turn, 1);
  assert.ok(engine.spoken().includes("Я вас не слышу."));
  await engine.pass(2000);
  assert.equal(caller.listenedTo(), true);
  assertClean(engine);
});

test("noise without words is silence", async () => {
  const { engine, caller } = await talking("voice-webhook-ru");
  caller.coughs();
  await engine.pass(4500);
  assert.equal(engine.posted("silence").length, 1);
  assertClean(engine);
});

test("keys are collected until a pause", async () => {
  const { engine, caller } = await talking("voice-webhook-ru");
  caller.presses("12");
  await engine.pass(500);
  assert.equal(engine.posted("dtmf").length, 0);
  await engine.pass(1500);
  assert.deepEqual(engine.posted("dtmf").map((event) => [event.digits, event.turn]), [["12", 1]]);
  assert.ok(engine.spoken().includes("Вы нажали 12"));
  assertClean(engine);
});

test("hash ends the keys at once", async () => {
  const { engine, caller } = await talking("voice-webhook-ru");
  caller.presses("305#");
  await engine.pass(0);
  assert.equal(engine.posted("dtmf")[0].digits, "305");
  assertClean(engine);
});

test("menu of single keys answers at the first key, also over the greeting", async () => {
  const { engine, caller } = await ringing("voice-webhook-menu");
  await engine.pass(500);
  caller.presses("1");
  await engine.pass(0);
  assert.deepEqual(types(engine), ["call_started", "interrupted", "dtmf"]);
  assert.equal(engine.posted("dtmf")[0].digits, "1");
  assertClean(engine);
});

test("recogniser that fails is opened again, and not for ever", async () => {
  const { engine, caller } = await talking("voice-webhook-ru");
  for (let i = 0; i < 4; i++) {
    caller.breaksRecogniser();
    await engine.pass(100);
  }
  assert.equal(caller.listenedTo(), false);
  await engine.pass(6000);
  assert.equal(engine.posted("silence").length, 1);
  assertClean(engine);
});

test("answer that hangs up is spoken to its end first", async () => {
  const { engine, caller } = await talking("voice-webhook-ru", (event) =>
    event.event_type === "speech_recognized" ? ok({ response: "До встречи!", action: "hangup" }) : echo(event)
  );
  caller.says("пока");
  await engine.pass(500);
  assert.equal(caller.isConnected(), true);
  assert.equal(caller.listenedTo(), false);
  await engine.pass(1000);
  assert.equal(engine.heard[1].ended, true);
  assert.equal(caller.isConnected(), false);
  assert.equal(engine.posted("call_ended").length, 1);
  assertClean(engine);
});

test("call that is rejected is not answered, and nothing more is posted", async () => {
  const { engine, caller } = await ringing("voice-webhook-ru", () => ok({ response: "", action: "reject" }));
  await engine.pass(1000);
  assert.equal(engine.rejected, 603);
  assert.equal(caller.isConnected(), false);
  assert.deepEqual(types(engine), ["call_started"]);
  assert.equal(engine.terminated, true);
  assertClean(engine);
});

test("refusal in words is spoken", async () => {
  const { engine } = await ringing("voice-webhook-ru", () => ok({ response: "Номер отключён.", action: "hangup" }));
  await engine.pass(3000);
  assert.deepEqual(engine.spoken(), ["Номер отключён."]);
  assert.equal(engine.hungUp, true);
  assertClean(engine);
});

test("answer in another language is spoken and listened to in it", async () => {
  const { engine, caller } = await talking("voice-webhook-ru", (event) =>
    event.event_type === "speech_recognized" && event.turn === 1
      ? listen("Sure, let's go on.", { language: "en-US" })
      : echo(event)
  );
  caller.says("in english");
  await engine.pass(3000);
  assert.equal(engine.heard[1].voice, "Google.en_US_Neural2_C");
  assert.equal(caller.language(), "Google.en_US");
  caller.says("what does it cost");
  await engine.pass(6000);
  assert.equal(engine.posted("speech_recognized")[1].language, "en-US");
  // The next answer names no language: it is the tenant's.
  assert.equal(caller.language(), "Yandex.ru_RU");
  assertClean(engine);
});

test("channel's voice speaks the tenant's language, a reply's voice its reply", async () => {
  const { engine, caller } = await talking("voice-webhook-filipp", (event) =>
    event.event_type === "speech_recognized" ? listen("Да.", { voice: "Amazon.ru_RU_Tatyana" }) : echo(event)
  );
  caller.says("да");
  await engine.pass(2000);
  assert.deepEqual(engine.heard.map((piece) => piece.voice), ["Yandex.Neural.ru_RU_filipp", "Amazon.ru_RU_Tatyana"]);
  assertClean(engine);
});

test("voice that is not known or does not work is replaced", async () => {
  const { engine } = await ringing("voice-webhook-odd");
  assert.equal(engine.heard[0].voice, "Yandex.Neural.ru_RU_alena");
  const other = await talking("voice-webhook-filipp", (event) => event.event_type === "call_started" ? ok({ response: "", action: "listen" }) : echo(event));
  other.engine.brokenVoice = "Yandex.Neural.ru_RU_filipp";
  other.caller.says("да");
  await other.engine.pass(3000);
  assert.deepEqual(other.engine.heard.map((piece) => piece.voice), ["Yandex.Neural.ru_RU_alena"]);
});

test("man speaks where the tenant wants one and names no voice", async () => {
  const { engine, caller } = await talking("voice-webhook-male", (event) =>
    event.event_type === "speech_recognized" && event.turn === 1 ? listen("Sure.", { language: "en-US" }) : echo(event)
  );
  caller.says("in english");
  await engine.pass(3000);
  assert.deepEqual(engine.heard.map((piece) => piece.voice), ["Yandex.Neural.ru_RU_filipp", "Google.en_US_Neural2_D"]);
  assertClean(engine);
});

test("English tenant speaks and listens in English", async () => {
  const { engine, caller } = await talking("voice-webhook-en");
  assert.equal(engine.heard[0].voice, "Google.en_GB_Neural2_C");
  assert.equal(caller.language(), "Google.en_GB");
});

test("long answer is spoken in pieces, between sentences", async () => {
  const sentence = "Это одно предложение длинного ответа, и оно ничем не лучше других. ";
  const { engine, caller } = await talking("voice-webhook-ru", (event) =>
    event.event_type === "speech_recognized" ? listen(sentence.repeat(60)) : echo(event)
  );
  caller.says("расскажите всё");
  await engine.pass(400000);
  const answer = engine.heard.slice(1, 4);
  assert.equal(answer.map((piece) => piece.text).join(" ") + " ", sentence.repeat(60));
  answer.forEach((piece) => assert.ok(piece.text.endsWith(".") && piece.ended));
  assertClean(engine);
});

test("greeting is spoken to its end, then the call is ended", async () => {
  const { engine, caller } = await ringing("greeting-ru");
  assert.equal(engine.spoken().length, 1);
  await engine.pass(1000);
  assert.equal(caller.isConnected(), true);
  await engine.pass(10000);
  assert.equal(engine.heard[0].ended, true);
  assert.equal(caller.isConnected(), false);
  assert.equal(engine.terminated, true);
  assert.deepEqual(engine.posts, []);
  assert.deepEqual(engine.errors, []);
});
