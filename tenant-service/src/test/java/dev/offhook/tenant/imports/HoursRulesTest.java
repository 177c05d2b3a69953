package dev.offhook.tenant.imports;

import java.nio.file.Path;
import java.time.LocalTime;

import dev.offhook.events.TenantConfiguration.WeeklyShift;
import dev.offhook.tenant.testsupport.TenantsYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HoursRulesTest {
    private static final String GOOD = TenantsYaml.longTenant("hotel", "+15005550006");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {days: [fri], from: "22:00"             | {from: "22:00"                             | hours.week[2].days is empty; it needs at least one
                    days: [fri]                             | days: [fry]                                | hours.week[2].days[0] is 'fry', which does not fit; good are [fri, mon, sat, sun, thu, tue, wed]
                    days: [fri]                             | days: [5]                                  | hours.week[2].days[0] is '5', which does not fit; good are [fri
                    from: "22:00"                           | from: "25:00"                              | hours.week[2].from is '25:00', which does not fit; good is "09:00"
                    from: "22:00"                           | from: 24:00                                | hours.week[2].from is '24:00', which does not fit; good is "09:00"
                    from: "22:00"                           | from: 9:00                                 | hours.week[2].from is '9:00', which does not fit; good is "09:00"
                    from: "22:00"                           | from: 9                                    | hours.week[2].from is of another kind, which does not fit; good is "09:00"
                    from: "22:00", to                       | to                                         | hours.week[2].from is missing; good is "09:00"
                    from: "22:00"                           | from: ""                                   | hours.week[2].from is '', which does not fit; good is "09:00"
                    from: "14:00"                           | from: "12:59"                              | hours.week[1] on monday 12:59-18:00 overlaps hours.week[0] on monday 09:00-13:00; good are shifts that follow each other
                    days: [fri]                             | days: [fri, fri]                           | hours.week[2] on friday 22:00-06:00 overlaps hours.week[2] on friday 22:00-06:00
                    days: [fri], from: "22:00", to: "06:00" | days: [sun], from: "22:00", to: "09:01"    | hours.week[2] on sunday 22:00-09:01 overlaps hours.week[0] on monday 09:00-13:00
                    days: [fri], from: "22:00", to: "06:00" | days: [tue], from: "00:00", to: "00:00"    | hours.week[2] on tuesday 00:00-00:00 overlaps hours.week[0] on tuesday 09:00-13:00
                    to: 2027-01-08                          | to: 2026-12-31                             | hours.holidays[0].to 2026-12-31 is before its from, 2027-01-01; good is 2027-01-02
                    to: 2027-01-08                          | to: 2027-02-30                             | hours.holidays[0].to is '2027-02-30', which does not fit; good is 2027-01-01
                    to: 2027-01-08                          | to: 20270108                               | hours.holidays[0].to is of another kind, which does not fit; good is 2027-01-01
                    {from: "2027-05-09"}                    | {}                                         | hours.holidays[1].from is missing; good is 2027-01-01
                    to: "12:00"}                            | to: "12:00"}, {from: "11:00", to: "13:00"} | hours.holidays[0].shifts[1] 11:00-13:00 overlaps hours.holidays[0].shifts[0] 10:00-12:00
                    [{from: "10:00", to                     | [{to                                       | hours.holidays[0].shifts[0].from is missing
                    target: manager                         | target: boss                               | hours.afterHours.target 'boss' is no transfer target of assistant.tools.transfers; known are [desk, manager]
                    action: transfer                        | action: voicemail                          | hours.afterHours.target 'manager' is for action transfer only; leave it out
                    action: transfer                        | action: sleep                              | hours.afterHours.action is 'sleep', which does not fit; good are [answer, message, transfer, voicemail]
                    {action: transfer, target               | {target                                    | hours.afterHours.action is missing; good is answer
                    """)
    void faultNamesTheField(String good, String bad, String problem) {
        // Given
        var file = TenantsYaml.file(folder, GOOD.replace(good, bad));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.isInstanceOf(TenantsFileException.class).hasMessageContaining("tenant hotel: " + problem);
    }

    @Test
    void afterHoursNeedWhatTheyUse() {
        // Given
        String closed = "    hours: {afterHours: {action: %s}}\n    secrets:\n";
        var voicemail =
                TenantsYaml.tenant("hotel", "+15005550006").replace("    secrets:\n", closed.formatted("voicemail"));
        var transfer =
                TenantsYaml.tenant("motel", "+15005550007").replace("    secrets:\n", closed.formatted("transfer"));
        var file = TenantsYaml.file(folder, voicemail, transfer);
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.hasMessageContaining(
                        "tenant hotel: hours.afterHours.action takes a message, and assistant.tools.voicemail is missing")
                .hasMessageContaining(
                        "tenant motel: hours.afterHours.target (missing) needs a transfer target, and there is none");
    }

    @Test
    void shiftsThatTouchAndTimesWithoutQuotesAreGood() {
        // Given
        var file = TenantsYaml.file(
                folder,
                GOOD.replace("from: \"14:00\"", "from: 13:00")
                        .replace("[fri], from: \"22:00\", to: \"06:00\"", "[sun], from: 18:00, to: 09:00"));
        // When
        var tenants = TenantsFile.read(file);
        // Then
        assertThat(tenants).singleElement().satisfies(tenant -> assertThat(
                        tenant.document().hours().week())
                .extracting(WeeklyShift::from)
                .containsExactly(LocalTime.of(9, 0), LocalTime.of(13, 0), LocalTime.of(18, 0)));
    }
}
