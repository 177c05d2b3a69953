package dev.offhook.tenant.console.words;

import dev.offhook.events.RequestRefused.Reason;
import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.events.TenantConfiguration.Tool;
import dev.offhook.tenant.clients.Asked.Why;
import dev.offhook.tenant.clients.Service;
import dev.offhook.tenant.console.connect.Finding.Weight;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages about calls and messages; {@code messages/t_*.properties} has them. */
@MessageBundle(value = "t", locale = "en")
public interface TalkMessages {
    @Message
    String notice(String what, String name, String why);

    @Message
    String goneWrong(String name, String why);

    @Message
    String badDate(String value);

    @Message
    String serviceSays(String detail);

    @Message
    String overviewTitle();

    @Message
    String overviewText(int days);

    @Message
    String lastDays(int days);

    @Message
    String period();

    @Message
    String calls();

    @Message
    String texts();

    @Message
    String answeredByAssistant();

    @Message
    String transferredCalls();

    @Message
    String rejectedCalls();

    @Message
    String averageTurns();

    @Message
    String averageDuration();

    @Message
    String firstWords();

    @Message
    String firstWordsText();

    @Message
    String callsByDay();

    @Message
    String callsByDayText();

    @Message
    String turnsByDay();

    @Message
    String turnsByDayText();

    @Message
    String durationByDay();

    @Message
    String durationByDayText();

    @Message
    String costByDay();

    @Message
    String costByDayText();

    @Message
    String cost();

    @Message
    String budget();

    @Message
    String budgetCalls();

    @Message
    String budgetTexts();

    @Message
    String spentOf(String spent, String cap);

    @Message
    String spentNoCap(String spent);

    @Message
    String reserved(String amount);

    @Message
    String noBudget();

    @Message
    String noDataTitle();

    @Message
    String noDataText();

    @Message
    String noDataChart();

    @Message
    String asTable();

    @Message
    String day();

    @Message
    String callsTitle();

    @Message
    String callsText();

    @Message
    String now();

    @Message
    String nobodyNow();

    @Message
    String search();

    @Message
    String searchHint();

    @Message
    String number();

    @Message
    String outcome();

    @Message
    String any();

    @Message
    String since();

    @Message
    String until();

    @Message
    String find();

    @Message
    String clear();

    @Message
    String at();

    @Message
    String length();

    @Message
    String turns();

    @Message
    String lastWords();

    @Message
    String noCallsTitle();

    @Message
    String noCallsText();

    @Message
    String next();

    @Message
    String first();

    @Message
    String unknownNumber();

    @Message
    String erased();

    @Message
    String testCall();

    @Message
    String callFrom(String number);

    @Message
    String textFrom(String number);

    @Message
    String backToCalls();

    @Message
    String backToTexts();

    @Message
    String timeline();

    @Message
    String liveNow();

    @Message
    String summary();

    @Message
    String fields();

    @Message
    String facts();

    @Message
    String began();

    @Message
    String ended();

    @Message
    String to();

    @Message
    String provider();

    @Message
    String version();

    @Message
    String costs();

    @Message
    String costLlm();

    @Message
    String costMinutes();

    @Message
    String tokens();

    @Message
    String tokensValue(String in, String out);

    @Message
    String recordings();

    @Message
    String recording(int number);

    @Message
    String recordingText();

    @Message
    String noRecording();

    @Message
    String saidCaller();

    @Message
    String saidAssistant();

    @Message
    String latency(String millis);

    @Message
    String used(String in, String out);

    @Message
    String unheard();

    @Message
    String eventStarted();

    @Message
    String eventSilent();

    @Message
    String eventInterrupted();

    @Message
    String eventKeys(String keys);

    @Message
    String eventEnded(String outcome);

    @Message
    String eventRecorded();

    @Message
    String eventFallback(String text);

    @Message
    String eventTransfer(String result);

    @Message
    String eventTool(String tool, String result);

    @Message
    String eventToolOn(String tool, String about, String result);

    @Message
    String transferEnded(String number, String result);

    @Message
    String nothingSaid();

    @Message
    String noSuchCall();

    @Message
    String smsTitle();

    @Message
    String smsText();

    @Message
    String viewTexts();

    @Message
    String viewOutgoing();

    @Message
    String viewOptOuts();

    @Message
    String viewDead();

    @Message
    String queue();

    @Message
    String queueWaiting(int count);

    @Message
    String queueDue(int count);

    @Message
    String queueOldest(String time);

    @Message
    String queueEmpty();

