package dev.offhook.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;

/**
 * The javadoc of this module's sources as Markdown: what the schemas and the AsyncAPI document say in words is what the
 * records' authors wrote, once.
 */
final class SourceDocs {
    private static final Pattern SEE_MEMBER = Pattern.compile("see `(\\w+)\\.(\\w+)`");

    private final Map<String, String> texts = new HashMap<>();

    private SourceDocs() {}

    /** Parses every {@code .java} file under {@code sources}, a source root. */
    static SourceDocs read(Path sources) {
        var docs = new SourceDocs();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var found = Files.walk(sources)) {
            List<Path> paths = found.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(paths));
            Iterable<? extends CompilationUnitTree> units = task.parse();
            var reader = docs.new Reader(DocTrees.instance(task));
            units.forEach(unit -> reader.scan(unit, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return docs;
    }

    /** What the javadoc of a type says; empty when it has none. */
    Optional<String> of(Class<?> type) {
        return text(type.getCanonicalName());
    }

    /** What is said of an enum's constant; empty when nothing is. */
    Optional<String> of(Enum<?> constant) {
        return text(constant.getDeclaringClass().getCanonicalName() + "#" + constant.name());
    }

    /** What is said of a record's component; where it only points to a method, what is said of that one. */
    Optional<String> of(Class<?> owner, String component) {
        return text(owner.getCanonicalName() + "(" + component + ")").map(text -> {
            var pointer = SEE_MEMBER.matcher(text);
            return pointer.matches()
                    ? member(pointer.group(1), pointer.group(2)).orElse(text)
                    : text;
        });
    }

    /** The first sentence of a text. */
    static String firstSentence(String text) {
        return text.split("(?<=[.:]) (?=[A-Z])|\n\n", 2)[0];
    }

    private Optional<String> member(String type, String method) {
        return texts.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("." + type + "#" + method))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(texts.get(key));
    }

    private static String markdown(Collection<? extends DocTree> trees) {
        String text = trees.stream().map(SourceDocs::markdown).collect(Collectors.joining());
        return text.lines()
                .map(String::strip)
                .collect(Collectors.joining("\n"))
                .replaceAll("(?<!\n)\n(?!\n)", " ")
                .replaceAll(" *\n{2,} *", "\n\n")
                .replaceAll(" {2,}", " ")
                .strip();
    }

    private static String markdown(DocTree tree) {
        return switch (tree) {
            case TextTree text -> text.getBody();
            case LiteralTree literal -> "`" + literal.getBody().getBody() + "`";
            case LinkTree link -> "`" + shown(link.getReference().getSignature()) + "`";
            case StartElementTree element when element.getName().contentEquals("p") -> "\n\n";
            case StartElementTree element when element.getName().contentEquals("li") -> "\n\n- ";
            case StartElementTree _, EndElementTree _ -> "";
            default -> tree.toString();
        };
    }

    /** What a link shows: a topic's own name, else type and member. */
    private static String shown(String signature) {
        if (signature.startsWith("Topic#")) {
            return Topic.valueOf(signature.substring("Topic#".length())).topicName();
        }
        String name = signature.replaceAll("\\(.*\\)", "").replace('#', '.');
        return name.startsWith(".") ? name.substring(1) : name;
    }

    private final class Reader extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final Deque<String> names = new ArrayDeque<>();

        Reader(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitCompilationUnit(CompilationUnitTree unit, Void nothing) {
            names.clear();
            names.addLast(unit.getPackageName().toString());
            return super.visitCompilationUnit(unit, nothing);
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            names.addLast(type.getSimpleName().toString());
            String name = String.join(".", names);
            keep(name);
            for (DocTree tag : blockTags()) {
                if (tag instanceof ParamTree parameter && !parameter.isTypeParameter()) {
                    keep(name + "(" + parameter.getName().getName() + ")", markdown(parameter.getDescription()));
                }
            }
            super.visitClass(type, nothing);
            names.removeLast();
            return null;
        }

        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            keep(String.join(".", names) + "#" + variable.getName());
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            keep(String.join(".", names) + "#" + method.getName());
            return null;
        }

        private List<? extends DocTree> blockTags() {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            return comment == null ? List.of() : comment.getBlockTags();
        }

        private void keep(String key) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                keep(key, markdown(comment.getFullBody()));
            }
        }

        private void keep(String key, String text) {
            if (!text.isEmpty()) {
                texts.putIfAbsent(key, text);
            }
        }
    }
}
