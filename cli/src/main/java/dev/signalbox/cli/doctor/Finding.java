package dev.signalbox.cli.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one thing that Signalbox needs or can use.
 *
 * @param check what was looked at
 * @param status how that is
 * @param found what there is
 * @param advice what to do about it; null when nothing has to be done
 */
record Finding(
        String check,
        Status status,
        String found,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String advice) {
    /** How it is. */
    enum Status {
        /** As it should be. */
        @JsonProperty("ok")
        OK,
        /** It works without, but something will not. */
        @JsonProperty("warn")
        WARN,
        /** Nothing works without. */
        @JsonProperty("missing")
        MISSING
    }

    static Finding ok(String check, String found) {
        return new Finding(check, Status.OK, found, null);
    }

    static Finding warn(String check, String found, String advice) {
        return new Finding(check, Status.WARN, found, advice);
    }

    static Finding missing(String check, String found, String advice) {
        return new Finding(check, Status.MISSING, found, advice);
    }
}
