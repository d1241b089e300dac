package dev.signalbox.runner.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The environment of an agent's process: a few harmless variables of the runner's own, then the step's. The step may not set what would
 * make any program run other code than its own; such a step is refused, not silently changed.
 */
public final class ChildEnvironment {
    private static final Set<String> INHERITED =
            Set.of("PATH", "HOME", "LANG", "TZ", "TMPDIR", "USER", "LOGNAME", "SHELL", "TERM");
    private static final String LOCALE = "LC_";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> REFUSED = Set.of(
            "PATH",
            "IFS",
            "ENV",
            "BASH_ENV",
            "SHELLOPTS",
            "BASHOPTS",
            "PROMPT_COMMAND",
            "GLIBC_TUNABLES",
            "GCONV_PATH",
            "NODE_OPTIONS",
            "NODE_PATH",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS",
            "CLASSPATH",
            "PYTHONPATH",
            "PYTHONHOME",
            "PYTHONSTARTUP",
            "PERL5OPT",
            "PERL5LIB",
            "RUBYOPT",
            "RUBYLIB",
            "TRACEPARENT");
    private static final List<String> REFUSED_BEGINNINGS = List.of("LD_", "DYLD_", "BASH_FUNC_", "SIGNALBOX_", "GIT_");
    private static final Pattern HARMLESS_GIT = Pattern.compile("GIT_(AUTHOR|COMMITTER)_(NAME|EMAIL|DATE)");

    private ChildEnvironment() {}

    /** The variables of {@code wanted} that a step may not set, in the order of their names. */
    public static List<String> refused(Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .filter(variable -> !mayBeSet(variable.getKey(), variable.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** What the process gets of the runner's own environment. */
    public static Map<String, String> inherited(Map<String, String> own) {
        Map<String, String> environment = new TreeMap<>();
        own.forEach((name, value) -> {
            if (INHERITED.contains(name) || name.startsWith(LOCALE)) {
                environment.put(name, value);
            }
        });
        return environment;
    }

    private static boolean mayBeSet(String name, String value) {
        return NAME.matcher(name).matches()
                && value.indexOf('\0') < 0
                && !REFUSED.contains(name)
                && (HARMLESS_GIT.matcher(name).matches()
                        || REFUSED_BEGINNINGS.stream().noneMatch(name::startsWith));
    }
}
