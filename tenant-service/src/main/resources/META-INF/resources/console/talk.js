// What happens now: the server sends finished HTML, see LiveCalls.
for (const place of document.querySelectorAll("[data-live]")) {
  const source = new EventSource(place.dataset.live);
  source.addEventListener("whole", event => { place.innerHTML = event.data; });
  source.addEventListener("more", event => {
    const made = document.createElement("template");
    made.innerHTML = event.data;
    for (const one of [...made.content.children]) {
      const known = one.dataset.event && place.querySelector(`[data-event="${CSS.escape(one.dataset.event)}"]`);
      if (!known) place.append(one);
    }
  });
  source.addEventListener("end", () => source.close());
  addEventListener("pagehide", () => source.close());
}

// Copy buttons.
document.addEventListener("click", async event => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const from = document.getElementById(button.dataset.copy);
  const text = from.value ?? from.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without HTTPS there is no clipboard; what is selected can still be copied by hand.
    getSelection().selectAllChildren(from);
    if (!document.execCommand("copy")) return;
  }
  const label = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = label; }, 1500);
});

// A chat begins at its end, and its next words are typed at once.
const scrollToEnd = () => {
  const chat = document.querySelector("[data-chat-end]");
  if (chat) chat.scrollIntoView({ block: "nearest" });
};
scrollToEnd();
document.addEventListener("htmx:afterSwap", () => {
  scrollToEnd();
  document.querySelector("[data-autofocus]")?.focus();
});
