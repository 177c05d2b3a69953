package dev.offhook.webhook.testsupport;

import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;

import dev.offhook.webhook.twilio.TwilioSignature;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import static io.restassured.RestAssured.given;

/** Calls our webhooks as Twilio does: a signed form. */
public final class Twilio {
    public static final String PUBLIC_URL = "http://localhost:8080";
    public static final String CALLER = "+14155550100";

    private final String account;
    private final String token;
    private final String to;
    private final String callSid = "CA" + UUID.randomUUID().toString().replace("-", "");

    private Twilio(String account, String token, String to) {
        this.account = account;
        this.token = token;
        this.to = to;
    }

    public static Twilio callTo(String number) {
        return number.equals(DemoTenants.RIVAL_NUMBER)
                ? new Twilio(DemoTenants.RIVAL_ACCOUNT, DemoTenants.RIVAL_TOKEN, number)
                : new Twilio(DemoTenants.ACCOUNT, DemoTenants.TOKEN, number);
    }

    public String callSid() {
        return callSid;
    }

    public String account() {
        return account;
    }

    public String number() {
        return to;
    }

    public String token() {
        return token;
    }

    public String conversation() {
        return "twilio:" + callSid;
    }

    public Map<String, String> parameters(String... more) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("AccountSid", account);
        parameters.put("ApiVersion", "2010-04-01");
        parameters.put("CallSid", callSid);
        parameters.put("CallStatus", "in-progress");
        parameters.put("From", CALLER);
        parameters.put("To", to);
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return parameters;
    }

    /** Posts, signed. */
    public ValidatableResponse post(String pathAndQuery, String... more) {
        return send(pathAndQuery, more).then();
    }

    /** Posts, signed, and reads the TwiML. */
    public Element twiml(String pathAndQuery, String... more) {
        return read(send(pathAndQuery, more).then().statusCode(200).extract().asString());
    }

    public Response send(String pathAndQuery, String... more) {
        return send(pathAndQuery, parameters(more), sign(token, pathAndQuery, parameters(more)));
    }

    public static Response send(String pathAndQuery, Map<String, String> parameters, String signature) {
        var request = given().urlEncodingEnabled(false)
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .body(form(parameters));
        return (signature == null ? request : request.header("X-Twilio-Signature", signature)).post(pathAndQuery);
    }

    public static String sign(String token, String pathAndQuery, Map<String, String> parameters) {
        var values = new HashMap<String, List<String>>();
        parameters.forEach((name, value) -> values.put(name, List.of(value)));
        return TwilioSignature.sign(token, PUBLIC_URL + pathAndQuery, values);
    }

    public static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The path and query of the URL that a verb of a document names. */
    public static String target(String url) {
        return url.substring(PUBLIC_URL.length());
    }

    public static Element read(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
            return document.getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError("not TwiML: " + xml, e);
        }
    }

    public static Element child(Element parent, String name) {
        var found = parent.getElementsByTagName(name);
        if (found.getLength() == 0) {
            throw new AssertionError("no <" + name + "> in <" + parent.getTagName() + ">: " + parent.getTextContent());
        }
        return (Element) found.item(0);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
