"use strict";
// WebSockets of the double, and their other end, which the test plays.

const WebSocketEvents = {
  OPEN: "WebSocket.Open",
  CLOSE: "WebSocket.Close",
  MESSAGE: "WebSocket.Message",
  ERROR: "WebSocket.Error",
};

function createSockets({ engine, fire, listens, strict, options, world }) {
  function create(url, given) {
    options("createWebSocket", given, ["protocols", "headers", "statistics", "trace"]);
    if (!/^wss:\/\/[a-z][a-z0-9.-]*[:/]|^ws:\/\//.test(url)) {
      throw new TypeError("wss needs a domain: " + url);
    }
    const listeners = {};
    const emit = (name, event) => fire(listeners, name, Object.assign({ websocket: api }, event));
    let phase = "connecting";

    const server = {
      url,
      headers: Object.fromEntries(((given || {}).headers || []).map((header) => [header.name, header.value])),
      received: [],
      isOpen: () => phase === "open",
      accepts() {
        phase = "open";
        emit(WebSocketEvents.OPEN, {});
      },
      refuses() {
        phase = "closed";
        emit(WebSocketEvents.ERROR, {});
        emit(WebSocketEvents.CLOSE, { code: 1006, reason: "", wasClean: false });
      },
      says(message) {
        emit(WebSocketEvents.MESSAGE, { text: typeof message === "string" ? message : JSON.stringify(message) });
      },
      drops() {
        phase = "closed";
        emit(WebSocketEvents.CLOSE, { code: 1006, reason: "", wasClean: false });
      },
      /** What is told about each message; the test sets it. */
      onmessage: () => {},
    };

    const api = strict("WebSocket", {
      addEventListener: listens(listeners, WebSocketEvents),
      send(text) {
        if (phase !== "open") {
          throw new Error("send on a socket that is " + phase);
        }
        const event = JSON.parse(text);
        server.received.push(event);
        server.onmessage(event);
      },
      close() {
        if (phase !== "closed") {
          phase = "closed";
          emit(WebSocketEvents.CLOSE, { code: 1000, reason: "", wasClean: true });
        }
      },
    });
    engine.sockets.push(server);
    if (world.socket) {
      world.socket(server);
    } else {
      server.refuses();
    }
    return api;
  }

  return { WebSocketEvents, create };
}

module.exports = { createSockets };
