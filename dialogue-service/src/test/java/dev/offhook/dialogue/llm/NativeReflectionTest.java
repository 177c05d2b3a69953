package dev.offhook.dialogue.llm;

import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NativeReflectionTest {

    @Test
    void everyDocumentOfTheLibraryIsRegistered() throws Exception {
        // Given
        Path library = Path.of(OpenAiStreamingChatModel.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> documents;
        try (var jar = new JarFile(library.toFile())) {
            documents = jar.stream()
                    .map(entry -> entry.getName().replace('/', '.'))
                    .filter(
                            name -> name.matches(
                                    "dev\\.langchain4j\\.model\\.openai\\.internal\\.(chat|shared)\\.\\w+(\\$[A-Za-z]\\w*)?\\.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
        }

        // When
        String[] registered = NativeReflection.class
                .getAnnotation(RegisterForReflection.class)
                .classNames();

        // Then
        assertThat(registered).containsExactlyInAnyOrderElementsOf(documents);
    }
}
