package dev.offhook.local.access;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/**
 * One thing that a service answers.
 *
 * @param service its name
 * @param method of HTTP
 * @param path with its variables in braces, without their patterns
 */
record Endpoint(String service, String method, String path) {
    private static final Path ROOT = Path.of("../..");
    private static final List<String> SERVICES = List.of("webhook", "dialogue", "tenant", "notification");
    private static final String RS = "jakarta.ws.rs.";
    private static final String REST_CLIENT = "org.eclipse.microprofile.rest.client.inject.RegisterRestClient";

    /** Read once: it takes seconds. */
    private static final List<Endpoint> ALL = read();

    /** Every endpoint that the compiled services have. */
    static List<Endpoint> all() {
        return ALL;
    }

    private static List<Endpoint> read() {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            // Names are enough; the frameworks' classes would take a minute.
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return endpoints();
        });
    }

    private static List<Endpoint> endpoints() {
        return SERVICES.stream()
                .flatMap(service -> new ClassFileImporter()
                        .importPath(ROOT.resolve(service + "-service/target/classes")).stream()
                                .filter(resource -> !resource.isAnnotatedWith(REST_CLIENT))
                                .flatMap(resource -> of(service, resource)))
                .distinct()
                .sorted(Comparator.comparing(Endpoint::service)
                        .thenComparing(Endpoint::path)
                        .thenComparing(Endpoint::method))
                .toList();
    }

    private static Stream<Endpoint> of(String service, JavaClass resource) {
        return path(resource).stream()
                .flatMap(root -> resource.getMethods().stream()
                        .flatMap(method -> httpMethod(method)
                                .map(name -> new Endpoint(
                                        service, name, joined(root, path(method).orElse(""))))
                                .stream()));
    }

    private static Optional<String> path(HasAnnotations<?> annotated) {
        return annotated.getAnnotations().stream()
                .filter(annotation -> annotation.getRawType().getName().equals(RS + "Path"))
                .map(annotation -> (String) annotation.get("value").orElseThrow())
                .findFirst();
    }

    private static Optional<String> httpMethod(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType().getName())
                .filter(name -> Stream.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")
                        .anyMatch(http -> name.equals(RS + http)))
                .map(name -> name.substring(RS.length()))
                .findFirst();
    }

    private static String joined(String root, String more) {
        String path = Stream.concat(Arrays.stream(root.split("/(?![^{]*})")), Arrays.stream(more.split("/(?![^{]*})")))
                .filter(part -> !part.isEmpty())
                .reduce("", (all, part) -> all + "/" + part);
        return path.isEmpty() ? "/" : path.replaceAll("\\{\\s*(\\w+)\\s*:(?:[^{}]|\\{[^{}]*})*}", "{$1}");
    }
}
