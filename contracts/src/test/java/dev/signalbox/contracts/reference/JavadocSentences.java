package dev.signalbox.contracts.reference;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What the Javadoc of the contracts says of each type, record component and enum constant, so that it is said in one place. */
final class JavadocSentences {
    private final Map<String, String> sentences = new HashMap<>();

    /** Reads every Java source under a folder. */
    static JavadocSentences of(Path sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavadocSentences found = new JavadocSentences();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> tree = Files.walk(sources)) {
            List<Path> java =
                    tree.filter(path -> path.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(java));
            DocTrees comments = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                found.new Reader(comments).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** The whole description of a type, without its tags. */
    String ofType(Class<?> type) {
        return required(name(type));
    }

    /** The sentence of a record component. */
    String ofComponent(Class<?> type, String component) {
        return required(name(type) + "#" + component);
    }

    /** The sentence of an enum constant; null where its name says it all. */
    @Nullable
    String ofConstant(Enum<?> constant) {
        return sentences.get(name(constant.getDeclaringClass()) + "#" + constant.name());
    }

    private String required(String key) {
        String sentence = sentences.get(key);
        if (sentence == null || sentence.isBlank()) {
            throw new AssertionError("the Javadoc has no sentence for " + key);
        }
        return sentence;
    }

    private static String name(Class<?> type) {
        return type.getCanonicalName();
    }

    private static String sentence(List<? extends DocTree> words) {
        String text = words.stream()
                .map(JavadocSentences::plain)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
        if (text.isEmpty()) {
            return text;
        }
        String capitalised = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return capitalised.endsWith(".") ? capitalised : capitalised + ".";
    }

    private static String plain(DocTree word) {
        return switch (word) {
            case LiteralTree literal -> literal.getBody().getBody();
            case LinkTree link -> {
                String target = link.getReference().getSignature();
                yield target.substring(target.lastIndexOf('.') + 1);
            }
            default -> word.toString();
        };
    }

    private final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees comments;
        private final Deque<String> enclosing = new ArrayDeque<>();

        Reader(DocTrees comments) {
            this.comments = comments;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            String outer = enclosing.isEmpty()
                    ? String.valueOf(getCurrentPath().getCompilationUnit().getPackageName())
                    : enclosing.getFirst();
            enclosing.push(outer + "." + type.getSimpleName());
            DocCommentTree comment = comments.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                sentences.put(enclosing.getFirst(), sentence(comment.getFullBody()));
                for (DocTree tag : comment.getBlockTags()) {
                    if (tag instanceof ParamTree component && !component.isTypeParameter()) {
                        sentences.put(
                                enclosing.getFirst() + "#" + component.getName(), sentence(component.getDescription()));
                    }
                }
            }
            super.visitClass(type, null);
            enclosing.pop();
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
            DocCommentTree comment = comments.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                sentences.put(enclosing.getFirst() + "#" + variable.getName(), sentence(comment.getFullBody()));
            }
            return super.visitVariable(variable, null);
        }
    }
}
