package dev.offhook.local.architecture;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The house's walls. It reads what the other modules have compiled; this module is built last. */
class ArchitectureTest {
    private static final Path ROOT = Path.of("../..");
    private static final String[] SERVICES = {"webhook", "dialogue", "tenant", "notification"};
    private static final String[] FRAMEWORKS = {
        "io.quarkus..",
        "jakarta..",
        "org.hibernate..",
        "io.smallrye..",
        "org.eclipse.microprofile..",
        "io.vertx..",
        "org.springframework.."
    };
    private static final String[] DOMAINS = {
        "dev.offhook.events..",
        "dev.offhook.dialogue.rules..",
        "dev.offhook.dialogue.conversation..",
        "dev.offhook.dialogue.hours..",
        "dev.offhook.notification.message.."
    };

    private static final JavaClasses ALL = new ClassFileImporter()
            .importPaths(Stream.concat(
                            Stream.of("call-events", "service-kit"),
                            Arrays.stream(SERVICES).map(service -> service + "-service"))
                    .map(module -> ROOT.resolve(module).resolve("target/classes"))
                    .toList());

    @Test
    void theContractKnowsNoFramework() {
        classes()
                .that()
                .resideInAPackage("dev.offhook.events..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.offhook.events..",
                        "java..",
                        "com.fasterxml.jackson..",
                        "org.apache.kafka..",
                        "org.jspecify.."))
                .check(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "dialogue", "tenant", "notification"})
    void noServiceKnowsAnother(String service) {
        String[] others = Arrays.stream(SERVICES)
                .filter(other -> !other.equals(service))
                .map(other -> "dev.offhook." + other + "..")
                .toArray(String[]::new);

        noClasses()
                .that(resideInAPackage("dev.offhook." + service + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(others))
                .check(ALL);
    }

    @Test
    void theKitKnowsNoService() {
        noClasses()
                .that(resideInAPackage("dev.offhook.kit.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(Arrays.stream(SERVICES)
                        .map(name -> "dev.offhook." + name + "..")
                        .toArray(String[]::new)))
                .check(ALL);
    }

    @Test
    void theDomainKnowsNoFramework() {
        noClasses()
                .that(resideInAnyPackage(DOMAINS))
                .should()
                .dependOnClassesThat(resideInAnyPackage(FRAMEWORKS))
                .check(ALL);
    }

    @Test
    void everyRoomIsLookedAt() {
        assertThat(Stream.concat(
                        Arrays.stream(DOMAINS),
                        Arrays.stream(SERVICES).map(service -> "dev.offhook." + service + "..")))
                .allMatch(room -> ALL.stream().anyMatch(resideInAPackage(room)));
    }
}
