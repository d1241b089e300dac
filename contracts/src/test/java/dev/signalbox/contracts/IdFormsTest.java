package dev.signalbox.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of ids against the regular expressions that say the same. */
class IdFormsTest {
    private static final long SEED = 20_261_130;
    private static final int TRIES = 20_000;
    private static final String CHARACTERS = "azAZ09._:/- \t\0\u001f\u007f\u0080\u00e9\u4e2d\ud83d\ude00";

    @Test
    void step_ids() {
        compare("[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}", StepId::new);
    }

    @Test
    void agent_ids() {
        compare("[A-Za-z0-9][A-Za-z0-9._:-]{0,199}", AgentId::new);
    }

    @Test
    void workspace_ids() {
        compare("[^\\p{Cntrl}]{1,1000}", WorkspaceId::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01980f6e-3c00-7a11-8e21-5f0c2b9d4e1",
                "01980f6e-3c00-7a11-8e21-5f0c2b9d4e100",
                "01980F6E-3c00-7a11-8e21-5f0c2b9d4e10",
                "01980f6e3c00-7a11-8e21-5f0c-2b9d4e10",
                "1980f6e-3c00-7a11-8e21-05f0c2b9d4e10",
                "01980f6e-3c00-7a11-8e21-5f0c2b9d4e1g",
                "01980f6e-3c00-7a11-8e21-5f0c2b9d4e10 ",
                "-------------------------------------"
            })
    void what_is_no_run_id(String text) {
        assertThat(isAccepted(RunId::new, text)).isFalse();
    }

    @Test
    void a_run_id() {
        assertThat(new RunId("01980f6e-3c00-7a11-8e21-5f0c2b9d4e10").value())
                .isEqualTo("01980f6e-3c00-7a11-8e21-5f0c2b9d4e10");
    }

    private static void compare(String form, Function<String, Object> id) {
        Pattern pattern = Pattern.compile(form);
        Random random = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            String text = text(random);
            assertThat(isAccepted(id, text))
                    .as("'%s' of %d", text, text.length())
                    .isEqualTo(pattern.matcher(text).matches());
        }
    }

    /** Mostly short; sometimes about as long as an id may be, and then of one character, so that its length decides. */
    private static String text(Random random) {
        if (random.nextInt(4) == 0) {
            String repeated = random.nextBoolean() ? "a" : "\ud83d\ude00";
            return repeated.repeat((random.nextBoolean() ? 200 : 1_000) - 2 + random.nextInt(5));
        }
        StringBuilder text = new StringBuilder();
        int[] characters = CHARACTERS.codePoints().toArray();
        for (int left = random.nextInt(6); left > 0; left--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }

    private static boolean isAccepted(Function<String, Object> id, String text) {
        try {
            return id.apply(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
