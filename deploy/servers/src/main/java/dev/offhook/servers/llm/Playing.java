package dev.offhook.servers.llm;

import java.util.List;

import dev.offhook.servers.llm.LedgerEntry.Ended;
import dev.offhook.servers.llm.Step.Cut;
import dev.offhook.servers.llm.Step.Delay;
import dev.offhook.servers.llm.Step.Finish;
import dev.offhook.servers.llm.Step.Hang;
import dev.offhook.servers.llm.Step.Metadata;
import dev.offhook.servers.llm.Step.Raw;
import dev.offhook.servers.llm.Step.Reset;
import dev.offhook.servers.llm.Step.Text;
import dev.offhook.servers.llm.Step.ToolCall;
import dev.offhook.servers.llm.Step.Usage;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;

/** One script on its way into one response. Runs on the response's event loop alone, so it never blocks. */
final class Playing {
    private static final int FRAGMENT = 7;

    private final Vertx vertx;
    private final HttpConnection connection;
    private final HttpServerResponse response;
    private final LlmCall call;
    private final Script script;
    private final Entry entry;
    private final Wire wire;
    private int next;
    private int toolCalls;
    private boolean usageTold;
    private boolean over;

    Playing(
            Vertx vertx,
            HttpConnection connection,
            HttpServerResponse response,
            LlmCall call,
            Script script,
            Entry entry) {
        this.vertx = vertx;
        this.connection = connection;
        this.response = response;
        this.call = call;
        this.script = script;
        this.entry = entry;
        this.wire = new Wire(call);
    }

    void start() {
        response.exceptionHandler(failure -> over());
        response.closeHandler(closed -> over());
        response.setStatusCode(script.status());
        script.headers().forEach(response::putHeader);
        goOn();
    }

    private void over() {
        over = true;
        entry.ends(Ended.CLOSED_BY_CLIENT);
    }

    /** Whether the answer is a stream of events; all others are written at their end. */
    private boolean streams() {
        return script.status() == 200 && (call.stream() || script.contentType() != null);
    }

    private void goOn() {
        List<Step> steps = script.steps();
        while (!over && next < steps.size()) {
            Step step = steps.get(next++);
            if (step instanceof Delay(var length) && !length.isZero()) {
                vertx.setTimer(Math.max(1, length.toMillis()), fired -> goOn());
                return;
            }
            if (!plays(step)) {
                return;
            }
        }
        if (!over) {
            finish();
        }
    }

    /** True when the next step may follow. */
    private boolean plays(Step step) {
        return switch (step) {
            case Delay _ -> true;
            case Text(var piece) -> {
                entry.sends(piece);
                yield sends(wire.text(piece));
            }
            case Metadata _ -> sends(wire.role());
            case ToolCall tool -> sendsFragments(tool);
            case Raw(var line) -> sends(line + "\n");
            case Finish _ -> true;
            case Usage(var in, var out) -> {
                entry.costs(in, out);
                usageTold = true;
                yield true;
            }
            case Hang _ -> {
                if (streams()) {
                    sends("");
                }
                yield false;
            }
            case Cut(var clean) -> {
                if (streams()) {
                    sends("");
                }
                breakOff(clean);
                yield false;
            }
            case Reset _ -> {
                ((ConnectionBase) connection).channel().config().setOption(ChannelOption.SO_LINGER, 0);
                breakOff(false);
                yield false;
            }
        };
    }

    private boolean sends(String event) {
        if (!streams()) {
            return true;
        }
        if (!response.headWritten()) {
            response.setChunked(true);
            response.putHeader("Cache-Control", "no-cache");
            if (script.contentType() == null) {
                response.putHeader("Content-Type", "text/event-stream; charset=utf-8");
                response.write(wire.role());
            } else {
                response.putHeader("Content-Type", script.contentType());
            }
        }
        if (!event.isEmpty()) {
            response.write(event);
        }
        return true;
    }

    private boolean sendsFragments(ToolCall tool) {
        int index = toolCalls++;
        entry.sendsToolCall();
        sends(wire.toolCall(index, tool.id(), tool.name()));
        for (int from = 0; from < tool.arguments().length(); from += FRAGMENT) {
            int to = Math.min(from + FRAGMENT, tool.arguments().length());
            sends(wire.toolArguments(index, tool.arguments().substring(from, to)));
        }
        return true;
    }

    private void breakOff(boolean clean) {
        entry.ends(Ended.BROKEN);
        over = true;
        if (clean) {
            response.end();
        } else {
            connection.close();
        }
    }

    private void finish() {
        over = true;
        entry.ends(Ended.DONE);
        if (streams()) {
            sends(wire.finish(script.finishReason()));
            if (call.wantsUsage()) {
                sends(wire.usage(entry.tokensIn(), entry.tokensOut()));
            }
            sends("data: [DONE]\n\n");
            response.end();
            return;
        }
        response.putHeader("Content-Type", "application/json");
        if (script.status() != 200) {
            response.end(Wire.error(script.status(), script.text()));
            return;
        }
        if (!usageTold) {
            entry.costs(entry.tokensIn(), script.tokensOut());
        }
        response.end(wire.completion(script, entry.tokensIn(), entry.tokensOut()));
    }
}
