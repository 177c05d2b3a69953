package dev.offhook.local.provider;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * What a TwiML document makes a call do, until the first verb that hands control on.
 *
 * @param said the words spoken, in their order
 * @param next what follows them
 * @param recording who is told of the recording of the whole call that begins here, absolute URL; null when none begins
 */
public record TwimlDocument(
        List<String> said, Next next, @Nullable String recording) {

    private static final int RINGS = 30;
    private static final int RECORDS = 3600;

    /** A document that begins no recording. */
    public TwimlDocument(List<String> said, Next next) {
        this(said, next, null);
    }

    /** What follows the words. */
    public sealed interface Next {
        /** The caller is listened to; the result goes to {@code action}. */
        record Gather(String action) implements Next {}

        /**
         * The caller talks over a socket at {@code url}, which is told {@code parameters}; how that ends goes to {@code
         * action}.
         */
        record Connect(String url, String action, Map<String, String> parameters) implements Next {}

        /** The document at {@code url} goes on. */
        record Redirect(String url) implements Next {}

        /** {@code number} rings for {@code timeoutSeconds}; the outcome goes to {@code action}. */
        record Dial(String number, int timeoutSeconds, String action) implements Next {}

        /** The caller is recorded for at most {@code maxSeconds}; the recording goes to {@code action}. */
        record Record(int maxSeconds, String action) implements Next {}

        /** The call is not taken; the caller hears that it is {@code busy} or {@code rejected}. */
        record Reject(String reason) implements Next {}

        /** The call is over: hung up, or nothing is left to do. */
        record HangUp() implements Next {}
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException when it is not TwiML that a call can follow
     */
    public static TwimlDocument parse(String xml) {
        Element response = root(xml);
        if (!"Response".equals(response.getTagName())) {
            throw new IllegalArgumentException(
                    "TwiML begins with <Response>, not with <" + response.getTagName() + ">");
        }
        var children = children(response);
        String recording = children.stream()
                .filter(verb -> "Start".equals(verb.getTagName()))
                .map(TwimlDocument::recording)
                .findFirst()
                .orElse(null);
        return followed(children, recording);
    }

    private static TwimlDocument followed(List<Element> verbs, @Nullable String recording) {
        var said = new ArrayList<String>();
        for (Element verb : verbs) {
            switch (verb.getTagName()) {
                case "Say" -> said.add(verb.getTextContent());
                case "Gather" -> {
                    children(verb).stream()
                            .filter(nested -> "Say".equals(nested.getTagName()))
                            .map(Element::getTextContent)
                            .forEach(said::add);
                    return new TwimlDocument(said, new Next.Gather(verb.getAttribute("action")), recording);
                }
                case "Connect" -> {
                    return new TwimlDocument(said, connect(verb, said), recording);
                }
                case "Redirect" -> {
                    return new TwimlDocument(
                            said, new Next.Redirect(verb.getTextContent().strip()), recording);
                }
                case "Dial" -> {
                    return new TwimlDocument(
                            said,
                            new Next.Dial(
                                    verb.getTextContent().strip(),
                                    seconds(verb, "timeout", RINGS),
                                    verb.getAttribute("action")),
                            recording);
                }
                case "Record" -> {
                    return new TwimlDocument(
                            said,
                            new Next.Record(seconds(verb, "maxLength", RECORDS), verb.getAttribute("action")),
                            recording);
                }
                case "Reject" -> {
                    if (!said.isEmpty()) {
                        throw new IllegalArgumentException("<Reject> comes too late: the call was answered to speak");
                    }
                    String reason = verb.getAttribute("reason");
                    return new TwimlDocument(said, new Next.Reject(reason.isEmpty() ? "rejected" : reason));
                }
                case "Hangup" -> {
                    return new TwimlDocument(said, new Next.HangUp(), recording);
                }
                case "Pause", "Play", "Start" -> {}
                default -> throw new IllegalArgumentException("no verb of a voice call is <" + verb.getTagName() + ">");
            }
        }
        return new TwimlDocument(said, new Next.HangUp(), recording);
    }

    private static String recording(Element start) {
        Element noun = children(start).getFirst();
        if (!"Recording".equals(noun.getTagName())) {
            throw new IllegalArgumentException(
                    "a call of ours starts a <Recording>, not a <" + noun.getTagName() + ">");
        }
        return noun.getAttribute("recordingStatusCallback");
    }

    private static Next connect(Element verb, List<String> said) {
        Element relay = children(verb).getFirst();
        if (!"ConversationRelay".equals(relay.getTagName())) {
            throw new IllegalArgumentException(
                    "a call is connected to <ConversationRelay>, not to <" + relay.getTagName() + ">");
        }
        if (relay.hasAttribute("welcomeGreeting")) {
            said.add(relay.getAttribute("welcomeGreeting"));
        }
        var parameters = new LinkedHashMap<String, String>();
        children(relay).stream()
                .filter(nested -> "Parameter".equals(nested.getTagName()))
                .forEach(nested -> parameters.put(nested.getAttribute("name"), nested.getAttribute("value")));
        return new Next.Connect(relay.getAttribute("url"), verb.getAttribute("action"), Map.copyOf(parameters));
    }

    private static int seconds(Element verb, String attribute, int otherwise) {
        String value = verb.getAttribute(attribute);
        return value.isEmpty() ? otherwise : Integer.parseInt(value);
    }

    private static Element root(String xml) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (SAXException e) {
            throw new IllegalArgumentException("not well-formed: " + e.getMessage(), e);
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("every JDK parses XML", e);
        }
    }

    private static List<Element> children(Element parent) {
        var elements = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** The parser's own handler prints to the standard error output. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException warning) throws SAXException {
            throw warning;
        }

        @Override
        public void error(SAXParseException error) throws SAXException {
            throw error;
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXException {
            throw error;
        }
    }
}
