// ── Limits of VoxEngine, and how long we wait ────────────────────────────────────────────────────────────────────────

const LONGEST_SAY = 1500;
const MOST_REQUESTS = 35;
const MOST_AT_A_TIME = 3;
// With fewer requests left a socket takes over, where there is one.
const SWITCH_AT_LEFT = 12;
// With fewer left the server no longer hears of interruptions.
const FEW_REQUESTS = 8;
// With so many left the call is ended politely: a turn may need two, a recording two.
const KEPT_REQUESTS = 3;

// Seconds. The server answers within 4 s, unless an answer is long; then we ask again.
const HTTP_TIMEOUT = 8;
const HTTP_CONNECT_TIMEOUT = 3;
const HTTP_TIMED_OUT = -7;
// Unknown, connection, network, internal, and what a proxy says while a server is replaced.
const HTTP_AGAIN = [-1, -4, -6, -8, 502, 503, 504];

// Milliseconds.
const HTTP_AGAIN_AFTER = 300;
const SOCKET_OPENS_WITHIN = 3000;
const SOCKET_AGAIN_AFTER = 200;
const SOCKET_QUIET = 6000;
const TAKEN_WITHIN = 2000;
const NEXT_KEY_WITHIN = 1500;
const RESULT_WITHIN = 4000;
const RECORDING_STORED_WITHIN = 5000;
const FAREWELL_PAUSE = 1000;

// One, and one more.
const SOCKET_FAILURES = 2;
const FAILURES = 2;
const MOST_FILLERS = 3;
const MOST_ASR_ERRORS = 3;

// Characters, where VoxEngine does not say how long a text takes.
const SPOKEN_PER_SECOND = 14;

// The beep before a message, as ToneScript.
const BEEP = "1000@-16;0.5(*/0/1)";
const BEEP_TAKES = 600;
