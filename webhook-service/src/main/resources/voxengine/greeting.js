// ── A greeting, and the end ──────────────────────────────────────────────────────────────────────────────────────────

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const call = e.call;
  const speaker = createSpeaker(call, () => setTimeout(() => call.hangup(), FAREWELL_PAUSE));
  call.addEventListener(CallEvents.Connected, () => speaker.say(TENANT.greeting, TENANT.language, "", false));
  call.addEventListener(CallEvents.Disconnected, () => {
    speaker.drop();
    VoxEngine.terminate();
  });
  call.addEventListener(CallEvents.Failed, () => VoxEngine.terminate());
  call.answer();
});