    @Message
    String queuePaused(String time, String who);

    @Message
    String pause();

    @Message
    String resume();

    @Message
    String status();

    @Message
    String messageText();

    @Message
    String noTextsTitle();

    @Message
    String noTextsText();

    @Message
    String noOutgoingText();

    @Message
    String outgoing();

    @Message
    String segments(int count);

    @Message
    String code(String code);

    @Message
    String optOutsText();

    @Message
    String optOutAdd();

    @Message
    String optOutLift();

    @Message
    String noOptOuts();

    @Message
    String sourceOf();

    @Message
    String deadText();

    @Message
    String reason();

    @Message
    String replay();

    @Message
    String replayed(String time);

    @Message
    String replayResult(int sent, int refused);

    @Message
    String noDead();

    @Message
    String content();

    @Message
    String tryTitle();

    @Message
    String tryText();

    @Message
    String tryStart();

    @Message
    String tryAgain();

    @Message
    String trySay();

    @Message
    String trySend();

    @Message
    String trySilence();

    @Message
    String tryEnd();

    @Message
    String tryOver();

    @Message
    String tryRepeat();

    @Message
    String tryRepeatText();

    @Message
    String tryBefore(long version);

    @Message
    String tryAfter(long version);

    @Message
    String tryVersion(long version);

    @Message
    String tryReadOnly();

    @Message
    String tryAsCall();

    @Message
    String connectTitle();

    @Message
    String connectText();

    @Message
    String check();

    @Message
    String checkAgain();

    @Message
    String checking();

    @Message
    String addresses();

    @Message
    String noAddresses();

    @Message
    String toMessengers();

    @Message
    String copy();

    @Message
    String copied();

    @Message
    String tenantAddress();

    @Message
    String on();

    @Message
    String off();

    @Message
    String scenario();

    @Message
    String scenarioText();

    @Message
    String scenarioVoice();

    @Message
    String scenarioGreeting();

    @Message
    String refusalsTitle();

    @Message
    String checkHint();

    @Message
    String foundNoNumber();

    @Message
    String foundSwitchedOff();

    @Message
    String foundPlanWithoutVoice();

    @Message
    String foundNoAccountTwilio();

    @Message
    String foundNoAccountVoximplant();

    @Message
    String foundSecretMissing(String name);

    @Message
    String foundKeyRefused(String provider, String account);

    @Message
    String foundCouldNotAsk(String provider, String why);

    @Message
    String foundProviderSays(String provider, int code, String message);

    @Message
    String foundNumberNotThere(String number, String account);

    @Message
    String foundNumberCannotVoice(String number);

    @Message
    String foundNumberCannotSms(String number);

    @Message
    String foundAddressMissing(String number, String field, String ours);

    @Message
    String foundAddressDiffers(String number, String field, String theirs, String ours);

    @Message
    String foundMethodDiffers(String number, String field, String method);

    @Message
    String foundHandledElsewhere(String number, String by);

    @Message
    String foundNoStatusAddress(String number, String ours);

    @Message
    String foundApplicationNotSet();

    @Message
    String foundApplicationUnknown(String application, String account);

    @Message
    String foundRuleNotSet();

    @Message
    String foundRuleUnknown(String rule, String application);

    @Message
    String foundRuleNotForNumber(String rule, String pattern, String number);

    @Message
    String foundNumberUnbound(String number);

    @Message
    String foundNumberBoundElsewhere(String number, String application);

    @Message
    String foundNumberOnOtherRule(String number, String rule);

    @Message
    String foundNumberFrozen(String number);

    @Message
    String foundSmsSwitchedOff(String number);

    @Message
    String foundCallbackUnknown(String number, String ours);

    @Message
    String foundNumberIsRight(String number);

    @Message
    String foundRuleIsRight(String rule, String application);

    @Message
    String refusedMore(String times, String time);

    @Message
    String refusedTimes(int count);

    @Message
    String refusedTaken();

    @Message
    String outcomeOf(ShownOutcome outcome);

    @Message
    String source(ShownSource source);

    @Message
    String statusOf(ShownStatus status);

    @Message
    String tool(Tool tool);

    @Message
    String serviceName(Service service);

    @Message
    String serviceData(Service service);

    @Message
    String why(Why why);

    @Message
    String channel(Kind kind);

    @Message
    String weight(Weight weight);

    @Message
    String resultOf(String result);

    @Message
    String optOutSource(String source);

    @Message
    String refused(Reason reason, String urls, String account);
}
