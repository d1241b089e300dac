package dev.signalbox.definitions.text;

import dev.signalbox.contracts.api.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the text of a file as JSON, YAML or Markdown with front matter: by the ending of its name, or else by how it begins. */
public final class Documents {
    private Documents() {}

    /**
     * The documents of a file: none when it is empty or holds only comments, several when it is a YAML stream.
     *
     * @throws UnreadableText when it is neither, or larger inside than its size says
     */
    public static List<Value> read(SourceFile source, DuplicateKeys duplicates) throws UnreadableText {
        String content =
                source.content().startsWith("\uFEFF") ? source.content().substring(1) : source.content();
        try {
            return read(source.name(), content, duplicates);
        } catch (UnreadableText unreadable) {
            throw unreadable.at(Lines.within(content, unreadable.place()));
        }
    }

    private static List<Value> read(String file, String content, DuplicateKeys duplicates) throws UnreadableText {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return JsonText.read(file, content, duplicates);
        }
        if (MarkdownText.isMarkdown(name)) {
            return MarkdownText.read(file, content, duplicates);
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml") || !beginsLikeJson(content)) {
            return YamlText.read(file, content, duplicates);
        }
        return jsonOrFlowYaml(file, content, duplicates);
    }

    private static List<Value> jsonOrFlowYaml(String file, String content, DuplicateKeys duplicates)
            throws UnreadableText {
        List<Runnable> found = new ArrayList<>();
        try {
            List<Value> values = JsonText.read(
                    file, content, (key, second, first) -> found.add(() -> duplicates.found(key, second, first)));
            found.forEach(Runnable::run);
            return values;
        } catch (UnreadableText notJson) {
            try {
                return YamlText.read(file, content, duplicates);
            } catch (UnreadableText notYamlEither) {
                throw notJson;
            }
        }
    }

    private static boolean beginsLikeJson(String content) {
        String start = content.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }
}
