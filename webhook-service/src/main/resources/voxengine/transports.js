// ── HTTP ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Posts events. VoxEngine allows a session 35 requests, 3 at a time: both are counted here. */
function createHttp() {
  let used = 0;
  let running = 0;
  /** @type {(() => void)[]} */
  const queue = [];

  /** @param {any} event */
  async function post(event) {
    while (running >= MOST_AT_A_TIME) {
      await new Promise((resolve) => queue.push(() => resolve(true)));
    }
    used += 1;
    running += 1;
    const body = json(event);
    try {
      return await Net.httpRequestAsync(TENANT.webhook, {
        method: "POST",
        headers: Object.assign({ "Content-Type": "application/json;charset=utf-8" }, signed(body)),
        postData: body,
        timeout: HTTP_TIMEOUT,
        connectionTimeout: HTTP_CONNECT_TIMEOUT,
      });
    } catch (e) {
      return { code: -1, text: "" };
    } finally {
      running -= 1;
      const waiting = queue.shift();
      if (waiting) {
        waiting();
      }
    }
  }

  // The last request belongs to the end of the call.
  const left = () => MOST_REQUESTS - used - 1;

  /** @param {string | undefined} text @returns {Answer | null} */
  function read(text) {
    try {
      const answer = JSON.parse(text || "");
      return answer !== null && typeof answer === "object" && typeof answer.response === "string" ? answer : null;
    } catch (e) {
      return null;
    }
  }

  return {
    left: left,

    /** Whether a request leaves room for one that a caller waits for. */
    hasRoom() {
      return running < MOST_AT_A_TIME - 1;
    },

    /**
     * The answer to an event, null when there is none to be had.
     *
     * @param {any} event
     */
    async ask(event) {
      let result = left() > 0 ? await post(event) : { code: 0, text: "" };
      if (result.code === HTTP_TIMED_OUT && left() > 0) {
        result = await post({
          event_type: "poll",
          call_id: event.call_id,
          turn: event.turn,
          custom_data: event.custom_data,
        });
      } else if (HTTP_AGAIN.indexOf(result.code) >= 0 && left() > 0) {
        // The turn's number makes the repeated event the same one.
        await pause(HTTP_AGAIN_AFTER);
        result = await post(event);
      }
      const answer = result.code === 200 ? read(result.text) : null;
      if (!answer) {
        Logger.write("no answer to " + event.event_type + ", code " + result.code);
      }
      return answer;
    },

    /**
     * @param {any} event one that nobody waits for
     * @param {boolean} last whether it may take the last request
     */
    async tell(event, last) {
      if (left() > 0 || (last && used < MOST_REQUESTS)) {
        const result = await post(event);
        if (HTTP_AGAIN.concat(HTTP_TIMED_OUT).indexOf(result.code) >= 0 && used < MOST_REQUESTS) {
          await post(event);
        }
      }
    },
  };
}

// ── Socket ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Opens a socket. It is not in the way of the 35 requests.
 *
 * @param {string} callId
 * @param {(message: any) => void} received
 * @param {() => void} dropped told once, only after it was open
 */
function createSocket(callId, received, dropped) {
  const url = TENANT.stream + "&call=" + encodeURIComponent(callId);
  const proof = signed(url.replace(/^wss?:\/\/[^/]+/, ""));
  const socket = VoxEngine.createWebSocket(url, {
    headers: Object.keys(proof).map((name) => ({ name: name, value: proof[name] })),
  });
  let isOpen = false;

  /** @type {Promise<boolean>} */
  const opened = new Promise((resolve) => {
    const patience = setTimeout(() => {
      Logger.write("the socket does not open");
      resolve(false);
      socket.close();
    }, SOCKET_OPENS_WITHIN);
    socket.addEventListener(WebSocketEvents.OPEN, () => {
      clearTimeout(patience);
      isOpen = true;
      resolve(true);
    });
    const gone = () => {
      clearTimeout(patience);
      resolve(false);
      if (isOpen) {
        isOpen = false;
        dropped();
      }
    };
    socket.addEventListener(WebSocketEvents.CLOSE, gone);
    socket.addEventListener(WebSocketEvents.ERROR, gone);
  });
  socket.addEventListener(WebSocketEvents.MESSAGE, (e) => {
    /** @type {any} */
    let message = null;
    try {
      message = JSON.parse(e.text);
    } catch (problem) {
      Logger.write("a message is not JSON");
    }
    if (isOpen && message !== null && typeof message === "object") {
      received(message);
    }
  });

  return {
    opened: opened,

    /** @param {string} text */
    send(text) {
      if (isOpen) {
        socket.send(text);
      }
    },

    close() {
      isOpen = false;
      socket.close();
    },
  };
}
