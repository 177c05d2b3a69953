package dev.offhook.local.simulator.voximplant;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.offhook.local.simulator.ApiAnswer;
import dev.offhook.local.simulator.ApiRequest;

/**
 * {@code GetApplications}, {@code GetRules} and {@code GetPhoneNumbers}: one application whose one rule takes every call
 * and starts our scenario, the demo tenants' numbers, and a number that is not bound to it.
 */
final class Directory {
    static final long APPLICATION = 10700001;
    static final long RULE = 3300001;

    private static final String APPLICATION_NAME = "offhook.demo.voximplant.com";
    private static final String RULE_NAME = "offhook";
    private static final String MODIFIED = "2026-11-20 09:00:00";
    private static final int USUAL_COUNT = 20;

    private final List<Application> applications =
            List.of(new Application(APPLICATION, APPLICATION_NAME, MODIFIED, false));
    private final List<Rule> rules = List.of(new Rule(
            RULE, APPLICATION, RULE_NAME, ".*", "", false, List.of(new Scenario(2200001, "offhook")), MODIFIED));
    private final List<PhoneNumber> numbers = List.of(
            PhoneNumber.of(4400001, "74951234567", true),
            PhoneNumber.of(4400002, "74951234500", true),
            PhoneNumber.of(4400003, "74951234509", false));

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Application(
            long applicationId, String applicationName, String modified, boolean secureRecordStorage) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Scenario(long scenarioId, String scenarioName) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Rule(
            long ruleId,
            long applicationId,
            String ruleName,
            String rulePattern,
            String rulePatternExclude,
            boolean videoConference,
            List<Scenario> scenarios,
            String modified) {
        Rule withoutScenarios() {
            return new Rule(
                    ruleId, applicationId, ruleName, rulePattern, rulePatternExclude, videoConference, null, modified);
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record PhoneNumber(
            long phoneId,
            String phoneNumber,
            String phoneCountryCode,
            String activationStatus,
            boolean deactivated,
            boolean canceled,
            boolean autoCharge,
            Long applicationId,
            String applicationName,
            Long ruleId,
            String ruleName,
            String categoryName,
            boolean canBeUsed,
            boolean isSmsSupported,
            boolean isSmsEnabled,
            String incomingSmsCallbackUrl,
            String modified) {
        static PhoneNumber of(long id, String number, boolean bound) {
            return new PhoneNumber(
                    id,
                    number,
                    "RU",
                    "ACTIVE",
                    false,
                    false,
                    true,
                    bound ? APPLICATION : null,
                    bound ? APPLICATION_NAME : null,
                    bound ? RULE : null,
                    bound ? RULE_NAME : null,
                    "GEOGRAPHIC",
                    true,
                    true,
                    true,
                    null,
                    MODIFIED);
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Found(List<?> result, int totalCount, int count) {}

    ApiAnswer applications(ApiRequest request) {
        return page(
                request,
                applications,
                application -> among(request, "application_id", application.applicationId())
                        && among(request, "application_name", application.applicationName()));
    }

    /** An application must be named, as Voximplant wants it. */
    ApiAnswer rules(ApiRequest request) {
        if (request.parameter("application_id").isEmpty()
                && request.parameter("application_name").isEmpty()) {
            return VoximplantError.answer(101, "'application_id' or 'application_name' is required");
        }
        boolean scenarios = Boolean.parseBoolean(request.parameter("with_scenarios"));
        return page(
                request,
                rules.stream()
                        .map(rule -> scenarios ? rule : rule.withoutScenarios())
                        .toList(),
                rule -> among(request, "application_id", rule.applicationId())
                        && among(request, "application_name", APPLICATION_NAME)
                        && among(request, "rule_id", rule.ruleId())
                        && among(request, "rule_name", rule.ruleName()));
    }

    ApiAnswer numbers(ApiRequest request) {
        return page(
                request,
                numbers,
                number -> among(request, "phone_number", number.phoneNumber())
                        && among(request, "application_id", number.applicationId())
                        && among(request, "rule_id", number.ruleId()));
    }

    private static <T> ApiAnswer page(ApiRequest request, List<T> all, Predicate<T> wanted) {
        var found = all.stream().filter(wanted).toList();
        var page = found.stream()
                .skip(number(request.parameter("offset"), 0))
                .limit(number(request.parameter("count"), USUAL_COUNT))
                .toList();
        return new ApiAnswer(200, new Found(page, found.size(), page.size()));
    }

    // A list is joined with semicolons; none wants everything.
    private static boolean among(ApiRequest request, String parameter, Object value) {
        String wanted = request.parameter(parameter);
        return wanted.isEmpty() || Arrays.asList(wanted.split(";")).contains(String.valueOf(value));
    }

    private static int number(String text, int otherwise) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }
}
