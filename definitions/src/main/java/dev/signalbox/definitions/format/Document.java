package dev.signalbox.definitions.format;

import dev.signalbox.definitions.text.MarkdownText;
import dev.signalbox.definitions.text.Value;

/**
 * A document of a source file; a YAML file may hold several.
 *
 * @param file the name of the file
 * @param value its content
 */
public record Document(String file, Value value) {

    /** The name of the file without directories and ending, or {@code run} when there is nothing left. */
    public String baseName() {
        String name = file.replace('\\', '/');
        name = name.substring(name.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        String base = (dot > 0 ? name.substring(0, dot) : name).strip();
        return base.isEmpty() || base.equals("-") ? "run" : base;
    }

    /** Whether it describes an agent: such a document comes along with a definition and does not say what format that is. */
    public boolean describesAgent() {
        return MarkdownText.isMarkdown(file);
    }
}
